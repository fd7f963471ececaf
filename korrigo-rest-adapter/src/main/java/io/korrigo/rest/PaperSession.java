package io.korrigo.rest;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.paper.Correction;
import io.korrigo.paper.Paper;
import io.korrigo.tasks.CopyCorrections;
import io.korrigo.tasks.CopyCorrections.Corrected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The commands of one call, done one after the other on what nobody else has changed meanwhile. Confined to one thread. */
final class PaperSession {
    private final ExamStore exams;
    private final CopyCorrections corrections;
    /** Null where what is graded stays as it is. */
    private final @Nullable CopyRevocations revocations;

    /** What was taken back, by copy. */
    private final Map<String, CopyRevocations.Built> revoked = new LinkedHashMap<>();
    /** Copies that were changed. */
    private final Set<String> changed = new TreeSet<>();

    private final String examId;
    private final @Nullable String scanId;
    private final String actor;
    /** Versions of copies when the call came, and as its own commands have left them. */
    private final Map<String, Long> seen = new HashMap<>();

    private final Map<String, Long> present = new HashMap<>();
    private int next;

    /**
     * @param revocations takes back what is graded where a command changes it, or null where that is refused
     * @param scanId the scan whose counts are acknowledged, null where none is
     * @param next the number that the first correction will have, unless somebody was faster
     */
    PaperSession(
            ExamStore exams,
            CopyCorrections corrections,
            @Nullable CopyRevocations revocations,
            String examId,
            @Nullable String scanId,
            int next,
            String actor) {
        this.revocations = revocations;
        this.exams = exams;
        this.corrections = corrections;
        this.examId = examId;
        this.scanId = scanId;
        this.next = next;
        this.actor = actor;
        exams.copies(examId).forEach(copy -> seen.put(copy.id(), copy.version()));
        present.putAll(seen);
    }

    /**
     * Does it: a correction, or one for each page that is turned or called blank.
     *
     * @param place in the call, from 1
     * @throws Problem 412 when somebody was faster, 409 when a copy's state or another copy's student doesn't allow it, 422 when
     *     the paper doesn't
     */
    List<Corrected> does(PaperCommand command, int place) throws IOException {
        try {
            List<Corrected> done = new ArrayList<>();
            switch (command.op()) {
                case "rotate" -> {
                    for (String page : command.pages()) {
                        int turns = Integer.parseInt(Objects.requireNonNull(command.to()));
                        done.add(stored(() -> corrections.turn(examId, page, turns, present, actor), command));
                    }
                }
                case "blank" -> {
                    for (String page : command.pages()) {
                        done.add(correct(new Correction.Blank(page, Boolean.parseBoolean(command.to())), command));
                    }
                }
                case "undo" -> {
                    Integer number = command.number() < 0 ? null : (Integer) command.number();
                    done.add(stored(() -> corrections.undo(examId, number, present, actor), command));
                }
                default -> done.add(correct(correction(command), command));
            }
            return done;
        } catch (InvalidInputException refused) {
            throw Problem.unprocessable("paper.refused", place, command.op(), String.valueOf(refused.getMessage()));
        }
    }

    private Corrected correct(Correction correction, PaperCommand command) throws IOException {
        return stored(() -> corrections.correct(examId, correction, present, actor), command);
    }

    private Correction correction(PaperCommand command) {
        String to = command.to();
        return switch (command.op()) {
            case "move" -> new Correction.Move(command.pages(), Objects.requireNonNull(to), command.at());
            case "split" -> split(Objects.requireNonNull(command.at()));
            case "merge" -> new Correction.Merge(Objects.requireNonNull(to), Objects.requireNonNull(command.from()));
            case "assign" -> assign(command);
            case "quarantine" -> new Correction.Quarantine(command.pages(), to == null ? "put_aside" : to);
            case "replace" -> replace(command);
            case "acknowledge" ->
                new Correction.Acknowledge(
                        Objects.requireNonNull(scanId), Objects.requireNonNull(to), command.number());
            default -> throw new IllegalStateException(command.op());
        };
    }

    private Correction assign(PaperCommand command) {
        String copy = Objects.requireNonNull(command.copy());
        Long version = seen.get(copy);
        if (version != null && version != command.number()) {
            throw Problem.preconditionFailed();
        }
        return new Correction.Assign(copy, command.to(), null);
    }

    private static Correction replace(PaperCommand command) {
        if (command.pages().size() != 1) {
            throw new InvalidInputException(
                    "One page is shown by another scan, not " + command.pages().size());
        }
        return new Correction.Replace(command.pages().get(0), Objects.requireNonNull(command.by()));
    }

    private Correction split(String at) {
        Paper paper = corrections.log(examId).paper();
        String copy = paper.copies().entrySet().stream()
                .filter(each -> each.getValue().contains(at))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("No copy has page " + at));
        return new Correction.Split(copy, at, newCopy(copy, paper));
    }

    /** "9f3a-007" is split into itself and "9f3a-029", where that is the first number that nothing has. */
    private String newCopy(String copy, Paper paper) {
        Set<String> taken = new TreeSet<>(present.keySet());
        taken.addAll(paper.copies().keySet());
        String base = copy.replaceFirst("-\\d+$", "");
        int number = taken.size() + 1;
        while (true) {
            String id = String.format(Locale.ROOT, "%s-%03d", base, number);
            if (!taken.contains(id) && exams.copy(id).isEmpty()) {
                return id;
            }
            number++;
        }
    }

    private interface Act {
        Corrected done() throws IOException;
    }

    private Corrected stored(Act act, PaperCommand command) throws IOException {
        Corrected corrected = act.done();
        if (corrected.outcome() == Outcome.NOT_ALLOWED && revocations != null) {
            takeBackGraded(corrected.copies(), revocations);
            corrected = act.done();
        }
        switch (corrected.outcome()) {
            case STORED -> {}
            case STUDENT_TAKEN -> throw Problem.notSo("paper.student_taken");
            case STUDENT_GONE -> throw Problem.notSo("paper.student_gone");
            case NOT_ALLOWED -> throw Problem.notSo("paper.being_corrected", command.op());
            default -> throw Problem.preconditionFailed();
        }
        if (corrected.number() != next) {
            throw Problem.preconditionFailed();
        }
        next++;
        changed.addAll(corrected.copies());
        for (String id : corrected.copies()) {
            exams.copy(id).map(Copy::version).ifPresent(version -> present.put(id, version));
        }
        return corrected;
    }

    private void takeBackGraded(Set<String> copies, CopyRevocations revocations) throws IOException {
        for (String id : copies) {
            Copy copy = exams.copy(id).orElse(null);
            CopyRevocations.Built built = copy == null ? null : revocations.built(copy);
            if (built != null && built.ended()) {
                revoked.put(id, built);
                present.put(id, revocations.revoke(built, actor, "paper").version());
            }
        }
    }

    /**
     * What the commands have made wrong, which is taken back now unless it was before.
     *
     * @param all takes back PDFs and archives of copies that nobody graded, too
     */
    List<CopyRevocations.Built> wrong(CopyRevocations all) throws IOException {
        for (String id : changed) {
            Copy copy = exams.copy(id).orElse(null);
            CopyRevocations.Built built = copy == null || revoked.containsKey(id) ? null : all.built(copy);
            if (built != null && built.any()) {
                revoked.put(id, built);
                all.revoke(built, actor, "paper");
            }
        }
        return List.copyOf(revoked.values());
    }
}
