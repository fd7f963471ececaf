package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import io.korrigo.testkit.pages.Sticker;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A copy that has a sticker and no handwritten header; needs Tesseract's language data. */
@Tag("native")
class PrintedCopyTest {
    private static final Student WRITER = Student.of("s1", "DUPONT", "Jean", LocalDate.of(2008, 3, 12));

    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();

    @Test
    void isIdentifiedByItsSticker() throws IOException {
        Optional<PrintedReader> opened = PrintedHeaders.open(null, 1);
        assumeThat(opened).as("language data of Tesseract").isPresent();
        addCopy();

        try (PrintedReader printed = opened.get();
                HeaderReader reader = new HeaderReader();
                LocalTaskExecutor executor = LocalTaskExecutor.of(KorrigoTasks.builder()
                        .identification(exams, students, blobs, new RecordingAuditLog(), reader)
                        .printedHeaders(printed)
                        .build())) {
            TaskSnapshot task = executor.submit(Submission.of(CmenOcr.KIND, new CmenOcr.Parameters("c1"), "prof"));
            TaskSnapshot ended = await().atMost(Duration.ofMinutes(2))
                    .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready);

            CmenOcr.Result result = (CmenOcr.Result) ended.result();
            assertThat(result.autoIdentified()).as(result.reason().sentence()).isTrue();
            assertThat(result.headerResult()).containsEntry("date_of_birth", "12/03/2008");
        }
        assertThat(exams.copy("c1").orElseThrow().identification())
                .satisfies(found -> assertThat(found.studentId()).isEqualTo(WRITER.id()));
    }

    private void addCopy() throws IOException {
        students.upsert(new RosterGenerator(3).roster(30));
        students.upsert(List.of(WRITER));
        PageGenerator generator = new PageGenerator(HeaderForm.cmenV3(), new FontGlyphSource(), ScanQuality.EASY, 11);
        byte[] inner = generator.drawInnerPage().encoded();
        byte[] page =
                generator.draw(Sticker.of("DUPONT Jean", "né le 12/03/2008")).encoded();
        blobs.publish("1", out -> out.write(inner));
        blobs.publish("2", out -> out.write(page));
        exams.add(new Exam("e1", "Examen", null, 2, List.of(), Set.of()));
        exams.add(
                new Copy(
                        "c1",
                        "e1",
                        "A-001",
                        CopyStatus.READY,
                        List.of(new Booklet("b1", List.of("1", "2"))),
                        null,
                        null,
                        1),
                List.of(),
                new CopyMarks(Map.of(), Map.of(), ""));
    }
}
