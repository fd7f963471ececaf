package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.FlattenCopy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExportAllCopiesTest extends ExportedExam {
    @Test
    void deliversThePdfsWithAManifestThatIsExact() throws Exception {
        ExportAllCopies.Result result = export();

        Map<String, byte[]> files = unzip(result);
        assertThat(files.keySet())
                .containsExactly(
                        "copy_A-001_corrected.pdf",
                        "copy_A-002_corrected.pdf",
                        "copy_A-003_corrected.pdf",
                        "manifest.csv");
        StringBuilder manifest =
                new StringBuilder("file,copy_id,anonymous_id,student_id,pages,bytes,sha256,mark,error\r\n");
        for (int i = 1; i <= 3; i++) {
            byte[] pdf = blobs.bytes(finalPdf(i));
            String name = "copy_A-00" + i + "_corrected.pdf";
            assertThat(files.get(name)).isEqualTo(pdf);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(pdf));
            manifest.append(name + ",c" + i + ",A-00" + i + "," + (i == 1 ? "s1" : "") + ",2," + pdf.length + ","
                    + sha256 + ",1" + i + ",\r\n");
        }
        assertThat(files.get("manifest.csv")).asString(StandardCharsets.UTF_8).isEqualTo(manifest.toString());
        assertThat(blobs.bytes(result.zip().replaceFirst("zip$", "csv"))).isEqualTo(files.get("manifest.csv"));
    }

    @Test
    void drawsAndPacksNothingAgainWhereNothingChanged() throws Exception {
        ExportAllCopies.Result first = export();
        int published = blobs.published.size();
        long version = exams.copy("c1").orElseThrow().version();

        ExportAllCopies.Result second = export();

        assertThat(blobs.published).hasSize(published);
        assertThat(exams.copy("c1").orElseThrow().version()).isEqualTo(version);
        assertThat(second.zip()).isEqualTo(first.zip());
        assertThat(second.succeeded()).isEqualTo(3);
    }

    @Test
    void drawsOnlyTheCopyThatChanged() throws Exception {
        ExportAllCopies.Result first = export();
        String before = finalPdf(2);
        int published = blobs.published.size();
        put(2, CopyStatus.READY, before, "pages/2.png", marks("7.5"));

        ExportAllCopies.Result second = export();

        assertThat(finalPdf(2)).isNotEqualTo(before);
        assertThat(blobs.publishedSince(published, ".pdf")).containsExactly(finalPdf(2));
        assertThat(second.zip()).isNotEqualTo(first.zip());
        assertThat(unzip(second).get("manifest.csv"))
                .asString(StandardCharsets.UTF_8)
                .contains(",7.5,");
    }

    @Test
    void leavesOutACopyWhosePagesAreAllInOthers() throws Exception {
        exams.add(
                new Copy("c2", "e1", "A-002", CopyStatus.STAGING, List.of(), null, null, 3), List.of(), CopyMarks.NONE);

        ExportAllCopies.Result result = export();

        assertThat(result.total()).isEqualTo(2);
        assertThat(result.failed()).isEmpty();
    }

    @Test
    void leavesNoArchiveOfAStudentWhoIsErasedWhileItIsWritten() throws Exception {
        List<String> archives = new ArrayList<>();
        blobs.hook = key -> {
            if (key.endsWith(".zip") && archives.isEmpty()) {
                // as an erasure does: the copy is nobody's, its PDF and the student are gone
                blobs.delete(finalPdf(1));
                Copy copy = exams.copy("c1").orElseThrow();
                exams.add(
                        new Copy(
                                "c1", "e1", "A-001", CopyStatus.READY, copy.booklets(), null, null, copy.version() + 1),
                        List.of(),
                        CopyMarks.NONE);
                students.delete("s1");
            }
            if (key.endsWith(".zip")) {
                archives.add(key);
            }
        };

        ExportAllCopies.Result result =
                export(new ExportOptions(Locale.FRENCH, "{index}_{last_name}_{first_name}.pdf"));

        assertThat(archives).hasSize(2);
        assertThat(blobs.list("korrigo/exams/e1/export-"))
                .containsExactlyInAnyOrder(result.zip(), result.zip().replaceFirst("zip$", "csv"));
        assertThat(unzip(result).keySet()).noneMatch(name -> name.contains("luard"));
        assertThat(unzip(result).get("manifest.csv"))
                .asString(StandardCharsets.UTF_8)
                .doesNotContain("s1");
        assertThat(result.failed()).extracting(ExportAllCopies.Failure::copyId).containsExactly("c1");
    }

    @Test
    void drawsAgainWhereTheFactsOfAPdfAreLostOrDamaged() throws Exception {
        ExportAllCopies.Result first = export();
        int published = blobs.published.size();
        blobs.delete(finalPdf(3) + ".facts");
        String facts = new String(blobs.bytes(finalPdf(2) + ".facts"), StandardCharsets.US_ASCII);
        blobs.publish(
                finalPdf(2) + ".facts",
                out -> out.write(facts.replace("pages=2", "pages=3").getBytes(StandardCharsets.US_ASCII)));
        blobs.publish(finalPdf(1) + ".facts", out -> out.write(new byte[facts.length()]));

        ExportAllCopies.Result second = export();

        assertThat(blobs.publishedSince(published, ".pdf"))
                .containsExactlyInAnyOrder(finalPdf(1), finalPdf(2), finalPdf(3));
        assertThat(second.zip()).isEqualTo(first.zip());
    }

    @Test
    void givesTheSameBytesInAnyTimeZone() throws Exception {
        TimeZone home = TimeZone.getDefault();
        ExportAllCopies.Result first = export();
        byte[] zip = blobs.bytes(first.zip());
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            for (String key : blobs.list("korrigo/exams/")) {
                blobs.delete(key);
            }

            ExportAllCopies.Result second = export();

            assertThat(second.zip()).isEqualTo(first.zip());
            assertThat(blobs.bytes(second.zip())).isEqualTo(zip);
        } finally {
            TimeZone.setDefault(home);
        }
    }

    @Test
    void goesOnWithTheFinishedCopiesAfterTheArchiveFailed() throws Exception {
        List<String> tried = new ArrayList<>();
        blobs.hook = key -> {
            if (key.endsWith(".zip") && tried.isEmpty()) {
                tried.add(key);
                throw new IllegalArgumentException("the host's mistake");
            }
        };
        try (LocalTaskExecutor executor = executor(ExportOptions.in(Locale.FRENCH))) {
            TaskSnapshot task = executor.submit(submission());
            await().until(() -> executor.store().find(task.id()).orElseThrow().ready());
        }
        int published = blobs.published.size();

        ExportAllCopies.Result again = export();

        assertThat(tried).hasSize(1);
        assertThat(blobs.publishedSince(published, ".pdf")).isEmpty();
        assertThat(unzip(again)).hasSize(4);
    }

    @Test
    void leavesNoArchiveWhenCancelledWhileItIsExported() {
        try (LocalTaskExecutor executor = executor(ExportOptions.in(Locale.FRENCH))) {
            List<TaskSnapshot> task = new ArrayList<>();
            synchronized (task) {
                blobs.hook = key -> {
                    if (key.endsWith(".zip")) {
                        synchronized (task) {
                            executor.cancel(task.get(0).id());
                        }
                        waitForTheInterrupt();
                    }
                };
                task.add(executor.submit(submission()));
            }

            TaskSnapshot ended =
                    await().until(() -> executor.store().find(task.get(0).id()).orElseThrow(), TaskSnapshot::ready);

            assertThat(ended.state()).isEqualTo(TaskState.REVOKED);
        }
        assertThat(blobs.publishedSince(0, ".zip")).isEmpty();
        assertThat(blobs.publishedSince(0, ".pdf")).hasSize(3);
    }

    private static void waitForTheInterrupt() {
        try {
            new CountDownLatch(1).await(20, TimeUnit.SECONDS);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void flattensOneCopyToTheSameFacts() {
        FlattenCopy.Result first = flatten();

        assertThat(flatten()).isEqualTo(first);
        assertThat(blobs.publishedSince(0, ".pdf")).containsExactly(first.finalPdf());
    }

    private FlattenCopy.Result flatten() {
        try (LocalTaskExecutor executor = executor(ExportOptions.in(Locale.FRENCH))) {
            TaskSnapshot task =
                    executor.submit(Submission.of(FlattenCopy.KIND, new FlattenCopy.Parameters("c1"), "prof"));
            TaskSnapshot ended =
                    await().until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready);
            return (FlattenCopy.Result) ended.result();
        }
    }
}
