package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.exam.PageRegion;
import io.korrigo.paper.Correction;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperPage;
import io.korrigo.paper.PaperStore;
import io.korrigo.paper.PaperStore.Addition;
import io.korrigo.paper.PaperStore.ChangedCopy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link PaperStore}: extend it, and say how to make one. */
public abstract class PaperStoreContract {
    private static final Exam EXAM = new Exam("exam-1", "Brevet blanc", null, 4, List.of(), Set.of("prof"));
    private static final PaperLog.Entry MERGE = new PaperLog.Entry(new Correction.Merge("c1", "c2"), null, "desk");

    private ExamStore exams;
    private PaperStore papers;

    /** Both over one storage. */
    public record Stores(ExamStore exams, PaperStore papers) {}

    /** New stores that hold this exam and these copies and nothing else; they take students "s1" and "s2". */
    protected abstract Stores storesWith(Exam exam, List<Copy> copies);

    /** Removes a student from the stores' host, as an erasure does. */
    protected abstract void removeStudent(String id);

    @BeforeEach
    final void fill() {
        Stores stores = storesWith(
                EXAM,
                List.of(
                        copy("c1", CopyStatus.READY, 0, null, "c1/p1.jpg"),
                        copy("c2", CopyStatus.STAGING, 0, null, "c2/p1.jpg"),
                        copy("c3", CopyStatus.GRADED, 0, null, "c3/p1.jpg")));
        exams = stores.exams();
        papers = stores.papers();
    }

    private static Copy copy(
            String id, CopyStatus status, long version, @Nullable CopyIdentification whose, String... pages) {
        List<Booklet> booklets = pages.length == 0 ? List.of() : List.of(new Booklet(id + "-1", List.of(pages)));
        return new Copy(id, EXAM.id(), id, status, booklets, whose, null, version);
    }

    private static Annotation written(int page, String words) {
        return new Annotation(
                page, new PageRegion(0.1, 0.2, 0.3, 0.4), AnnotationType.ERROR, words, new BigDecimal("-0.25"));
    }

    private static Addition merged(int number) {
        return new Addition(
                EXAM.id(),
                number,
                MERGE,
                List.of(
                        new ChangedCopy(
                                copy("c1", CopyStatus.READY, 0, null, "c1/p1.jpg", "c2/p1.jpg"),
                                false,
                                List.of(written(1, "œuvre"))),
                        new ChangedCopy(copy("c2", CopyStatus.STAGING, 0, null), false, List.of())),
                Map.of("p9", List.of(written(0, "kept"))));
    }

    @Test
    void changesCopiesWithTheCorrection() {
        assertThat(papers.append(merged(0))).isEqualTo(Outcome.STORED);

        assertThat(exams.copy("c1")).contains(copy("c1", CopyStatus.READY, 1, null, "c1/p1.jpg", "c2/p1.jpg"));
        assertThat(exams.copy("c2")).contains(copy("c2", CopyStatus.STAGING, 1, null));
        assertThat(exams.annotations("c1")).containsExactly(written(1, "œuvre"));
        assertThat(papers.corrections(EXAM.id())).containsExactly(MERGE);
        assertThat(papers.keptAnnotations(EXAM.id())).isEqualTo(Map.of("p9", List.of(written(0, "kept"))));
    }

    @Test
    void addsACopyThatIsNew() {
        Addition split = new Addition(
                EXAM.id(),
                0,
                new PaperLog.Entry(new Correction.Split("c1", "p", "c9"), null, "desk"),
                List.of(new ChangedCopy(copy("c9", CopyStatus.STAGING, 0, null, "x.jpg"), true, List.of())),
                Map.of());

        assertThat(papers.append(split)).isEqualTo(Outcome.STORED);
        assertThat(exams.copy("c9")).contains(copy("c9", CopyStatus.STAGING, 0, null, "x.jpg"));
        assertThat(papers.append(split)).as("again").isEqualTo(Outcome.COPY_CHANGED);
    }

    @Test
    void forgetsWhatAPageOutOfQuarantineKept() {
        papers.append(merged(0));

        papers.append(new Addition(
                EXAM.id(),
                1,
                new PaperLog.Entry(new Correction.Move(List.of("p9"), "c1", null), null, "desk"),
                List.of(),
                Map.of("p9", List.of())));

        assertThat(papers.keptAnnotations(EXAM.id())).isEmpty();
    }

