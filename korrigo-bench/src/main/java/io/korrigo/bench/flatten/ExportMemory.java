package io.korrigo.bench.flatten;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.PageRegion;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.identify.HeaderReader;
import io.korrigo.server.data.FolderBlobStore;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Exports an exam of COPIES copies with 8 JPEG pages each from FOLDER, and prints wall time, that of copying the same
 * pages and zipping them stored, and the most memory that the process had. Run it with a small heap:
 * {@code java -Xmx256m -cp ... io.korrigo.bench.flatten.ExportMemory COPIES FOLDER}, once for each number of copies.
 */
public final class ExportMemory {
    private static final int PAGES = 8;

    private ExportMemory() {}

    /** The number of copies, and a folder that is empty or not there yet. */
    public static void main(String[] args) throws Exception {
        int copies = Integer.parseInt(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        List<Path> scans =
                ScannedPages.draw(ScannedPages.Kind.JPEG_200, Files.createDirectories(folder.resolve("scans")));
        FolderBlobStore blobs = new FolderBlobStore(folder.resolve("blobs"));
        InMemoryExamStore exams = exam(copies, scans, blobs);

        long copying = timed(() -> copyAndZip(exams, blobs, folder.resolve("copied")));
        AuditLog audit = new RecordingAuditLog();
        try (HeaderReader reader = new HeaderReader();
                LocalTaskExecutor executor = LocalTaskExecutor.builder(KorrigoTasks.registry(
                                exams,
                                new InMemoryStudentStore(),
                                blobs,
                                audit,
                                reader,
                                ExportOptions.in(Locale.FRENCH)))
                        .queueLimit(copies + 1)
                        .build()) {
            long first = timed(() -> export(executor));
            long again = timed(() -> export(executor));
            System.out.printf(
                    Locale.ROOT,
                    "%d copies, %d pages: copying and zipping %d ms, export %d ms, export again %d ms, peak RSS %s%n",
                    copies,
                    copies * PAGES,
                    copying,
                    first,
                    again,
                    peak());
        }
    }

    private static InMemoryExamStore exam(int copies, List<Path> scans, FolderBlobStore blobs) throws IOException {
        InMemoryExamStore exams = new InMemoryExamStore();
        exams.add(new Exam("e", "Bench", null, 4, List.of(), Set.of()));
        for (int i = 0; i < copies; i++) {
            List<String> pages = new ArrayList<>();
            List<Annotation> annotations = new ArrayList<>();
            for (int page = 0; page < PAGES; page++) {
                String key = "pages/" + i + "-" + page + ".jpg";
                Path scan = scans.get(page % scans.size());
                blobs.publish(key, out -> Files.copy(scan, out));
                pages.add(key);
                annotations.add(new Annotation(
                        page, new PageRegion(0.1, 0.2, 0.3, 0.05), AnnotationType.COMMENT, "Bien vu", null));
            }
            String id = String.format(Locale.ROOT, "%05d", i);
            Copy copy = new Copy(id, "e", id, CopyStatus.READY, List.of(new Booklet(id, pages)), null, null, 0);
            exams.add(copy, annotations, new CopyMarks(Map.of("1", new BigDecimal("12.5")), Map.of(), ""));
        }
        return exams;
    }

    /** What an export can't be faster than: each page is written once beside, and once into a ZIP. */
    private static void copyAndZip(InMemoryExamStore exams, FolderBlobStore blobs, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve("all.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Copy copy : exams.copies("e")) {
                Path copied = folder.resolve(copy.id());
                CRC32 crc32 = new CRC32();
                try (OutputStream to = Files.newOutputStream(copied)) {
                    for (String page : copy.pages()) {
                        try (InputStream in = new CheckedInputStream(blobs.open(page), crc32)) {
                            in.transferTo(to);
                        }
                    }
                }
                ZipEntry entry = new ZipEntry(copy.id());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(Files.size(copied));
                entry.setCrc(crc32.getValue());
                zip.putNextEntry(entry);
                Files.copy(copied, zip);
            }
        }
    }

    private static void export(LocalTaskExecutor executor) throws InterruptedException {
        TaskSnapshot task =
                executor.submit(Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters("e"), "bench"));
        while (!task.ready()) {
            Thread.sleep(10);
            task = executor.store().find(task.id()).orElseThrow();
        }
        if (!(task.result() instanceof ExportAllCopies.Result result)
                || !result.failed().isEmpty()) {
            throw new KorrigoException("The export did not succeed: " + task.error());
        }
    }

    /** A piece of work. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static long timed(Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown: this system has no /proc";
        }
        return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring(6).strip())
                .findFirst()
                .orElse("unknown");
    }
}
