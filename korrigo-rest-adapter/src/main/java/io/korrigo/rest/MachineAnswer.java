package io.korrigo.rest;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a machine thinks of a copy: told with the answer to a decision, or to who asks and has that on record.
 *
 * @param known whether it thinks anything
 * @param studentId whose it likelier is than anybody else's, or null where it is likelier nobody's of the roster
 * @param probability of that, 0 to 1
 * @param reading the likeliest letters by field, or null where nothing was read
 */
record MachineAnswer(
        boolean known,
        @Nullable String studentId,
        double probability,
        @Nullable Map<String, String> reading) {

    static MachineAnswer of(Copy copy, Proposals.@Nullable Proposal proposal) {
        CopyIdentification identification = copy.identification();
        Map<String, String> reading =
                proposal == null ? null : proposal.result().headerResult();
        if (identification != null && identified(copy)) {
            return new MachineAnswer(true, identification.studentId(), identification.probability(), reading);
        }
        if (proposal == null || proposal.result().matchedStudent() == null) {
            return new MachineAnswer(false, null, 0, reading);
        }
        double outsider = proposal.result().outsiderProbability();
        if (outsider > proposal.result().matchedStudent().confidence()) {
            return new MachineAnswer(true, null, outsider, reading);
        }
        return new MachineAnswer(
                true,
                proposal.result().matchedStudent().id(),
                proposal.result().matchedStudent().confidence(),
                reading);
    }

    /** Whether a machine has given the copy to a student. */
    static boolean identified(Copy copy) {
        CopyIdentification identification = copy.identification();
        return identification != null && identification.source() == CopyIdentification.Source.AUTOMATIC;
    }

    /** Whether it thinks the same; null where it thinks nothing. */
    @Nullable
    Boolean agrees(@Nullable String student) {
        return known ? (Boolean) Objects.equals(student, studentId) : null;
    }

    /** Members {@code machine} and {@code reading}. */
    Map<String, Object> shown() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("student_id", studentId);
        machine.put("probability", probability);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("machine", known ? machine : null);
        body.put("reading", reading);
        return body;
    }
}
