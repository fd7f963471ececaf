package io.korrigo.testkit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.desk.MarkingStore;
import io.korrigo.desk.MarkingStore.Lock;
import io.korrigo.desk.MarkingStore.Outcome;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.PageRegion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link MarkingStore}: extend it, and say how to make one of an exam without copies. */
public abstract class MarkingStoreContract {
    private static final Exam EXAM = new Exam("exam-1", "Examen", null, 4, List.of(), Set.of("prof"));
    private static final List<Annotation> WRITTEN = List.of(
            new Annotation(
                    0, new PageRegion(0.1, 0.2, 0.3, 0.05), AnnotationType.ERROR, "Non 🖋", new BigDecimal("-0.50")),
            new Annotation(1, new PageRegion(0, 0, 1, 1), AnnotationType.HIGHLIGHT, "", null));
    private static final CopyMarks MARKS = new CopyMarks(
            Map.of("1.a", new BigDecimal("2.50"), "2", BigDecimal.ONE), Map.of("2", "Bien"), "Bon travail");

    private static final String TOKEN = "a".repeat(64);
    private static final String OTHER_TOKEN = "b".repeat(64);
    private static final Duration HOUR = Duration.ofHours(1);

    private MarkingStore markings;
    private ExamStore store;

    /** A store of markings, and the store that has the copies. */
    public record Made(MarkingStore markings, ExamStore store) {}

    /** Makes a new one that knows this exam. */
    protected abstract Made make(Exam exam);

    @BeforeEach
    final void open() {
        Made made = make(EXAM);
        markings = made.markings();
        store = made.store();
        store.addScan(
                new ImportedScan("exam-1", "a".repeat(64), "t", 4, 2, 0),
                List.of(copy("c-1", CopyStatus.READY), copy("c-2", CopyStatus.GRADED)),
                List.of());
    }

    private static Copy copy(String id, CopyStatus status) {
        return new Copy(
                id,
                "exam-1",
                "A-" + id,
                status,
                List.of(new Booklet(id, List.of(id + ".0", id + ".1"))),
                null,
                null,
                0);
    }

    private long version(String copy) {
        return store.copy(copy).orElseThrow().version();
    }

    @Test
    void keepsWhatWasWrittenToTheLastDecimal() {
        assertThat(markings.mark("c-1", version("c-1"), WRITTEN, MARKS)).isEqualTo(Outcome.STORED);

        assertThat(store.annotations("c-1")).isEqualTo(WRITTEN);
        assertThat(store.marks("c-1")).isEqualTo(MARKS);
        assertThat(version("c-1")).isEqualTo(1);
        assertThat(store.annotations("c-2")).isEmpty();
    }

    @Test
    void replacesAllOfIt() {
        markings.mark("c-1", 0, WRITTEN, MARKS);
        CopyMarks other = new CopyMarks(Map.of("3", BigDecimal.TEN), Map.of(), "");

        assertThat(markings.mark("c-1", 1, WRITTEN.subList(1, 2), other)).isEqualTo(Outcome.STORED);

        assertThat(store.annotations("c-1")).isEqualTo(WRITTEN.subList(1, 2));
        assertThat(store.marks("c-1")).isEqualTo(other);
    }

