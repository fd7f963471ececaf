package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.junit.jupiter.api.Test;

/** Copies whose pages are no image files. */
class CmenOcrPagesTest {
    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();

    private static byte[] pdfWithABlankFirstPage(byte[] jpeg) throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage(PDRectangle.A4));
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(JPEGFactory.createFromByteArray(document, jpeg), 0, 0, 595, 842);
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void namesNobodyWhoIsErasedWhileTheCopyIsRead() throws IOException {
        byte[] page = Files.readAllBytes(Path.of("..", "sample-class", "copies", "copy-01-p1.jpg"));
        CountedBlobStore blobs = new CountedBlobStore();
        blobs.publish("scans/c1.jpg", out -> out.write(page));
        exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of()));
        exams.add(
                new Copy(
                        "c1",
                        "e1",
                        "A-1",
                        CopyStatus.READY,
                        List.of(new Booklet("b1", List.of("scans/c1.jpg"))),
                        null,
                        null,
                        1),
                List.of(),
                CopyMarks.NONE);
        students.upsert(List.of(Student.of("s1", "Dembélé", "Joseph", LocalDate.of(2007, 7, 17))));
        blobs.hook = key -> {
            if (students.delete("s1")) {
                exams.studentGone("s1");
            }
        };

        try (HeaderReader reader = new HeaderReader()) {
            CmenOcr task = (CmenOcr) KorrigoTasks.builder()
                    .identification(exams, students, blobs, new RecordingAuditLog(), reader)
                    .build()
                    .find(CmenOcr.KIND.name())
                    .orElseThrow();
            for (boolean inBatch : new boolean[] {false, true}) {
                students.upsert(List.of(Student.of("s1", "Dembélé", "Joseph", LocalDate.of(2007, 7, 17))));
                assertThatThrownBy(() -> task.run(new CmenOcr.Parameters("c1", inBatch), new ReadBatch.Context()))
                        .isInstanceOf(KorrigoException.class)
                        .hasMessageContaining("c1");
            }
        }

        assertThat(blobs.published).hasSize(3);
        assertThat(blobs.list("")).containsExactly("scans/c1.jpg");
        assertThat(exams.copy("c1").orElseThrow().identification()).isNull();
    }

    @Test
    void readsTheHeaderOnWhicheverPageOfAPdfItIs() throws IOException {
        byte[] page = Files.readAllBytes(Path.of("..", "sample-class", "copies", "copy-01-p1.jpg"));
        blobs.publish("scans/c1.pdf", out -> out.write(pdfWithABlankFirstPage(page)));
        exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of()));
        Booklet booklet = new Booklet("b1", List.of("scans/c1.pdf"));
        exams.add(
                new Copy("c1", "e1", "A-1", CopyStatus.READY, List.of(booklet), null, null, 1),
                List.of(),
                CopyMarks.NONE);
        students.upsert(List.of(
                Student.of("s1", "Dembélé", "Joseph", LocalDate.of(2007, 7, 17)),
                Student.of("s2", "Leroy", "Omar", LocalDate.of(2007, 6, 8))));

        CmenOcr.Result result;
        try (HeaderReader reader = new HeaderReader()) {
            CmenOcr task = (CmenOcr) KorrigoTasks.builder()
                    .identification(exams, students, blobs, new RecordingAuditLog(), reader)
                    .build()
                    .find(CmenOcr.KIND.name())
                    .orElseThrow();
            result = task.run(new CmenOcr.Parameters("c1"), new ReadBatch.Context());
        }

        assertThat(result.decision()).isEqualTo(Identification.Decision.IDENTIFIED);
        assertThat(result.matchedStudent())
                .isNotNull()
                .extracting(CmenOcr.Match::id)
                .isEqualTo("s1");
        try (var evidence = blobs.open(String.valueOf(result.evidence()))) {
            assertThat(new String(evidence.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("scans/c1.pdf#2");
        }
    }
}
