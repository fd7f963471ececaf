package io.korrigo.executor.local;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.page.ScanFile;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.FlattenCopy;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.awaitility.Awaitility;

/** A host that does one thing only; made by a class loader that lacks libraries, for {@link LibrariesLeftOutTest}. */
public final class LeanHost implements Function<String, String> {
    private static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE\nHUGO;Victor;26/02/2010\nSAND;George;01/07/2009\n";

    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final RecordingAuditLog audit = new RecordingAuditLog();

    /** Imports, flattens, opens pages or identifies; gives the task's state. */
    @Override
    public String apply(String what) {
        try {
            prepare();
            return switch (what) {
                case "import" ->
                    state(
                            KorrigoTasks.builder().imports(students, blobs, audit),
                            Submission.of(
                                    ImportStudents.KIND,
                                    new ImportStudents.Parameters("uploads/roster", "roster.csv"),
                                    "office"));
                case "flatten" ->
                    state(
                            KorrigoTasks.builder()
                                    .flattening(exams, students, blobs, audit, ExportOptions.in(Locale.FRENCH)),
                            Submission.of(FlattenCopy.KIND, new FlattenCopy.Parameters("c1"), "prof"));
                case "pages of PDFs" -> opened();
                default -> identified();
            };
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void prepare() throws IOException {
        blobs.publish("uploads/roster", out -> out.write(ROSTER.getBytes(StandardCharsets.UTF_8)));
        blobs.publish("pages/1", out -> {
            BufferedImage page = new BufferedImage(1654, 2339, BufferedImage.TYPE_BYTE_GRAY);
            ImageIO.write(page, "png", out);
        });
        Copy copy = new Copy(
                "c1", "e1", "A-1", CopyStatus.READY, List.of(new Booklet("b1", List.of("pages/1"))), null, null, 0);
        exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of("prof")));
        exams.add(copy, List.of(), CopyMarks.NONE);
    }

    /** A page that needs no library of its own is there, and of one in JBIG2 the message says which library is not. */
    private static String opened() throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            PDImageXObject deflated = LosslessFactory.createFromImage(
                    document, new BufferedImage(200, 300, BufferedImage.TYPE_BYTE_GRAY));
            // the segment that begins a page of 200 by 300 pixels, which stays white
            ByteBuffer page = ByteBuffer.allocate(30).putInt(0).put((byte) 48).put((byte) 0);
            page.put((byte) 1).putInt(19).putInt(200).putInt(300);
            PDImageXObject jbig2 = new PDImageXObject(
                    document,
                    new ByteArrayInputStream(page.array()),
                    COSName.JBIG2_DECODE,
                    200,
                    300,
                    1,
                    PDDeviceGray.INSTANCE);
            for (PDImageXObject picture : List.of(deflated, jbig2)) {
                PDPage sheet = new PDPage();
                document.addPage(sheet);
                try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                    content.drawImage(picture, 0, 0, 612, 792);
                }
            }
            document.save(file);
            try (ScanFile scan = ScanFile.of("scan.pdf", file.toByteArray())) {
                if (scan.page(0).length == 0) {
                    return "no page";
                }
                scan.page(1);
                return "JBIG2 was read";
            }
        } catch (InvalidInputException refused) {
            String why = String.valueOf(refused.getMessage());
            return why.startsWith("scan.pdf#2 ") && why.contains("jbig2-imageio") ? "SUCCESS" : why;
        }
    }

    private String identified() {
        try (HeaderReader reader = new HeaderReader()) {
            return state(
                    KorrigoTasks.builder().identification(exams, students, blobs, audit, reader),
                    Submission.of(CmenOcr.KIND, new CmenOcr.Parameters("c1"), "prof"));
        }
    }

    private static String state(KorrigoTasks tasks, Submission<?> submission) {
        try (LocalTaskExecutor executor = LocalTaskExecutor.of(tasks.build())) {
            TaskSnapshot task = executor.submit(submission);
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready)
                    .state()
                    .toString();
        }
    }
}
