package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.CleanupOrphanedFiles;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import io.korrigo.testkit.task.SteppedClock;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CleanupOrphanedFilesTest {
    private static final String HASH = "0123456789abcdef0123456789abcdef";
    private static final String UPLOAD = "korrigo/uploads/" + HASH + HASH;
    private static final String PAGE = "exams/e1/pages/1.png";

    private final SteppedClock clock = new SteppedClock(Instant.now().minus(Duration.ofDays(30)));
    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final CountedBlobStore blobs = new CountedBlobStore(clock);

    @BeforeEach
    void addExam() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(100, 140, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        blobs.publish(PAGE, png::writeTo);
        exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of()));
        mark("10");
    }

    /** A copy of the exam with these points, and without a final PDF. */
    private void mark(String points) {
        exams.add(
                new Copy("c1", "e1", "A-1", CopyStatus.READY, List.of(new Booklet("b", List.of(PAGE))), null, null, 1),
                List.of(),
                new CopyMarks(Map.of("1", new BigDecimal(points)), Map.of(), ""));
    }

    private <R extends Record> R run(Submission<?> submission, Class<R> result) {
        return run(submission, result, Clock.systemUTC());
    }

    private <R extends Record> R run(Submission<?> submission, Class<R> result, Clock today) {
        try (LocalTaskExecutor executor = LocalTaskExecutor.of(KorrigoTasks.builder()
                .flattening(
                        exams,
                        new InMemoryStudentStore(),
                        blobs,
                        new RecordingAuditLog(),
                        ExportOptions.in(Locale.FRENCH))
                .cleanUp(exams, blobs, CleanupOrphanedFiles.USUALLY_KEPT, today)
                .build())) {
            TaskSnapshot task = executor.submit(submission);
            TaskSnapshot ended = await().atMost(Duration.ofSeconds(30))
                    .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready);
            assertThat(ended.error()).isNull();
            return result.cast(ended.result());
        }
    }

    private ExportAllCopies.Result export() {
        return run(
                Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters("e1"), "prof"),
                ExportAllCopies.Result.class);
    }

    private CleanupOrphanedFiles.Result cleanUp() {
        return cleanUp(Clock.systemUTC());
    }

    private CleanupOrphanedFiles.Result cleanUp(Clock today) {
        return run(
                Submission.of(CleanupOrphanedFiles.KIND, new CleanupOrphanedFiles.Parameters(), "korrigo"),
                CleanupOrphanedFiles.Result.class,
                today);
    }

    private void publish(String... keys) throws IOException {
        for (String key : keys) {
            blobs.publish(key, out -> out.write(7));
        }
    }

    private String finalPdf() {
        return exams.copy("c1").orElseThrow().finalPdf();
    }

    @Test
    void removesThePdfThatWasReplacedAndTheArchiveOfIt() throws IOException {
        ExportAllCopies.Result first = export();
        String replaced = finalPdf();
        mark("11");
        ExportAllCopies.Result second = export();
        long bytes = 0;
        for (String key : List.of(replaced, replaced + ".facts", first.zip(), csv(first), second.zip(), csv(second))) {
            bytes += blobs.bytes(key).length;
        }

        CleanupOrphanedFiles.Result result = cleanUp();

        assertThat(blobs.list("")).containsExactlyInAnyOrder(PAGE, finalPdf(), finalPdf() + ".facts");
        assertThat(result).isEqualTo(new CleanupOrphanedFiles.Result(6, bytes, 2));
    }

    private static String csv(ExportAllCopies.Result result) {
        return result.zip().replaceFirst("zip$", "csv");
    }

    @Test
    void keepsWhatWasUsedLately() throws IOException {
        export();
        mark("11");
        export();
        List<String> before = blobs.list("");
        mark("10");
        clock.step(Duration.ofDays(29));
        // draws nothing: both PDF and archive are there from the first time
        int published = blobs.published.size();
        ExportAllCopies.Result again = export();
        assertThat(blobs.published).hasSize(published);

        cleanUp();

        assertThat(blobs.list("korrigo/exams/e1/final/")).containsExactly(finalPdf(), finalPdf() + ".facts");
        assertThat(blobs.list("korrigo/exams/e1/export-")).containsExactly(csv(again), again.zip());
        assertThat(before).containsAll(blobs.list(""));
    }

    @Test
    void removesNothingBeforeItsTime() throws IOException {
        clock.step(Duration.ofDays(23));
        publish(
                UPLOAD,
                "korrigo/exams/e1/final/c9-" + HASH + ".pdf",
                "korrigo/exams/e1/export-" + HASH + ".zip",
                "korrigo/exams/e1/evidence/c1-" + HASH + ".html");

        assertThat(cleanUp()).isEqualTo(new CleanupOrphanedFiles.Result(0, 0, 4));
        assertThat(blobs.list("")).hasSize(5);
    }

    @Test
    void removesUploadsAndFilesOfExamsThatAreGone() throws IOException {
        publish(
                UPLOAD,
                UPLOAD + ".upload",
                UPLOAD + ".part-12",
                "korrigo/uploads/00000000-0000-0000-0000-00000000000a.summary",
                "korrigo/exams/e2/final/c1-" + HASH + ".pdf",
                "korrigo/exams/e2/evidence/c1-" + HASH + ".html");

        assertThat(cleanUp()).isEqualTo(new CleanupOrphanedFiles.Result(6, 6, 0));
        assertThat(blobs.list("")).containsExactly(PAGE);
    }

    @Test
    void removesFilesOfExamsThatEarlierVersionsMadeAndKeepsThoseThatAreNamed() throws IOException {
        String named = "exams/e1/final/c1-" + HASH + ".pdf";
        publish(
                named,
                named + ".facts",
                "exams/e1/final/c9-" + HASH + ".pdf",
                "exams/e1/export-" + HASH + ".zip",
                "exams/e2/evidence/c1-" + HASH + ".html");
        exams.attachFinalPdf("c1", exams.copy("c1").orElseThrow().version(), named);

        assertThat(cleanUp()).isEqualTo(new CleanupOrphanedFiles.Result(3, 3, 2));
        assertThat(blobs.list("")).containsExactlyInAnyOrder(PAGE, named, named + ".facts");
    }

    @Test
    void keepsTheEvidenceOfAnIdentifiedCopy() throws IOException {
        String evidence = "korrigo/exams/e1/evidence/c1-" + HASH + ".html";
        publish(evidence, "korrigo/exams/e1/evidence/c2-" + HASH + ".html");
        Copy copy = exams.copy("c1").orElseThrow();
        exams.identify("c1", copy.version(), new CopyIdentification("s1", CopyIdentification.Source.AUTOMATIC, 0.9999));

        cleanUp();

        assertThat(blobs.list("korrigo/exams/e1/evidence/")).containsExactly(evidence);
    }

    @Test
    void leavesAloneWhatKorrigoDoesNotMakeByItself() throws IOException {
        publish(
                "pages/9.jpg",
                "uploads/eleve-17/x.pdf",
                "uploads/" + HASH + HASH,
                "exams/e1/final/mine.pdf",
                "exams/e2/pages/1.png",
                "exams/e1/export-mine.zip",
                "mine/" + UPLOAD,
                "korrigo/exams/e1/final/mine.pdf",
                "korrigo/uploads/" + HASH,
                UPLOAD + ".part-",
                UPLOAD + ".part-mine",
                "korrigo/uploads/mine.summary");

        assertThat(cleanUp()).isEqualTo(new CleanupOrphanedFiles.Result(0, 0, 0));
        assertThat(blobs.list("")).hasSize(13);
    }

    @Test
    void keepsFactsAndListsAsLongAsWhatTheyTellOf() throws IOException {
        String pdf = "korrigo/exams/e1/final/c9-" + HASH + ".pdf";
        String archive = "korrigo/exams/e1/export-" + HASH + ".zip";
        String list = "korrigo/exams/e1/export-" + HASH + ".csv";
        publish(pdf + ".facts", list);
        clock.step(Duration.ofDays(29));
        publish(pdf, archive);

        assertThat(cleanUp()).isEqualTo(new CleanupOrphanedFiles.Result(0, 0, 4));
        assertThat(blobs.list("")).containsExactlyInAnyOrder(PAGE, pdf, pdf + ".facts", archive, list);
    }

    @Test
    void removesFactsAndListsOfWhatIsGone() throws IOException {
        publish("korrigo/exams/e1/final/c9-" + HASH + ".pdf.facts", "korrigo/exams/e1/export-" + HASH + ".csv");

        assertThat(cleanUp()).isEqualTo(new CleanupOrphanedFiles.Result(2, 2, 0));
        assertThat(blobs.list("")).containsExactly(PAGE);
    }

    @Test
    void keepsAFileForTheWholeOfItsTimeAndNoLonger() throws IOException {
        publish(UPLOAD, "korrigo/exams/e1/export-" + HASH + ".zip", "korrigo/exams/e2/export-" + HASH + ".zip");
        clock.step(CleanupOrphanedFiles.USUALLY_KEPT);

        assertThat(cleanUp(clock)).isEqualTo(new CleanupOrphanedFiles.Result(0, 0, 3));

        clock.step(Duration.ofMillis(1));

        assertThat(cleanUp(clock)).isEqualTo(new CleanupOrphanedFiles.Result(3, 3, 0));
    }
}