    @Test
    void keepsEveryKindOfCorrectionAsItWas() {
        Map<String, @Nullable List<String>> lists = new HashMap<>(Map.of("c1", List.of("p1"), "c2", List.of()));
        lists.put("c9", null);
        Map<String, @Nullable String> students = new HashMap<>(Map.of("c1", "s1"));
        students.put("c2", null);
        PaperPage page = new PaperPage("p1", new PaperPage.Scan("k", "pile.pdf#2", 7, false), "k-1", 1, true, false);
        List<Correction> all = List.of(
                new Correction.Move(List.of("p1", "p2"), "c1", "p3"),
                new Correction.Move(List.of("p1"), "c1", null),
                new Correction.Turn("p1", 3, "key"),
                new Correction.Split("c1", "p2", "c9"),
                new Correction.Merge("c1", "c2"),
                new Correction.Assign("c1", "s1", new CopyIdentification("s2", Source.AUTOMATIC, 0.99)),
                new Correction.Assign("c1", null, null),
                new Correction.Blank("p1", true),
                new Correction.Quarantine(List.of("p1"), "torn"),
                new Correction.Replace("p1", "p2"),
                new Correction.Acknowledge("ab12", Correction.Acknowledge.SHEETS, 43),
                new Correction.Restore(lists, Map.of("p2", "torn"), List.of(page), students));
        List<PaperLog.Entry> entries = new ArrayList<>();
        for (Correction each : all) {
            PaperLog.Entry entry = new PaperLog.Entry(each, entries.isEmpty() ? null : entries.size() - 1, "œ");
            assertThat(papers.append(new Addition(EXAM.id(), entries.size(), entry, List.of(), Map.of())))
                    .isEqualTo(Outcome.STORED);
            entries.add(entry);
        }

        assertThat(papers.corrections(EXAM.id())).isEqualTo(entries);
    }

    @Test
    void refusesACorrectionOfCopiesThatChangedMeanwhile() {
        exams.identify("c2", 0, new CopyIdentification("s1", Source.PERSON, 1));

        assertThat(papers.append(merged(0))).isEqualTo(Outcome.COPY_CHANGED);

        assertThat(exams.copy("c1")).contains(copy("c1", CopyStatus.READY, 0, null, "c1/p1.jpg"));
        assertThat(papers.corrections(EXAM.id())).isEmpty();
        assertThat(papers.keptAnnotations(EXAM.id())).isEmpty();
    }

    @Test
    void refusesACorrectionThatMissedAnotherOne() {
        assertThat(papers.append(merged(1))).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(papers.corrections(EXAM.id())).isEmpty();
    }

    @Test
    void touchesNoCopyThatIsGraded() {
        Addition addition = new Addition(
                EXAM.id(),
                0,
                MERGE,
                List.of(new ChangedCopy(copy("c3", CopyStatus.GRADED, 0, null), false, List.of())),
                Map.of());

        assertThat(papers.append(addition)).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(exams.copy("c3")).contains(copy("c3", CopyStatus.GRADED, 0, null, "c3/p1.jpg"));
    }

    private static Addition given(int number, String copyId, long version, @Nullable String student) {
        CopyIdentification whose = student == null ? null : new CopyIdentification(student, Source.PERSON, 1);
        return new Addition(
                EXAM.id(),
                number,
                new PaperLog.Entry(new Correction.Assign(copyId, student, null), null, "desk"),
                List.of(new ChangedCopy(
                        copy(copyId, CopyStatus.READY, version, whose, copyId + "/p1.jpg"), false, List.of())),
                Map.of());
    }

    @Test
    void givesAStudentToOneCopyOnly() {
        assertThat(papers.append(given(0, "c1", 0, "s1"))).isEqualTo(Outcome.STORED);
        assertThat(papers.append(given(1, "c2", 0, "s1"))).isEqualTo(Outcome.STUDENT_TAKEN);
        assertThat(papers.append(given(1, "c1", 1, null))).isEqualTo(Outcome.STORED);
        assertThat(papers.append(given(2, "c2", 0, "s1"))).isEqualTo(Outcome.STORED);

        assertThat(exams.copy("c1").orElseThrow().identification()).isNull();
        assertThat(exams.copy("c2").orElseThrow().identification())
                .isEqualTo(new CopyIdentification("s1", Source.PERSON, 1));
    }

    @Test
    void givesNoCopyToAStudentWhoIsGone() {
        removeStudent("s1");

        assertThat(papers.append(given(0, "c1", 0, "s1"))).isEqualTo(Outcome.STUDENT_GONE);

        assertThat(exams.copy("c1").orElseThrow().version()).isZero();
        assertThat(papers.corrections(EXAM.id())).isEmpty();
        assertThat(papers.append(given(0, "c1", 0, "s2"))).isEqualTo(Outcome.STORED);
    }

    @Test
    void notesNoStudentWhoIsGoneToBeGivenBack() {
        CopyIdentification before = new CopyIdentification("s1", Source.AUTOMATIC, 1);
        Addition nobodys = new Addition(
                EXAM.id(),
                0,
                new PaperLog.Entry(new Correction.Assign("c1", null, before), null, "desk"),
                List.of(new ChangedCopy(copy("c1", CopyStatus.READY, 0, null, "c1/p1.jpg"), false, List.of())),
                Map.of());
        removeStudent("s1");

        assertThat(papers.append(nobodys)).isEqualTo(Outcome.STUDENT_GONE);

        assertThat(papers.corrections(EXAM.id())).isEmpty();
    }

    @Test
    void knowsTheExam() {
        Addition addition = new Addition("exam-2", 0, MERGE, List.of(), Map.of());

        assertThatThrownBy(() -> papers.append(addition)).isInstanceOf(KorrigoException.class);
        assertThat(papers.corrections("exam-2")).isEmpty();
    }

    @Test
    void storesOneOfManyCorrectionsMadeAtOnce() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Outcome>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> {
                    start.await();
                    return papers.append(merged(0));
                }));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> result : results) {
                outcomes.add(result.get());
            }
            assertThat(outcomes).containsOnlyOnce(Outcome.STORED);
            assertThat(papers.corrections(EXAM.id())).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }
}