    @Test
    void refusesWhatIsBasedOnAnOlderVersionAndCopiesThatAreGradedOrUnknown() {
        markings.mark("c-1", 0, WRITTEN, MARKS);

        assertThat(markings.mark("c-1", 0, List.of(), CopyMarks.NONE)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(markings.mark("none", 0, List.of(), CopyMarks.NONE)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(markings.mark("c-2", 0, WRITTEN, MARKS)).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(store.marks("c-1")).isEqualTo(MARKS);
        assertThat(store.annotations("c-2")).isEmpty();
    }

    @Test
    void lockedCopiesAreTheirHoldersUntilTheyAreLetGo() {
        assertThat(markings.lock("c-1", 0, "prof", TOKEN, HOUR)).isEqualTo(Outcome.STORED);

        assertThat(store.copy("c-1").orElseThrow().status()).isEqualTo(CopyStatus.LOCKED);
        assertThat(version("c-1")).isEqualTo(1);
        Lock lock = markings.lock("c-1").orElseThrow();
        assertThat(lock.holder()).isEqualTo("prof");
        assertThat(lock.tokenSha256()).isEqualTo(TOKEN);
        assertThat(markings.lock("c-1", 1, "other", OTHER_TOKEN, HOUR)).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(markings.mark("c-1", 1, WRITTEN, MARKS)).isEqualTo(Outcome.STORED);
        assertThat(markings.unlock("c-1", OTHER_TOKEN)).isFalse();

        assertThat(markings.unlock("c-1", TOKEN)).isTrue();

        assertThat(store.copy("c-1").orElseThrow().status()).isEqualTo(CopyStatus.READY);
        assertThat(version("c-1")).isEqualTo(3);
        assertThat(markings.lock("c-1")).isEmpty();
        assertThat(markings.unlock("c-1", TOKEN)).isFalse();
    }

    @Test
    void aLockThatIsOverHoldsNothingAndCostsNoVersion() {
        assertThat(markings.lock("c-1", 0, "prof", TOKEN, Duration.ZERO)).isEqualTo(Outcome.STORED);

        assertThat(store.copy("c-1").orElseThrow().status()).isEqualTo(CopyStatus.READY);
        assertThat(store.copies("exam-1").get(0).status()).isEqualTo(CopyStatus.READY);
        assertThat(markings.lock("c-1")).isEmpty();
        assertThat(markings.renewLock("c-1", TOKEN, HOUR)).isFalse();
        assertThat(markings.unlock("c-1", TOKEN)).isFalse();
        assertThat(version("c-1")).isEqualTo(1);
        assertThat(markings.lock("c-1", 1, "other", OTHER_TOKEN, HOUR)).isEqualTo(Outcome.STORED);
        assertThat(markings.lock("c-1").orElseThrow().holder()).isEqualTo("other");
    }

    @Test
    void whoHoldsACopyMayHoldItLongerAndAnewByAnotherToken() {
        markings.lock("c-1", 0, "prof", TOKEN, Duration.ofSeconds(60));
        Instant before = markings.lock("c-1").orElseThrow().expires();

        assertThat(markings.renewLock("c-1", TOKEN, HOUR)).isTrue();

        assertThat(markings.lock("c-1").orElseThrow().expires()).isAfter(before.plusSeconds(3000));
        assertThat(version("c-1")).isEqualTo(1);
        assertThat(markings.lock("c-1", 1, "prof", OTHER_TOKEN, HOUR)).isEqualTo(Outcome.STORED);
        assertThat(markings.renewLock("c-1", TOKEN, HOUR)).isFalse();
        assertThat(markings.renewLock("c-1", OTHER_TOKEN, Duration.ZERO)).isTrue();
        assertThat(store.copy("c-1").orElseThrow().status()).isEqualTo(CopyStatus.READY);
    }

    @Test
    void locksOnlyWhatIsReadyAndAsItWasSeen() {
        assertThat(markings.lock("c-1", 1, "prof", TOKEN, HOUR)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(markings.lock("none", 0, "prof", TOKEN, HOUR)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(markings.lock("c-2", 0, "prof", TOKEN, HOUR)).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(version("c-2")).isZero();
    }

    @Test
    void gradingEndsALock() {
        markings.lock("c-1", 0, "prof", TOKEN, HOUR);

        assertThat(store.beginGrading("c-1", 1)).isEqualTo(ExamStore.Outcome.STORED);

        assertThat(markings.lock("c-1")).isEmpty();
        assertThat(markings.renewLock("c-1", TOKEN, HOUR)).isFalse();
        assertThat(store.copy("c-1").orElseThrow().status()).isEqualTo(CopyStatus.GRADING_IN_PROGRESS);
    }
}
