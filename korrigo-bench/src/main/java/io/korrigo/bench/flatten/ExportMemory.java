package io.korrigo.bench.flatten;

import com.sun.management.OperatingSystemMXBean;
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
import io.korrigo.host.FolderBlobStore;
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
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Exports an exam of COPIES copies with 8 JPEG pages each, and prints what that and copying the same pages and zipping
 * them stored take on the wall and of the processors, and the most memory that the process had.
 *
 * <p>{@code java -Xmx256m -cp ... io.korrigo.bench.flatten.ExportMemory COPIES FOLDER}, once for each number of copies;
 * {@link ExportReport} does that. The folder is filled and emptied.
 */
public final class ExportMemory {
    private static final int PAGES = 8;

    private ExportMemory() {}

    /** Prints figures apart by tabs; takes the number of copies, and a folder that is empty or not there yet. */
    public static void main(String[] args) throws Exception {
        int copies = Integer.parseInt(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        List<Path> scans =
                ScannedPages.draw(ScannedPages.Kind.JPEG_200, Files.createDirectories(folder.resolve("scans")));
        FolderBlobStore blobs = new FolderBlobStore(folder.resolve("blobs"));
        InMemoryExamStore exams = exam(copies, scans, blobs);
        AuditLog audit = new RecordingAuditLog();
        try (LocalTaskExecutor executor = LocalTaskExecutor.builder(KorrigoTasks.builder()
                        .flattening(exams, new InMemoryStudentStore(), blobs, audit, ExportOptions.in(Locale.FRENCH))
                        .build())
                .queueLimit(copies + 1)
                .build()) {
            // before and after, since what a machine can do changes while it is measured
            Cost before = copyAndZip(exams, blobs, folder.resolve("copied"));
            Cost first = Cost.of(() -> export(executor));
            Cost again = Cost.of(() -> export(executor));
            Cost after = copyAndZip(exams, blobs, folder.resolve("copied"));
            System.out.printf(
                    Locale.ROOT,
                    "%,d\t%,d\t%.1f, %.1f\t%.1f, %.1f\t%.1f\t%.1f\t%.2f\t%.2f\t%.2f\t%s%n",
                    copies,
                    copies * PAGES,
                    before.wall(),
                    after.wall(),
                    before.cpu(),
                    after.cpu(),
                    first.wall(),
                    first.cpu(),
                    2 * first.wall() / (before.wall() + after.wall()),
                    2 * first.cpu() / (before.cpu() + after.cpu()),
                    again.wall(),
                    peak());
        }
        delete(folder);
    }

    private static Cost copyAndZip(InMemoryExamStore exams, FolderBlobStore blobs, Path folder) throws Exception {
        sync();
        Cost cost = Cost.of(() -> copy(exams, blobs, folder));
        delete(folder);
        sync();
        return cost;
    }

    /** What waits for the disk belongs to what wrote it, so it must be gone before something else is measured. */
    private static void sync() throws IOException, InterruptedException {
        new ProcessBuilder("sync").inheritIO().start().waitFor();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
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
                blobs.publishUnforced(key, out -> Files.copy(scan, out));
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
    private static void copy(InMemoryExamStore exams, FolderBlobStore blobs, Path folder) throws IOException {
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

    /** Seconds on the wall, and of the processors. */
    private record Cost(double wall, double cpu) {
        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        /** A piece of work. */
        private interface Work {
            void run() throws Exception;
        }

        static Cost of(Work work) throws Exception {
            long cpu = SYSTEM.getProcessCpuTime();
            long wall = System.nanoTime();
            work.run();
            return new Cost((System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        }
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                .findFirst()
                .orElse("unknown");
    }
}
