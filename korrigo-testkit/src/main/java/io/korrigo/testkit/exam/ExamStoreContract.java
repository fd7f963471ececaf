package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Question;
import io.korrigo.exam.Student;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link ExamStore}: extend it, and say how to fill a store. */
public abstract class ExamStoreContract {
    private static final Exam EXAM = new Exam(
            "exam-1",
            "Bac blanc – Mathématiques",
            LocalDate.of(2026, 5, 12),
            4,
            List.of(new Question(
                    "1",
                    "Exercice 1",
                    BigDecimal.ZERO,
                    List.of(new Question("1.a", "a", new BigDecimal("2.5"), List.of())))),
            Set.of("prof"));

    /** Their ids are s1, s2 and so on. */
    private static final int STUDENTS = 8;

    private ExamStore store;

    /** A new store that holds this exam and its copies and nothing else. */
    protected abstract ExamStore storeWith(Exam exam, List<FilledCopy> copies);

    /**
     * Adds students to the store's host, of whom copies are identified; the store was made just before. Nothing to do unless the
     * host takes only students whom it knows.
     */
    protected void addStudents(List<Student> students) {}

    /** Removes a student from the store's host, as an erasure does. */
    protected abstract void removeStudent(String id);

    /** A copy with what its corrector wrote. */
    public record FilledCopy(Copy copy, List<Annotation> annotations, CopyMarks marks) {}

    @BeforeEach
    final void fill() {
        store = storeWith(
                EXAM,
                List.of(
                        filled("copy-2", "A-001", CopyStatus.READY),
                        filled("copy-1", "A-003", CopyStatus.READY),
                        filled("copy-3", "A-002", CopyStatus.GRADED)));
        addStudents(IntStream.rangeClosed(1, STUDENTS)
                .mapToObj(i -> Student.of("s" + i, "NOM " + i, "Prénom", null))
                .toList());
    }

    private static FilledCopy filled(String id, String anonymousId, CopyStatus status) {
        List<Booklet> booklets = List.of(
                new Booklet(id + "-b1", List.of(id + "/p1.jpg", id + "/p2.jpg")),
                new Booklet(id + "-b2", List.of(id + "/p3.jpg")));
        return new FilledCopy(
                new Copy(id, EXAM.id(), anonymousId, status, booklets, null, null, 0),
                List.of(annotation(2, "œuvre → ≤ 3 €"), annotation(0, "first"), annotation(0, "second")),
                new CopyMarks(Map.of("1.a", new BigDecimal("1.25")), Map.of("1.a", "Bien"), "Continuez"));
    }

    private static Annotation annotation(int page, String content) {
        return new Annotation(
                page, new PageRegion(0.1, 0.2, 0.3, 0.05), AnnotationType.ERROR, content, new BigDecimal("-0.5"));
    }

    private static CopyIdentification automatic(String studentId) {
        return new CopyIdentification(studentId, Source.AUTOMATIC, 0.9995);
    }

    private Copy copy(String id) {
        return store.copy(id).orElseThrow();
    }

    @Test
    void keepsAnExamWhole() {
        assertThat(store.exam("exam-1")).contains(EXAM);
        assertThat(store.exam("another")).isEmpty();
        assertThat(store.examIds()).containsExactly("exam-1");
    }

    @Test
    void listsCopiesByAnonymousId() {
        assertThat(store.copies("exam-1")).extracting(Copy::anonymousId).containsExactly("A-001", "A-002", "A-003");
        assertThat(store.copies("exam-1")).extracting(Copy::id).containsExactly("copy-2", "copy-3", "copy-1");
        assertThat(store.copies("another")).isEmpty();
        assertThat(copy("copy-1").pages()).containsExactly("copy-1/p1.jpg", "copy-1/p2.jpg", "copy-1/p3.jpg");
    }

    @Test
    void findsTheCopiesOfAStudent() {
        store.identify("copy-1", copy("copy-1").version(), automatic("s1"));
        store.identify("copy-2", copy("copy-2").version(), automatic("s2"));

        assertThat(store.copiesOf("s1")).containsExactly(copy("copy-1"));
        assertThat(store.copiesOf("s3")).isEmpty();
    }

