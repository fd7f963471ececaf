package io.korrigo.identify;

import io.korrigo.identify.Identification.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reconciles the answers for the copies of one exam, where each student hands in one copy at most.
 *
 * <p>Where several copies claim the same student, at least one of them is wrong or a copy was scanned twice: all of
 * them go to the desk, none is picked by its probability. The other answers stay. Sheets of one copy are not several
 * copies: give the answer for the copy, not one for each of its sheets.
 *
 * <p><b>Threads:</b> immutable, safe for concurrent use.
 */
public final class BatchAssignment {

    /**
     * The answers for the whole batch.
     *
     * @param copies one answer for each copy
     * @return as many, in the same order
     */
    public List<Identification> resolve(List<Identification> copies) {
        Map<String, Integer> claims = new HashMap<>();
        for (Identification copy : copies) {
            copy.student().ifPresent(student -> claims.merge(student.id(), 1, Integer::sum));
        }
        List<Identification> resolved = new ArrayList<>(copies.size());
        for (Identification copy : copies) {
            int claimants =
                    copy.student().map(student -> claims.get(student.id())).orElse(0);
            resolved.add(claimants > 1 ? contested(copy, claimants) : copy);
        }
        return List.copyOf(resolved);
    }

    private static Identification contested(Identification copy, int claimants) {
        String reason = claimants + " copies of this batch claim the same student.";
        return new Identification(Decision.REVIEW, copy.candidates(), copy.outsiderProbability(), reason);
    }
}
