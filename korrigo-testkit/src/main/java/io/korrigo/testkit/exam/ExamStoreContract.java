package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.Outcome;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link ExamStore}: extend it, and say how to fill a store. */
public abstract class ExamStoreContract extends GradingRules {
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
}
