package io.korrigo.rest;

import io.korrigo.identify.Difference;
import io.korrigo.identify.Reason;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of an identification as callers see it: the stored codes, put into words.
 *
 * @param reason one sentence
 * @param reasonCode its code, in small letters
 * @param differences on which that rests
 */
record ShownIdentification(
        String copyId,
        String status,
        @Nullable Map<String, String> headerResult,
        @Nullable Match matchedStudent,
        List<Match> suggestions,
        boolean autoIdentified,
        String reason,
        String reasonCode,
        List<Difference> differences,
        String decision,
        double outsiderProbability,
        List<String> pages,
        @Nullable String evidence) {

    /** @param objection one sentence, or null */
    record Match(String id, double confidence, @Nullable String objection) {
        static Match of(CmenOcr.Match match, Locale language) {
            Reason objection = match.objection();
            return new Match(match.id(), match.confidence(), objection == null ? null : objection.sentence(language));
        }
    }

    /** That of a batch. */
    record Batch(int total, List<String> taskIds, int identified, int review, int unreadable, List<Left> left) {}

    /** @param reason one sentence */
    record Left(String copyId, String reason, String reasonCode) {}

    /** The result with its words, or as it is where it is of another task. */
    static Record of(Record result, Locale language) {
        if (result instanceof CmenOcr.Result r) {
            CmenOcr.Match matched = r.matchedStudent();
            return new ShownIdentification(
                    r.copyId(),
                    r.status(),
                    r.headerResult(),
                    matched == null ? null : Match.of(matched, language),
                    r.suggestions().stream()
                            .map(match -> Match.of(match, language))
                            .toList(),
                    r.autoIdentified(),
                    r.reason().sentence(language),
                    lower(r.reason().code()),
                    r.reason().differences(),
                    lower(r.decision()),
                    r.outsiderProbability(),
                    r.pages(),
                    r.evidence());
        }
        if (result instanceof BatchOcr.Result r) {
            List<Left> left = r.left().stream()
                    .map(each -> new Left(
                            each.copyId(),
                            each.reason().sentence(language),
                            lower(each.reason().code())))
                    .toList();
            return new Batch(r.total(), r.taskIds(), r.identified(), r.review(), r.unreadable(), left);
        }
        if (result instanceof ExportAllCopies.Result r) {
            List<ExportAllCopies.Failure> failed = r.failed().stream()
                    .map(each -> new ExportAllCopies.Failure(
                            each.copyId(), each.taskId(), Failures.in(language, each.error())))
                    .toList();
            return new ExportAllCopies.Result(r.examId(), r.total(), r.taskIds(), r.succeeded(), failed, r.zip());
        }
        return result;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