    @Test
    void keepsAnnotationsByPageThenAsDrawn() {
        assertThat(store.annotations("copy-1"))
                .containsExactly(annotation(0, "first"), annotation(0, "second"), annotation(2, "œuvre → ≤ 3 €"));
        assertThat(store.annotations("another")).isEmpty();
    }

    @Test
    void keepsMarksToTheQuarterPoint() {
        assertThat(store.marks("copy-1").scores()).containsEntry("1.a", new BigDecimal("1.25"));
        assertThat(store.marks("copy-1").remarks()).containsEntry("1.a", "Bien");
        assertThat(store.marks("copy-1").appreciation()).isEqualTo("Continuez");
        assertThat(store.marks("another")).isEqualTo(CopyMarks.NONE);
    }

    @Test
    void storesAnIdentificationAndRaisesTheVersion() {
        long version = copy("copy-1").version();

        assertThat(store.identify("copy-1", version, automatic("s1"))).isEqualTo(Outcome.STORED);

        assertThat(copy("copy-1").identification()).isEqualTo(automatic("s1"));
        assertThat(copy("copy-1").version()).isGreaterThan(version);
    }

    @Test
    void refusesAnIdentificationMadeFromAnOldVersion() {
        long version = copy("copy-1").version();
        store.identify("copy-1", version, automatic("s1"));

        assertThat(store.identify("copy-1", version, automatic("s2"))).isEqualTo(Outcome.COPY_CHANGED);

        assertThat(copy("copy-1").identification()).isEqualTo(automatic("s1"));
    }

