package io.korrigo.rest;

import io.korrigo.exam.Copy;
import io.korrigo.paper.PaperStore;
import io.korrigo.tasks.CopyCorrections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person at the desk says that a copy is part of another one: a correction of the paper, which can be undone by its number. */
final class CopyMerges {
    private final RestApi api;
    private final CopyCorrections corrections;
    private final CopyRevocations revocations;

    CopyMerges(RestApi api, PaperStore papers, CopyRevocations revocations) {
        this.api = api;
        this.corrections = new CopyCorrections(api.exams(), papers, api.blobs(), api.audit());
        this.revocations = revocations;
    }

    /**
     * Puts a copy's pages behind those of another copy of its exam.
     *
     * @return members {@code correction}, its number, and {@code revoked}
     */
    Map<String, Object> merge(Copy copy, String into, Caller caller, boolean revoke) throws IOException {
        Copy other = api.exams()
                .copy(into)
                .filter(found ->
                        found.examId().equals(copy.examId()) && !found.id().equals(copy.id()))
                .orElseThrow(() -> Problem.unprocessable("decision.no_such_copy"));
        return corrected(copy, command("merge", other.id(), copy.id(), -1), caller, revoke);
    }

    /** Takes such a correction back, or another one. */
    Map<String, Object> undo(Copy copy, int correction, Caller caller, boolean revoke) throws IOException {
        return corrected(copy, command("undo", null, null, correction), caller, revoke);
    }

    private static PaperCommand command(String op, @Nullable String to, @Nullable String from, int number) {
        return new PaperCommand(op, List.of(), to, null, from, null, null, number);
    }

    private Map<String, Object> corrected(Copy copy, PaperCommand command, Caller caller, boolean revoke)
            throws IOException {
        int next = corrections.log(copy.examId()).entries().size();
        List<CopyRevocations.Built> wrong = new ArrayList<>();
        api.transactions().run(() -> {
            PaperSession session = new PaperSession(
                    api.exams(), corrections, revoke ? revocations : null, copy.examId(), null, next, caller.name());
            try {
                session.does(command, 1);
                wrong.addAll(session.wrong(revocations));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("correction", next);
        List<Map<String, Object>> revoked = revocations.rebuilding().rebuilt(wrong, caller);
        body.put("revoked", revoked.isEmpty() ? null : revoked.get(0));
        return body;
    }
}
