package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sums up what became of pages in folders. Immutable. All names are invented, so pages that failed are told with them. */
final class FolderReport {
    private final List<Answer> answers;

    FolderReport(List<Answer> answers) {
        this.answers = List.copyOf(answers);
    }

    /**
     * What became of one page.
     *
     * @param answered place on the roster, from 0, of the student it was identified with; -1 where a person has to decide
     * @param read the likeliest text of each row, for people
     */
    record Answer(
            FiledPage page,
            Decision decision,
            int answered,
            double probability,
            String reason,
            String read,
            List<RowScore> rows) {
        static Answer of(FiledPage page, List<Student> students, HeaderReading reading, Identification answer) {
            return new Answer(
                    page,
                    answer.decision(),
                    answer.student().map(students::indexOf).orElse(-1),
                    answer.probability(),
                    answer.reason(),
                    reading.text(HeaderField.LAST_NAME) + " | " + reading.text(HeaderField.FIRST_NAME) + " | "
                            + reading.text(HeaderField.BIRTH_DATE),
                    PageRead.of(page.truth(), reading, 0).rows());
        }

        boolean right() {
            return answered >= 0 && answered == page.student() && page.expectation() != Expectation.REJECT;
        }

        boolean wrong() {
            return answered >= 0 && !right();
        }
    }

    /** Answers that satisfy {@code condition}. */
    long count(Predicate<Answer> condition) {
        return answers.stream().filter(condition).count();
    }

    void print(PrintStream to) {
        PlainReport out = new PlainReport(to);
        out.kinds();
        Map<String, List<Answer>> kinds = answers.stream()
                .collect(Collectors.groupingBy(answer -> answer.page().kind(), TreeMap::new, Collectors.toList()));
        kinds.forEach((kind, some) -> new FolderReport(some).kindLine(out, kind));
        kindLine(out, "all");
        Predicate<Answer> legible = answer -> answer.page().expectation() == Expectation.IDENTIFY;
        out.share("legible identified", count(legible.and(Answer::right)), count(legible));
        out.share("wrong of all", count(Answer::wrong), answers.size());
        for (HeaderField field : List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE)) {
            List<RowScore> rows = rows(answer -> true, field);
            out.share(field + " found", rows.stream().filter(RowScore::found).count(), rows.size());
            out.share(field + " exact", rows.stream().filter(RowScore::exact).count(), rows.size());
        }
        characters(out, "letters right", List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME));
        characters(out, "digits right", List.of(HeaderField.BIRTH_DATE));
        answers.stream().filter(answer -> failed(answer)).forEach(answer -> failure(out, answer));
    }

    private void kindLine(PlainReport out, String kind) {
        out.kind(
                kind,
                answers.size(),
                count(Answer::right),
                count(Answer::wrong),
                count(answer -> answer.decision() == Decision.REVIEW),
                count(answer -> answer.decision() == Decision.UNREADABLE));
    }

    private void characters(PlainReport out, String what, List<HeaderField> fields) {
        List<RowScore> rows = fields.stream()
                .flatMap(field -> rows(answer -> answer.page().keepsToBoxes(), field).stream())
                .toList();
        out.share(
                what,
                rows.stream().mapToInt(RowScore::rightLetters).sum(),
                rows.stream().mapToInt(RowScore::letters).sum());
    }

    private List<RowScore> rows(Predicate<Answer> which, HeaderField field) {
        return answers.stream()
                .filter(which)
                .flatMap(answer -> answer.rows().stream())
                .filter(row -> row.field() == field)
                .toList();
    }

    private static boolean failed(Answer answer) {
        return answer.wrong() || answer.page().expectation() == Expectation.IDENTIFY && !answer.right();
    }

    private static void failure(PlainReport out, Answer answer) {
        String drawn = answer.page().truth().rows().stream()
                .filter(row -> row.field() != HeaderField.CANDIDATE_NUMBER)
                .map(row -> row.text())
                .collect(Collectors.joining(" | "));
        out.line(
                "%s %s, %s: drawn %s, read %s, p %.5f, rows exact %s: %s",
                answer.wrong() ? "WRONG" : "refused",
                answer.page().picture(),
                answer.page().kind(),
                drawn,
                answer.read(),
                answer.probability(),
                answer.rows().stream()
                        .filter(row -> row.field() != HeaderField.CANDIDATE_NUMBER)
                        .map(row -> row.exact() ? "y" : row.found() ? "n" : "-")
                        .collect(Collectors.joining()),
                answer.reason());
    }
}
