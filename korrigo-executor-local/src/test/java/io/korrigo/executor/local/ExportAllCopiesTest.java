package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
import io.korrigo.task.TaskState;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.FlattenCopy;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportAllCopiesTest {
    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final CountedBlobStore blobs = new CountedBlobStore();

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

    private static byte[] page(int grey) throws IOException {
        BufferedImage image = new BufferedImage(100, 140, BufferedImage.TYPE_BYTE_GRAY);
        image.setRGB(1, 1, 0x010101 * 50 * grey);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static CopyMarks marks(String points) {
        return new CopyMarks(Map.of("1", new BigDecimal(points)), Map.of(), "");
    }

    private void put(int i, CopyStatus status, String finalPdf, String page, CopyMarks marks) {
        CopyIdentification student = i == 1 ? new CopyIdentification("s1", CopyIdentification.Source.PERSON, 1) : null;
        List<Annotation> written =
                List.of(new Annotation(0, new PageRegion(0.1, 0.1, 0.2, 0.1), AnnotationType.COMMENT, "Bien", null));
        Booklet booklet = new Booklet("b" + i, List.of(page));
        exams.add(new Copy("c" + i, "e1", "A-00" + i, status, List.of(booklet), student, finalPdf, i), written, marks);
    }

    private ExportAllCopies.Result export() {
        return export(ExportOptions.in(Locale.FRENCH));
    }

    private ExportAllCopies.Result export(ExportOptions options) {
        try (LocalTaskExecutor executor = executor(options)) {
            TaskSnapshot task = executor.submit(submission());
            TaskSnapshot ended = await().atMost(Duration.ofSeconds(30))
                    .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready);
            assertThat(ended.error()).isNull();
            return (ExportAllCopies.Result) ended.result();
        }
    }

    private LocalTaskExecutor executor(ExportOptions options) {
        return LocalTaskExecutor.of(KorrigoTasks.builder()
                .flattening(exams, students, blobs, new RecordingAuditLog(), options)
                .build());
    }

    private static Submission<?> submission() {
        return Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters("e1"), "prof");
    }

    private Map<String, byte[]> unzip(ExportAllCopies.Result result) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(blobs.bytes(result.zip())))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private String finalPdf(int i) {
        return exams.copy("c" + i).orElseThrow().finalPdf();
    }

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
    void listsACopyWithAMissingPageAndDeliversTheRest() throws Exception {
        blobs.delete("pages/2.png");

        ExportAllCopies.Result result = export();

        assertThat(result.succeeded()).isEqualTo(2);
        assertThat(result.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.copyId()).isEqualTo("c2");
            assertThat(failure.error()).contains("pages/2.png", "missing");
        });
        Map<String, byte[]> files = unzip(result);
        assertThat(files.keySet())
                .containsExactly("copy_A-001_corrected.pdf", "copy_A-003_corrected.pdf", "manifest.csv");
        assertThat(new String(files.get("manifest.csv"), StandardCharsets.UTF_8).split("\r\n")[2])
                .startsWith(",c2,A-002,,,,,,")
                .contains("pages/2.png");
    }

    @Test
    void namesFilesAsTheHostWants() throws Exception {
        ExportAllCopies.Result result =
                export(new ExportOptions(Locale.FRENCH, "{index}_{last_name}_{first_name}.pdf"));

        assertThat(unzip(result).keySet())
                .containsExactly(
                        "1_Eluard_Paul.pdf", "2_A-002_unidentified.pdf", "3_A-003_unidentified.pdf", "manifest.csv");
    }

    @Test
    void namesStudentsNowhereOnceTheirHeadersAreBlanked() throws Exception {
        ExportOptions anonymous = ExportOptions.in(Locale.FRENCH).withBlankedHeader(new PageRegion(0, 0, 1, 0.25));

        ExportAllCopies.Result result = export(anonymous);

        assertThat(result.failed()).isEmpty();
        Map<String, byte[]> files = unzip(result);
        assertThat(new String(files.get("manifest.csv"), StandardCharsets.UTF_8))
                .contains(",c1,A-001,,2,")
                .doesNotContain("s1");
        try (PDDocument pdf = Loader.loadPDF(files.get("copy_A-001_corrected.pdf"))) {
            BufferedImage page = new PDFRenderer(pdf).renderImage(0);
            int third = page.getHeight() / 3;
            assertThat(page.getRGB(5, 5) & 0xFF).isEqualTo(255);
            assertThat(page.getRGB(5, page.getHeight() - third) & 0xFF).isZero();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> anonymous.withNames(true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportOptions(Locale.FRENCH, "{last_name}-{copy_id}.pdf")
                        .withBlankedHeader(new PageRegion(0, 0, 1, 0.25)));
    }

    @Test
    void namesStudentsOnTheirMarkSheetsOnceAsked() throws Exception {
        ExportAllCopies.Result result =
                export(ExportOptions.in(Locale.FRENCH).withNames(true).withArchival(true));

        Map<String, byte[]> files = unzip(result);
        try (PDDocument named = Loader.loadPDF(files.get("copy_A-001_corrected.pdf"));
                PDDocument unknown = Loader.loadPDF(files.get("copy_A-002_corrected.pdf"))) {
            assertThat(new PDFTextStripper().getText(named)).contains("Élève : Paul Éluard");
            assertThat(new PDFTextStripper().getText(unknown)).doesNotContain("Élève");
            assertThat(named.getDocumentCatalog().getOutputIntents()).hasSize(1);
        }
    }

    @Test
    void deliversAGradedCopyAsItWasGraded() throws Exception {
        export();
        String graded = finalPdf(1);
        put(1, CopyStatus.GRADED, graded, "pages/1.png", marks("3"));

        ExportAllCopies.Result result = export();

        assertThat(result.failed()).isEmpty();
        assertThat(finalPdf(1)).isEqualTo(graded);
        assertThat(unzip(result).get("copy_A-001_corrected.pdf")).isEqualTo(blobs.bytes(graded));
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
