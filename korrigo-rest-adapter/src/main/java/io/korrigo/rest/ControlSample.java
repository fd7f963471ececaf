package io.korrigo.rest;

import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.desk.DecisionStore.Verdict;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies of an exam that a machine identified and that persons read again, unmarked among those that they have to decide: so an
 * exam can say how many of its copies may be wrong.
 *
 * <p>Which copies these are follows from their ids alone, and stays as long as the exam's copies do.
 */
final class ControlSample {
    /** With fewer, the statement says nothing: thirty without an error mean less than ten percent. */
    private static final int LEAST = 30;
    /** Of large exams this part. */
    private static final int ONE_IN = 20;

    private static final double SURE = 0.95;

    private final Set<String> copies;
    private final int checked;
    private final int disagreements;

    private ControlSample(Set<String> copies, int checked, int disagreements) {
        this.copies = copies;
        this.checked = checked;
        this.disagreements = disagreements;
    }

    /** @param made the decisions that hold, by copy */
    static ControlSample of(List<Copy> copies, Map<String, Decision> made) {
        List<String> eligible = copies.stream()
                .filter(copy -> isMachines(copy) || checks(made.get(copy.id())))
                .map(Copy::id)
                .sorted(Comparator.comparing(ControlSample::lot).thenComparing(Comparator.naturalOrder()))
                .toList();
        Set<String> drawn = eligible.stream()
                .limit(Math.max(LEAST, (eligible.size() + ONE_IN - 1) / ONE_IN))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Decision> blind = drawn.stream()
                .map(made::get)
                // Who saw the machine's answer first, or could read nothing, has not checked it.
                .filter(decision ->
                        checks(decision) && !decision.revealed() && decision.verdict() != Verdict.UNREADABLE)
                .toList();
        return new ControlSample(drawn, blind.size(), (int) blind.stream()
                .filter(decision -> Boolean.FALSE.equals(decision.agrees()))
                .count());
    }

    private static boolean isMachines(Copy copy) {
        CopyIdentification identification = copy.identification();
        return identification != null
                && identification.source() == CopyIdentification.Source.AUTOMATIC
                && copy.status().identifiable();
    }

    private static boolean checks(@Nullable Decision decision) {
        return decision != null && decision.checksMachine();
    }

    /** A number that follows from a copy's id and looks like one by lot; 0 or more. */
    static int lot(String copyId) {
        return UUID.nameUUIDFromBytes(copyId.getBytes(StandardCharsets.UTF_8)).hashCode() & Integer.MAX_VALUE;
    }

    /** Those that nobody has read again yet, by lot. */
    List<String> open(Map<String, Decision> made) {
        return copies.stream().filter(id -> !made.containsKey(id)).toList();
    }

    Map<String, Object> shown() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", copies.size());
        body.put("checked", checked);
        body.put("disagreements", disagreements);
        body.put("errors_below", checked == 0 ? null : (Double) errorsBelow(checked, disagreements));
        return body;
    }

    /**
     * The share of wrong copies that is not exceeded, with 95 percent confidence, where so many of so many were wrong (the exact
     * one-sided bound of Clopper and Pearson); 0 to 1.
     */
    static double errorsBelow(int looked, int wrong) {
        if (wrong >= looked) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double share = (low + high) / 2;
            if (atMost(wrong, looked, share) > 1 - SURE) {
                low = share;
            } else {
                high = share;
            }
        }
        return high;
    }

    /** How probable it is that at most so many are wrong where each is with this probability. */
    private static double atMost(int wrong, int looked, double share) {
        double sum = 0;
        double logChoose = 0;
        for (int i = 0; i <= wrong; i++) {
            sum += Math.exp(logChoose + i * Math.log(share) + (looked - i) * Math.log1p(-share));
            logChoose += Math.log((double) (looked - i) / (i + 1));
        }
        return sum;
    }
}
