package io.korrigo.bench.cluster;

import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.Progress;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.FlattenCopy;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Looks whether everything that a wave's tasks should have made is there, whole, and once. */
final class WaveCheck {
    private final TaskStore tasks;
    private final ExamStore exams;
    private final BlobStore blobs;
    private final List<String> breaches = new ArrayList<>();

    WaveCheck(TaskStore tasks, ExamStore exams, BlobStore blobs) {
        this.tasks = tasks;
        this.exams = exams;
        this.blobs = blobs;
    }

    /**
     * What is wrong, in words.
     *
     * @param audited what the audit log says happened, as "EVENT subject"
     */
    List<String> breaches(Wave wave, List<String> audited) throws IOException {
        TaskSnapshot export = succeeded(wave.export(), wave.copies());
        if (export.result() instanceof ExportAllCopies.Result result) {
            exported(wave, result);
        }
        TaskSnapshot batch = succeeded(wave.batch(), wave.headers());
        if (batch.result() instanceof BatchOcr.Result result) {
            read(wave, result, audited);
        }
        expect(
                count(audited, "EXPORT " + wave.exported()) == 1,
                wave.exported() + " is " + count(audited, "EXPORT " + wave.exported())
                        + " times in the audit log, not once");
        return List.copyOf(breaches);
    }

    private TaskSnapshot succeeded(TaskId id, int children) {
        TaskSnapshot parent = tasks.find(id).orElseThrow();
        expect(parent.state() == TaskState.SUCCESS, describe(parent));
        expect(
                new Progress(children, children).equals(parent.progress()),
                describe(parent) + " counted " + parent.progress() + " of " + children);
        List<TaskSnapshot> all = tasks.children(id);
        expect(all.size() == children, describe(parent) + " has " + all.size() + " children, not " + children);
        all.stream()
                .filter(child -> child.state() != TaskState.SUCCESS)
                .forEach(child -> breaches.add(describe(child)));
        return parent;
    }

    private String describe(TaskSnapshot task) {
        return task.kind() + " " + task.id() + " is " + task.state() + " after attempt " + task.attempt()
                + (task.error() == null ? "" : " (" + task.error() + ") " + tasks.log(task.id()));
    }

    private void exported(Wave wave, ExportAllCopies.Result result) throws IOException {
        expect(
                result.total() == wave.copies() && result.succeeded() == wave.copies(),
                wave.exported() + " says " + result.succeeded() + " of " + result.total() + " copies");
        expect(new HashSet<>(result.taskIds()).size() == wave.copies(), wave.exported() + " names tasks twice");
        Set<String> made = new HashSet<>();
        Set<String> sums = new HashSet<>();
        for (TaskSnapshot child : tasks.children(wave.export())) {
            if (child.result() instanceof FlattenCopy.Result pdf) {
                made.add(pdf.finalPdf());
                made.add(pdf.finalPdf() + ".facts");
                sums.add(pdf.sha256());
                whole(pdf);
            }
        }
        String folder = "korrigo/exams/" + wave.exported() + "/";
        expect(
                made.equals(Set.copyOf(blobs.list(folder + "final/"))),
                folder + "final/ holds other files than the results say");
        String zip = result.zip();
        expect(
                zip != null && blobs.list(folder + "export-").equals(List.of(zip.replace(".zip", ".csv"), zip)),
                folder + " holds other archives than " + zip);
        if (zip != null) {
            expect(sumsOf(zip).equals(sums), zip + " holds other PDFs than the results say");
        }
    }

    private void whole(FlattenCopy.Result pdf) throws IOException {
        byte[] bytes;
        try (InputStream in = blobs.open(pdf.finalPdf())) {
            bytes = in.readAllBytes();
        }
        expect(
                bytes.length == pdf.bytes() && sha256(bytes).equals(pdf.sha256()),
                pdf.finalPdf() + " is not what the result says");
        try (PDDocument document = Loader.loadPDF(bytes)) {
            expect(document.getNumberOfPages() == pdf.pages(), pdf.finalPdf() + " has another number of pages");
        } catch (IOException broken) {
            breaches.add(pdf.finalPdf() + " does not open: " + broken.getMessage());
        }
        Copy copy = exams.copy(pdf.copyId()).orElseThrow();
        expect(pdf.finalPdf().equals(copy.finalPdf()), "Copy " + copy.id() + " has another PDF than its result says");
    }

    private Set<String> sumsOf(String zip) throws IOException {
        Set<String> sums = new HashSet<>();
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(blobs.open(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".pdf")) {
                    sums.add(sha256(in.readAllBytes()));
                    files++;
                }
            }
        }
        expect(files == sums.size(), zip + " holds a PDF twice");
        return sums;
    }

    private void read(Wave wave, BatchOcr.Result result, List<String> audited) throws IOException {
        expect(
                result.total() == wave.headers()
                        && result.identified() + result.review() + result.unreadable() == wave.headers(),
                wave.read() + " says " + result.identified() + " + " + result.review() + " + " + result.unreadable()
                        + " of " + result.total() + " copies");
        Set<String> evidence = new HashSet<>();
        for (TaskSnapshot child : tasks.children(wave.batch())) {
            if (child.result() instanceof CmenOcr.Result copy && copy.evidence() != null) {
                evidence.add(copy.evidence());
            }
        }
        expect(
                evidence.equals(Set.copyOf(blobs.list("korrigo/exams/" + wave.read() + "/evidence/"))),
                wave.read() + " has other evidence than the results say");
        List<Copy> identified = exams.copies(wave.read()).stream()
                .filter(copy -> copy.identification() != null)
                .toList();
        expect(
                identified.size() == result.identified() && !identified.isEmpty(),
                wave.read() + " has " + identified.size() + " identified copies, not " + result.identified());
        for (Copy copy : identified) {
            int times = count(audited, "IDENTIFICATION " + copy.id());
            expect(times == 1, "Copy " + copy.id() + " is " + times + " times in the audit log, not once");
        }
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            breaches.add(otherwise);
        }
    }

    private static int count(List<String> audited, String entry) {
        return (int) audited.stream().filter(entry::equals).count();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
