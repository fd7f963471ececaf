package io.korrigo.testkit.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Question;
import io.korrigo.tasks.CopyFinalizer;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyFinalizerTest {
    private static final Exam EXAM = new Exam(
            "e1",
            "Examen",
            null,
            4,
            List.of(
                    new Question("1", "1", new BigDecimal("4"), List.of()),
                    new Question("2", "2", new BigDecimal("16"), List.of())),
            Set.of());
    private static final CopyMarks MARKS =
            new CopyMarks(Map.of("1", new BigDecimal("2.25"), "2", new BigDecimal("10.5")), Map.of(), "");

    private final InMemoryExamStore exams = new InMemoryExamStore().add(EXAM);
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final CopyFinalizer finalizer =
            new CopyFinalizer(exams, new InMemoryStudentStore(), blobs, audit, ExportOptions.in(Locale.FRENCH));

    @BeforeEach
    void scanAPage() throws IOException {
        publish("p1.png");
        put(CopyStatus.READY, MARKS, "p1.png");
    }

    private void publish(String key) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(100, 140, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        blobs.publish(key, png::writeTo);
    }

    private void put(CopyStatus status, CopyMarks marks, String... pages) {
        List<Booklet> booklets = pages.length == 0 ? List.of() : List.of(new Booklet("b1", List.of(pages)));
        exams.add(new Copy("c1", "e1", "A-001", status, booklets, null, null, 7), List.of(), marks);
    }

    private Copy copy() {
        return exams.copy("c1").orElseThrow();
    }

    private List<String> pdfs() throws IOException {
        return blobs.list("").stream().filter(key -> key.endsWith(".pdf")).toList();
    }

    @Test
    void gradesACopyWithItsExactMarkAndAPdfOfItsPages() throws IOException {
        CopyFinalizer.Finalized done = finalizer.finish("c1", "prof");

        assertThat(done.finalScore()).isEqualTo(new BigDecimal("12.75"));
        assertThat(copy().status()).isEqualTo(CopyStatus.GRADED);
        assertThat(copy().finalPdf()).isEqualTo(done.finalPdf());
        assertThat(exams.grading("c1")).contains(CopyGrading.done(done.finalPdf(), new BigDecimal("12.75")));
        try (InputStream in = blobs.open(done.finalPdf());
                PDDocument pdf = Loader.loadPDF(in.readAllBytes())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
        }
    }

    @Test
    void gradesOnceWhenFiftyAskAtOnce() throws Exception {
        int threads = 50;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<CopyFinalizer.Finalized>> answers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String actor = "prof" + i;
            answers.add(pool.submit(() -> {
                start.await();
                return finalizer.finish("c1", actor);
            }));
        }
        start.countDown();

        Set<CopyFinalizer.Finalized> distinct = new HashSet<>();
        for (Future<CopyFinalizer.Finalized> answer : answers) {
            distinct.add(answer.get());
        }
        pool.shutdown();

        assertThat(distinct).hasSize(1);
        assertThat(audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo(AuditLog.Event.FINALIZE);
            assertThat(entry.subject()).isEqualTo("c1");
        });
        assertThat(pdfs()).hasSize(1);
        assertThat(copy().version()).as("begun and ended once").isEqualTo(9);
    }

    @Test
    void takesUpWhatALostWorkerBegan() throws IOException {
        put(CopyStatus.GRADING_IN_PROGRESS, MARKS, "p1.png");

        finalizer.finish("c1", "prof");

        assertThat(copy().status()).isEqualTo(CopyStatus.GRADED);
    }

    @Test
    void failsVisiblyWhereAPageIsMissingAndWorksOnceItIsThere() throws IOException {
        put(CopyStatus.LOCKED, MARKS, "p1.png", "p2.png");

        assertThatThrownBy(() -> finalizer.finish("c1", "prof"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("p2.png");
        assertThat(copy().status()).isEqualTo(CopyStatus.GRADING_FAILED);
        assertThat(exams.grading("c1").orElseThrow().failure()).contains("p2.png");
        assertThat(pdfs()).isEmpty();
        assertThat(audit.entries()).isEmpty();

        publish("p2.png");
        finalizer.finish("c1", "prof");

        assertThat(copy().status()).isEqualTo(CopyStatus.GRADED);
        assertThat(exams.grading("c1").orElseThrow().failure()).isNull();
    }

    @Test
    void makesNoPdfOfACopyWithoutPages() throws IOException {
        put(CopyStatus.READY, MARKS);

        assertThatThrownBy(() -> finalizer.finish("c1", "prof")).isInstanceOf(InvalidInputException.class);

        assertThat(copy().status()).isEqualTo(CopyStatus.GRADING_FAILED);
        assertThat(pdfs()).isEmpty();
    }

    @Test
    void failsVisiblyWhereScoresContradictTheScheme() {
        put(CopyStatus.READY, new CopyMarks(Map.of("9", BigDecimal.ONE), Map.of(), ""), "p1.png");

        assertThatThrownBy(() -> finalizer.finish("c1", "prof")).isInstanceOf(InvalidInputException.class);

        assertThat(exams.grading("c1").orElseThrow().failure()).contains("9");
    }

    @Test
    void refusesACopyThatWasNotValidated() {
        put(CopyStatus.STAGING, MARKS, "p1.png");

        assertThatThrownBy(() -> finalizer.finish("c1", "prof"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("STAGING");
        assertThat(copy().status()).isEqualTo(CopyStatus.STAGING);
        assertThat(copy().version()).isEqualTo(7);
    }

    @Test
    void leavesAGradedCopyAsItIs() throws IOException {
        CopyFinalizer.Finalized done = finalizer.finish("c1", "prof");
        long version = copy().version();

        assertThat(finalizer.finish("c1", "another")).isEqualTo(done);

        assertThat(copy().version()).isEqualTo(version);
        assertThat(audit.entries()).hasSize(1);
    }
}
