package io.korrigo.host.jdbc;

import io.korrigo.paper.Correction;
import io.korrigo.paper.Paper;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes an erased student out of the corrections of paper. The log has to give the same paper as before, so somebody whom nobody knows
 * stands in the student's place.
 */
final class ErasedCorrections {
    private record Logged(String examId, int number, Correction correction) {}

    private ErasedCorrections() {}

    static void forget(Handle handle, String studentId) {
        String instead = Paper.ERASED + UUID.randomUUID();
        List<Logged> all = handle.createQuery("select exam_id, number, correction from korrigo_corrections"
                        + " where correction like '%\"assign\"%' or correction like '%\"restore\"%'")
                .map((row, context) ->
                        new Logged(row.getString(1), row.getInt(2), CorrectionJson.read(row.getString(3))))
                .list();
        for (Logged each : all) {
            Correction without = CorrectionJson.without(each.correction(), studentId, instead);
            if (!without.equals(each.correction())) {
                handle.execute(
                        "update korrigo_corrections set correction = ? where exam_id = ? and number = ?",
                        CorrectionJson.write(without),
                        each.examId(),
                        each.number());
            }
        }
    }
}
