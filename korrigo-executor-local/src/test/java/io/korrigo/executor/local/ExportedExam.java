package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;

/** An exam of three copies that are ready, and its export by tasks. */
abstract class ExportedExam {
    final InMemoryExamStore exams = new InMemoryExamStore();
    final InMemoryStudentStore students = new InMemoryStudentStore();
    final CountedBlobStore blobs = new CountedBlobStore();

    @BeforeEach
    void addExam() throws IOException {
        exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of()));
        students.upsert(List.of(Student.of("s1", "Éluard", "Paul", null)));
        for (int i = 1; i <= 3; i++) {
            String page = "pages/" + i + ".png";
            byte[] png = page(i);
            blobs.publish(page, out -> out.write(png));
            put(i, CopyStatus.READY, null, page, marks("1" + i));
        }
    }

    static byte[] page(int grey) throws IOException {
        BufferedImage image = new BufferedImage(100, 140, BufferedImage.TYPE_BYTE_GRAY);
        image.setRGB(1, 1, 0x010101 * 50 * grey);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    static CopyMarks marks(String points) {
        return new CopyMarks(Map.of("1", new BigDecimal(points)), Map.of(), "");
    }

    void put(int i, CopyStatus status, String finalPdf, String page, CopyMarks marks) {
        CopyIdentification student = i == 1 ? new CopyIdentification("s1", CopyIdentification.Source.PERSON, 1) : null;
        List<Annotation> written =
                List.of(new Annotation(0, new PageRegion(0.1, 0.1, 0.2, 0.1), AnnotationType.COMMENT, "Bien", null));
        Booklet booklet = new Booklet("b" + i, List.of(page));
        exams.add(new Copy("c" + i, "e1", "A-00" + i, status, List.of(booklet), student, finalPdf, i), written, marks);
    }

    ExportAllCopies.Result export() {
        return export(ExportOptions.in(Locale.FRENCH));
    }

    ExportAllCopies.Result export(ExportOptions options) {
        try (LocalTaskExecutor executor = executor(options)) {
            TaskSnapshot task = executor.submit(submission());
            TaskSnapshot ended = await().atMost(Duration.ofSeconds(30))
                    .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready);
            assertThat(ended.error()).isNull();
            return (ExportAllCopies.Result) ended.result();
        }
    }

    LocalTaskExecutor executor(ExportOptions options) {
        return LocalTaskExecutor.of(KorrigoTasks.builder()
                .flattening(exams, students, blobs, new RecordingAuditLog(), options)
                .build());
    }

    static Submission<?> submission() {
        return Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters("e1"), "prof");
    }

    Map<String, byte[]> unzip(ExportAllCopies.Result result) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(blobs.bytes(result.zip())))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    String finalPdf(int i) {
        return exams.copy("c" + i).orElseThrow().finalPdf();
    }
}
