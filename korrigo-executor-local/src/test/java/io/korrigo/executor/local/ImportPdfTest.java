package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.Student;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.PileLimits;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.ImportPdf;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import io.korrigo.testkit.pages.FoldedSheets;
import io.korrigo.testkit.pages.FoldedSheets.Colours;
import io.korrigo.testkit.pages.FoldedSheets.Written;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ImportPdfTest {
    private static final HeaderReader READER = new HeaderReader();
    private static final List<Student> ROSTER = new RosterGenerator(7).roster(6);
    private static final byte[] SCAN = scan();

    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final RecordingAuditLog audit = new RecordingAuditLog();

    @AfterAll
    static void closeReader() {
        READER.close();
    }

    @BeforeEach
    void upload() throws IOException {
        exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of()));
        students.upsert(ROSTER);
        blobs.publish("upload", out -> out.write(SCAN));
    }

    /** A sheet of one student, and one of another, which was scanned twice. */
    private static byte[] scan() {
        FoldedSheets sheets =
                new FoldedSheets(HeaderForm.cmenV3True(), new FontGlyphSource(), ScanQuality.EASY, 150, Colours.GREY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            int view = 0;
            for (int student : new int[] {0, 1, 1}) {
                Written written = new Written(HeaderText.of(ROSTER.get(student)), 1, student, 100L * student);
                for (GeneratedPage side : sheets.scan(written, view, false)) {
                    zip.putNextEntry(new ZipEntry("view" + ++view + side.extension()));
                    zip.write(side.encoded());
                    zip.closeEntry();
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Submission<?> submission(int sheets) {
        ImportPdf.Parameters parameters = new ImportPdf.Parameters("e1", "upload", "scan.zip", sheets, null);
        return Submission.of(ImportPdf.KIND, parameters, "prof");
    }

    private LocalTaskExecutor executor(PileLimits limits) {
        return LocalTaskExecutor.of(KorrigoTasks.builder()
                .scans(exams, students, blobs, audit, READER, limits)
                .identification(exams, students, blobs, audit, READER)
                .build());
    }

    private static TaskSnapshot run(LocalTaskExecutor executor, Submission<?> submission) {
        TaskSnapshot task = executor.submit(submission);
        return await().atMost(Duration.ofMinutes(3))
                .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready);
    }

    @Test
    void makesCopiesThatABatchIdentifiesAndRefusesTheSameScanAgain() {
        try (LocalTaskExecutor executor = executor(PileLimits.USUAL)) {
            TaskSnapshot imported = run(executor, submission(3));

            assertThat(imported.error()).isNull();
            ImportPdf.Result result = (ImportPdf.Result) imported.result();
            assertThat(result.pages()).isEqualTo(12);
            assertThat(result.written() + result.blank() + result.quarantined()).isEqualTo(12);
            assertThat(result.quarantined()).isEqualTo(4);
            assertThat(result.problems())
                    .extracting(ScanProblem::kind)
                    .containsExactly("sheets_expected", "scanned_twice");
            List<Copy> copies = exams.copies("e1");
            assertThat(copies).extracting(Copy::id).containsExactlyElementsOf(result.copyIds());
            assertThat(copies).allSatisfy(copy -> {
                assertThat(copy.status()).isEqualTo(CopyStatus.READY);
                assertThat(copy.pages()).hasSize(4).allMatch(blobs::exists);
            });

            TaskSnapshot again = run(executor, submission(3));
            assertThat(again.state()).isEqualTo(TaskState.FAILURE);
            assertThat(again.error()).contains("imported already", "12 pages became 2 copies");
            assertThat(exams.copies("e1")).hasSize(2);

            run(executor, Submission.of(BatchOcr.KIND, new BatchOcr.Parameters(List.of(), "e1"), "prof"));
            assertThat(exams.copies("e1"))
                    .extracting(copy -> copy.identification().studentId())
                    .containsExactly(ROSTER.get(0).id(), ROSTER.get(1).id());
        }
    }

    @Test
    void refusesWhatIsTooLargeBeforeAnyWork() throws IOException {
        try (LocalTaskExecutor executor = executor(new PileLimits(5, SCAN.length))) {
            assertThat(run(executor, submission(3)).error()).contains("scan.zip", "the limit is 5");
        }
        try (LocalTaskExecutor executor = executor(new PileLimits(6, SCAN.length - 1))) {
            assertThat(run(executor, submission(3)).error()).contains("scan.zip", "MB");
        }
        assertThat(exams.copies("e1")).isEmpty();
        assertThat(blobs.list("")).containsExactly("upload");
    }
}
