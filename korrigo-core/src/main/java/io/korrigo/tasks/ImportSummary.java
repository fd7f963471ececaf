package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import io.korrigo.tasks.ImportStudents.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an import set out to do, kept because an attempt that goes on behind a crash finds the students of the first attempt
 * in the store, and would count them as unchanged. The crash may come after the last step, so the import doesn't delete it:
 * it is cleaned up as uploads are.
 *
 * @param skipped rows with problems
 * @param leftOut rows of students who left, and equal rows of one student
 * @param remarks on how the file was read
 * @param errors the first problems
 */
record ImportSummary(
        int created,
        int updated,
        int unchanged,
        int skipped,
        int missing,
        List<Problem> errors,
        int totalErrors,
        int leftOut,
        List<String> remarks) {
    private static final String LEFT_OUT = "left out ";
    private static final String REMARK = "remark ";

    ImportSummary {
        errors = List.copyOf(errors);
        remarks = List.copyOf(remarks);
    }

    int rows() {
        return created + updated + unchanged + skipped;
    }

    void publish(BlobStore blobs, String task) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int count : new int[] {created, updated, unchanged, skipped, missing, totalErrors}) {
            text.append(count).append('\n');
        }
        text.append(LEFT_OUT).append(leftOut).append('\n');
        remarks.forEach(remark -> text.append(REMARK).append(line(remark)).append('\n'));
        errors.forEach(error -> text.append(error.row())
                .append(' ')
                .append(line(error.message()))
                .append('\n'));
        blobs.publish(
                BlobKeys.importSummary(task), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The summary of an earlier attempt, or empty. */
    static Optional<ImportSummary> find(BlobStore blobs, String task) throws IOException {
        String key = BlobKeys.importSummary(task);
        if (!blobs.exists(key)) {
            key = BlobKeys.earlier(key);
        }
        if (!blobs.exists(key)) {
            return Optional.empty();
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(blobs.open(key), StandardCharsets.UTF_8))) {
            int[] counts = new int[6];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = Integer.parseInt(lines.readLine());
            }
            List<Problem> errors = new ArrayList<>();
            List<String> remarks = new ArrayList<>();
            int leftOut = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(LEFT_OUT)) {
                    leftOut = Integer.parseInt(line.substring(LEFT_OUT.length()));
                } else if (line.startsWith(REMARK)) {
                    remarks.add(line.substring(REMARK.length()));
                } else {
                    int space = line.indexOf(' ');
                    errors.add(new Problem(Integer.parseInt(line.substring(0, space)), line.substring(space + 1)));
                }
            }
            return Optional.of(new ImportSummary(
                    counts[0], counts[1], counts[2], counts[3], counts[4], errors, counts[5], leftOut, remarks));
        }
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