    @Test
    void storesOneOfManyIdentificationsMadeFromOneVersion() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(STUDENTS);
        try {
            for (int round = 0; round < 10; round++) {
                long version = copy("copy-1").version();
                CyclicBarrier start = new CyclicBarrier(STUDENTS);
                List<Future<Outcome>> outcomes = new ArrayList<>();
                for (int i = 1; i <= STUDENTS; i++) {
                    CopyIdentification each = automatic("s" + i);
                    outcomes.add(threads.submit(() -> {
                        start.await();
                        return store.identify("copy-1", version, each);
                    }));
                }

                List<Outcome> came = new ArrayList<>();
                for (Future<Outcome> outcome : outcomes) {
                    came.add(outcome.get());
                }
                assertThat(came).containsOnlyOnce(Outcome.STORED);
                assertThat(came).filteredOn(Outcome.COPY_CHANGED::equals).hasSize(STUDENTS - 1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void changesNoCopyThatItDoesNotKnow() {
        assertThat(store.copy("another")).isEmpty();
        assertThat(store.identify("another", 0, automatic("s1"))).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(store.attachFinalPdf("another", 0, "finals/1.pdf")).isEqualTo(Outcome.COPY_CHANGED);
    }

    @Test
    void neverReplacesAPersonsDecisionByAMachines() {
        CopyIdentification byPerson = new CopyIdentification("s1", Source.PERSON, 1);
        store.identify("copy-1", copy("copy-1").version(), byPerson);

        Outcome outcome = store.identify("copy-1", copy("copy-1").version(), automatic("s2"));

        assertThat(outcome).isEqualTo(Outcome.DECIDED_BY_PERSON);
        assertThat(copy("copy-1").identification()).isEqualTo(byPerson);
    }

    @Test
    void givesAStudentToOneCopyOfAnExamOnly() {
        store.identify("copy-1", copy("copy-1").version(), automatic("s1"));

        Outcome outcome = store.identify("copy-2", copy("copy-2").version(), automatic("s1"));

        assertThat(outcome).isEqualTo(Outcome.STUDENT_TAKEN);
        assertThat(copy("copy-2").identification()).isNull();
    }

    @Test
    void givesAStudentToOneOfTwoCopiesIdentifiedAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Outcome> one =
                    threads.submit(() -> store.identify("copy-1", copy("copy-1").version(), automatic("s1")));
            Future<Outcome> two =
                    threads.submit(() -> store.identify("copy-2", copy("copy-2").version(), automatic("s1")));

            assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(Outcome.STORED, Outcome.STUDENT_TAKEN);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesNoCopyToAStudentWhoIsGone() {
        Copy before = copy("copy-1");
        removeStudent("s1");

        assertThat(store.identify("copy-1", before.version(), automatic("s1"))).isEqualTo(Outcome.STUDENT_GONE);
        assertThat(store.identify("copy-1", before.version(), new CopyIdentification("s1", Source.PERSON, 1)))
                .isEqualTo(Outcome.STUDENT_GONE);

        assertThat(copy("copy-1")).isEqualTo(before);
    }

    @Test
    void identifiesTheSameStudentAgain() {
        store.identify("copy-1", copy("copy-1").version(), automatic("s1"));

        assertThat(store.identify("copy-1", copy("copy-1").version(), automatic("s1")))
                .isEqualTo(Outcome.STORED);
    }

    @Test
    void identifiesNoGradedCopy() {
        assertThat(store.identify("copy-3", copy("copy-3").version(), automatic("s1")))
                .isEqualTo(Outcome.NOT_ALLOWED);
    }

    @Test
    void attachesAFinalPdf() {
        Outcome outcome = store.attachFinalPdf("copy-1", copy("copy-1").version(), "finals/1.pdf");

        assertThat(outcome).isEqualTo(Outcome.STORED);
        assertThat(copy("copy-1").finalPdf()).isEqualTo("finals/1.pdf");
    }

    @Test
    void refusesAFinalPdfMadeFromAnOldVersion() {
        long version = copy("copy-1").version();
        store.identify("copy-1", version, automatic("s1"));

        assertThat(store.attachFinalPdf("copy-1", version, "finals/1.pdf")).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(copy("copy-1").finalPdf()).isNull();
    }

    @Test
    void attachesOneOfTwoFinalPdfsMadeFromOneVersion() {
        long version = copy("copy-1").version();
        store.attachFinalPdf("copy-1", version, "finals/1.pdf");
        assertThat(copy("copy-1").version()).isGreaterThan(version);

        assertThat(store.attachFinalPdf("copy-1", version, "finals/2.pdf")).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(copy("copy-1").finalPdf()).isEqualTo("finals/1.pdf");
    }

    @Test
    void gradesACopyWithItsPdfAndMark() {
        CopyGrading grading = CopyGrading.done("finals/1.pdf", new BigDecimal("12.25"));
        assertThat(store.beginGrading("copy-1", copy("copy-1").version())).isEqualTo(Outcome.STORED);
        assertThat(copy("copy-1").status()).isEqualTo(CopyStatus.GRADING_IN_PROGRESS);

        assertThat(store.endGrading("copy-1", copy("copy-1").version(), grading))
                .isEqualTo(Outcome.STORED);

        assertThat(copy("copy-1").status()).isEqualTo(CopyStatus.GRADED);
        assertThat(copy("copy-1").finalPdf()).isEqualTo("finals/1.pdf");
        assertThat(store.grading("copy-1")).contains(grading);
    }

    @Test
    void keepsWhyAGradingFailedUntilTheNextTry() {
        CopyGrading failure = CopyGrading.failed("Copy copy-1 lacks the page 2");
        store.beginGrading("copy-1", copy("copy-1").version());
        store.endGrading("copy-1", copy("copy-1").version(), failure);
        assertThat(copy("copy-1").status()).isEqualTo(CopyStatus.GRADING_FAILED);
        assertThat(store.grading("copy-1")).contains(failure);

        assertThat(store.beginGrading("copy-1", copy("copy-1").version())).isEqualTo(Outcome.STORED);

        assertThat(store.grading("copy-1")).isEmpty();
    }

    @Test
    void endsAGradingOfTheCopyAsItWasOnly() {
        store.beginGrading("copy-1", copy("copy-1").version());
        long version = copy("copy-1").version();
        store.attachFinalPdf("copy-1", version, "finals/1.pdf");

        assertThat(store.endGrading("copy-1", version, CopyGrading.done("finals/2.pdf", null)))
                .isEqualTo(Outcome.COPY_CHANGED);
        assertThat(store.beginGrading("copy-2", copy("copy-2").version() + 1)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(store.beginGrading("another", 0)).isEqualTo(Outcome.COPY_CHANGED);
    }

    @Test
    void gradesNoCopyThatIsGradedNorOneWhoseGradingHasNotBegun() {
        assertThat(store.beginGrading("copy-3", copy("copy-3").version())).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(store.endGrading("copy-1", copy("copy-1").version(), CopyGrading.done("finals/1.pdf", null)))
                .isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(store.grading("copy-1")).isEmpty();
        assertThat(store.grading("another")).isEmpty();
    }

    private static ImportedScan scan(String sha256) {
        List<ScanProblem> problems = List.of(
                new ScanProblem("sheets_expected", 0, null, 3, 4), new ScanProblem("to_decide", 2, "scan-1", 0, 0));
        return new ImportedScan("exam-1", sha256, "task-1", "pile.pdf", 12, 2, 4, 4, null, problems, null);
    }

    /** Without the time at which it was added, which is the store's. */
    private static ImportedScan untimed(ImportedScan scan) {
        return new ImportedScan(
                scan.examId(),
                scan.sha256(),
                scan.source(),
                scan.name(),
                scan.pages(),
                scan.copies(),
                scan.quarantined(),
                scan.sheetsExpected(),
                scan.copiesExpected(),
                scan.problems(),
                null);
    }

    private static Copy scanned(String id) {
        Booklet booklet = new Booklet(id + "-1", List.of(id + "/p1.jpg", id + "/p2.jpg"));
        return new Copy(id, "exam-1", id, CopyStatus.READY, List.of(booklet), null, null, 0);
    }

    private static ScannedPage page(String id, @Nullable String copyId, @Nullable String reason) {
        return new ScannedPage(id, "scan/" + id + ".jpg", "pile.pdf#2", 1, true, false, true, copyId, reason);
    }

    @Test
    void addsTheCopiesOfAScanOnce() {
        List<Copy> copies = List.of(scanned("scan-1"), scanned("scan-2"));

        List<ScannedPage> pages =
                List.of(page("p1", "scan-1", null), page("p3", "scan-2", null), page("p2", null, "scanned_twice"));

        assertThat(store.addScan(scan("ab"), copies, pages)).isTrue();
        assertThat(store.addScan(scan("ab"), List.of(scanned("scan-3")), List.of(page("p4", "scan-3", null))))
                .isFalse();

        assertThat(store.copy("scan-1")).contains(copies.get(0));
        assertThat(store.copies("exam-1")).hasSize(5);
        assertThat(store.scan("exam-1", "ab").map(ExamStoreContract::untimed)).contains(scan("ab"));
        assertThat(store.scan("exam-1", "cd")).isEmpty();
        assertThat(store.scannedPages("exam-1")).containsExactlyElementsOf(pages);
        assertThat(store.scannedPages("exam-2")).isEmpty();
    }

    @Test
    void tellsTheScansOfAnExamInTheOrderOfTheirImport() {
        ImportedScan plain = new ImportedScan("exam-1", "aa", "task-2", 2, 0, 2);

        store.addScan(scan("ab"), List.of(), List.of(page("p1", null, "no_header")));
        store.addScan(plain, List.of(), List.of(page("p2", null, "no_header")));

        assertThat(store.scans("exam-1").stream().map(ExamStoreContract::untimed))
                .containsExactly(scan("ab"), plain);
        assertThat(store.scans("exam-2")).isEmpty();
    }

    @Test
    void releasesACopyThatWasHeldAfterItsScan() {
        Copy ready = scanned("scan-1");
        Copy held = new Copy("scan-1", "exam-1", "scan-1", CopyStatus.STAGING, ready.booklets(), null, null, 0);
        Copy empty = new Copy("scan-2", "exam-1", "scan-2", CopyStatus.STAGING, List.of(), null, null, 0);
        store.addScan(scan("ab"), List.of(held, empty), List.of(page("p1", "scan-1", null)));

        assertThat(store.release("scan-1", 1)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(store.release("another", 0)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(store.release("scan-2", 0)).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(store.release("scan-1", 0)).isEqualTo(Outcome.STORED);
        assertThat(store.release("scan-1", 1)).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(copy("scan-1").status()).isEqualTo(CopyStatus.READY);
        assertThat(copy("scan-1").version()).isEqualTo(1);
    }

    @Test
    void addsAllCopiesOfAScanOrNone() {
        assertThatThrownBy(() -> store.addScan(
                        scan("ab"), List.of(scanned("scan-1"), scanned("copy-1")), List.of(page("p1", "scan-1", null))))
                .isInstanceOf(KorrigoException.class);

        assertThat(store.copy("scan-1")).isEmpty();
        assertThat(store.scan("exam-1", "ab")).isEmpty();
        assertThat(store.scannedPages("exam-1")).isEmpty();
    }
}
