package io.korrigo.rest;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.paper.Correction;
import io.korrigo.paper.Paper;
import io.korrigo.tasks.CopyCorrections;
import io.korrigo.tasks.CopyCorrections.Corrected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The commands of one call, done one after the other on what nobody else has changed meanwhile. Confined to one thread. */
final class PaperSession {
    private final ExamStore exams;
    private final CopyCorrections corrections;
    private final String examId;
    private final String actor;
    /** Versions of copies when the call came, and as its own commands have left them. */
    private final Map<String, Long> seen = new HashMap<>();

    private final Map<String, Long> present = new HashMap<>();
    private int next;

    /** @param next the number that the first correction will have, unless somebody was faster */
    PaperSession(ExamStore exams, CopyCorrections corrections, String examId, int next, String actor) {
        this.exams = exams;
        this.corrections = corrections;
        this.examId = examId;
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
                        done.add(stored(corrections.turn(examId, page, turns, present, actor), command));
                    }
                }
                case "blank" -> {
                    for (String page : command.pages()) {
                        done.add(correct(new Correction.Blank(page, Boolean.parseBoolean(command.to())), command));
                    }
                }
                case "undo" -> {
                    Integer number = command.number() < 0 ? null : (Integer) command.number();
                    done.add(stored(corrections.undo(examId, number, present, actor), command));
                }
                default -> done.add(correct(correction(command), command));
            }
            return done;
        } catch (InvalidInputException refused) {
            throw Problem.unprocessable("Command " + place + ", " + command.op() + ": " + refused.getMessage());
        }
    }

    private Corrected correct(Correction correction, PaperCommand command) {
        return stored(corrections.correct(examId, correction, present, actor), command);
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

    private Corrected stored(Corrected corrected, PaperCommand command) {
        switch (corrected.outcome()) {
            case STORED -> {}
            case STUDENT_TAKEN ->
                throw Problem.notSo("Another copy of the exam is this student's; take the student from it first");
            case NOT_ALLOWED ->
                throw Problem.notSo("A copy that " + command.op()
                        + " would change is being corrected or is graded; its pages stay as they are");
            default -> throw Problem.preconditionFailed();
        }
        if (corrected.number() != next) {
            throw Problem.preconditionFailed();
        }
        next++;
        for (String id : corrected.copies()) {
            exams.copy(id).map(Copy::version).ifPresent(version -> present.put(id, version));
        }
        return corrected;
    }
}
