package io.korrigo.rest;

import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.desk.DecisionStore.Verdict;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyStatus;
import io.korrigo.identify.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an exam's copies stand, and in which order persons read those that are open and the control sample among them. */
final class DeskQueue {
    /** Reasons that are about two students: the copies of both belong together. */
    private static final Set<Reason.Code> OF_TWO =
            Set.of(Reason.Code.TWINS, Reason.Code.HOMONYMS, Reason.Code.NAMESAKES, Reason.Code.TIE);

    /** Decisions that somebody may want to take back at a later day; more than anybody remembers. */
    private static final int MOST_MADE = 200;

    private final List<Copy> copies;
    private final Map<String, Decision> made;
    private final Map<String, Proposals.Proposal> proposed;
    private final ControlSample control;

    /** @param made the decisions that hold, by copy */
    DeskQueue(List<Copy> copies, Map<String, Decision> made, Map<String, Proposals.Proposal> proposed) {
        // What is part of another copy now has no paper of its own, and nobody looks for it.
        this.copies = copies.stream()
                .filter(copy -> !copy.pages().isEmpty() || copy.status() != CopyStatus.STAGING)
                .toList();
        this.made = made;
        this.proposed = proposed;
        control = ControlSample.of(copies, made);
    }

    /** @param actor whose decisions are told, to be taken back */
    Map<String, Object> shown(String examId, String actor) {
        int automatic = 0;
        int decided = 0;
        int unreadable = 0;
        int closed = 0;
        List<Copy> open = new ArrayList<>();
        for (Copy copy : copies) {
            Decision decision = made.get(copy.id());
            if (decision != null && decision.verdict() == Verdict.UNREADABLE) {
                unreadable++;
            } else if (decision != null && decision.verdict() != Verdict.INSEPARABLE || isPersons(copy)) {
                decided++;
            } else if (copy.identification() != null) {
                automatic++;
            } else if (copy.status().identifiable()) {
                open.add(copy);
            } else {
                closed++;
            }
        }
        List<String> ordered = ordered(open);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("exam_id", examId);
        body.put("total", copies.size());
        body.put("automatic", automatic);
        body.put("to_decide", open.size());
        body.put("decided", decided);
        body.put("unreadable", unreadable);
        body.put("closed", closed);
        body.put("copies", ordered);
        body.put("queue", queue(ordered));
        body.put("control", control.shown());
        body.put("made", madeBy(actor));
        return body;
    }

    /** Whether somebody said whose it is elsewhere than at the desk, as while putting paper right. */
    private static boolean isPersons(Copy copy) {
        CopyIdentification identification = copy.identification();
        return identification != null && identification.source() == CopyIdentification.Source.PERSON;
    }

    /** What somebody decided here that holds, the last one first. */
    private List<Map<String, Object>> madeBy(String actor) {
        return copies.stream()
                .filter(copy -> made.containsKey(copy.id())
                        && made.get(copy.id()).actor().equals(actor))
                .sorted(Comparator.comparing((Copy copy) -> made.get(copy.id()).at())
                        .reversed())
                .limit(MOST_MADE)
                .map(copy -> Map.<String, Object>of(
                        "copy_id", copy.id(), "anonymous_id", copy.anonymousId(), "version", copy.version()))
                .toList();
    }

    /**
     * Copies that hang together follow each other; of such groups, those with the fewest candidates come first, and what nobody could
     * read comes last.
     */
    private List<String> ordered(List<Copy> open) {
        Map<String, String> groups = new HashMap<>();
        for (Copy copy : open) {
            List<String> students = disputed(proposed.get(copy.id()));
            String group = root(groups, students.isEmpty() ? "copy " + copy.id() : students.get(0));
            students.forEach(student -> groups.put(root(groups, student), group));
        }
        Map<String, List<Copy>> blocks = new LinkedHashMap<>();
        for (Copy copy : open) {
            List<String> students = disputed(proposed.get(copy.id()));
            String group = root(groups, students.isEmpty() ? "copy " + copy.id() : students.get(0));
            blocks.computeIfAbsent(group, each -> new ArrayList<>()).add(copy);
        }
        Comparator<Copy> inside =
                Comparator.comparingInt((Copy copy) -> candidates(copy)).thenComparing(Copy::anonymousId);
        blocks.values().forEach(block -> block.sort(inside));
        return blocks.values().stream()
                .sorted(Comparator.comparing(block -> block.get(0), inside))
                .flatMap(List::stream)
                .map(Copy::id)
                .toList();
    }

    private static String root(Map<String, String> groups, String member) {
        String root = member;
        while (groups.containsKey(root) && !groups.get(root).equals(root)) {
            root = groups.get(root);
        }
        return root;
    }

    /** Whose the copy may be before all. */
    private static List<String> disputed(Proposals.@Nullable Proposal proposal) {
        if (proposal == null) {
            return List.of();
        }
        return proposal.result().suggestions().stream()
                .limit(OF_TWO.contains(proposal.reason().code()) ? 2 : 1)
                .map(match -> match.id())
                .toList();
    }

    /** What nobody could read or tell apart comes last. */
    private int candidates(Copy copy) {
        Proposals.Proposal proposal = proposed.get(copy.id());
        int count = proposal == null || made.containsKey(copy.id())
                ? 0
                : proposal.result().suggestions().size();
        return count == 0 ? Integer.MAX_VALUE : count;
    }

    /** The control sample goes where lots put it, so that nobody knows which copies it is. */
    private List<String> queue(List<String> ordered) {
        List<String> queue = new ArrayList<>(ordered);
        for (String id : control.open(made)) {
            queue.add(ControlSample.lot(id) % (queue.size() + 1), id);
        }
        return queue;
    }
}
