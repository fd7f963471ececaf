package io.korrigo.testkit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.desk.RevocationStore;
import io.korrigo.desk.RevocationStore.Outcome;
import io.korrigo.desk.RevocationStore.Revocation;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link RevocationStore}: extend it, and say how to make one of an exam without copies. */
public abstract class RevocationStoreContract {
    private static final Exam EXAM = new Exam("exam-1", "Examen", null, 4, List.of(), Set.of("prof"));
    private static final Instant AT = Instant.parse("2027-02-01T10:00:00Z");

    private RevocationStore revocations;
    private ExamStore store;

    /** A store of revocations, and the store that has the copies. */
    public record Made(RevocationStore revocations, ExamStore store) {}

    /** Makes a new one that knows this exam. */
    protected abstract Made make(Exam exam);

    @BeforeEach
    final void open() {
        Made made = make(EXAM);
        revocations = made.revocations();
        store = made.store();
        store.addScan(
                new ImportedScan("exam-1", "a".repeat(64), "t", 4, 2, 0), List.of(copy("c-1"), copy("c-2")), List.of());
    }

    private static Copy copy(String id) {
        Booklet booklet = new Booklet(id, List.of(id + ".0", id + ".1"));
        return new Copy(id, "exam-1", "A-" + id, CopyStatus.READY, List.of(booklet), null, null, 0);
    }

    private Copy now(String id) {
        return store.copy(id).orElseThrow();
    }

    private Outcome revoke(String id, String... exports) {
        return revocations.revoke(id, now(id).version(), "prof", "another student", AT, Set.of(exports));
    }

    @Test
    void takesBackAGradingWithItsPdf() {
        store.beginGrading("c-1", 0);
        store.endGrading("c-1", 1, CopyGrading.done("pdf", null));

        assertThat(revocations.revoke("c-1", 1, "prof", "", AT, Set.of())).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(revoke("c-1", "task-1")).isEqualTo(Outcome.STORED);

        assertThat(now("c-1").status()).isEqualTo(CopyStatus.READY);
        assertThat(now("c-1").finalPdf()).isNull();
        assertThat(now("c-1").version()).isEqualTo(3);
        assertThat(store.grading("c-1")).isEmpty();
        assertThat(revocations.revocations("c-1"))
                .containsExactly(new Revocation("c-1", "prof", "another student", AT, true, "pdf", Set.of("task-1")));
        assertThat(store.beginGrading("c-1", 3)).isEqualTo(ExamStore.Outcome.STORED);
    }

    @Test
    void takesBackThePdfOfACopyThatWasExportedOnly() {
        store.attachFinalPdf("c-1", 0, "pdf");

        assertThat(revoke("c-1")).isEqualTo(Outcome.STORED);

        assertThat(now("c-1").finalPdf()).isNull();
        assertThat(now("c-1").status()).isEqualTo(CopyStatus.READY);
        assertThat(revocations.revocations("c-1"))
                .extracting(Revocation::graded)
                .containsExactly(false);
        assertThat(revocations.revocations("c-2")).isEmpty();
    }

    @Test
    void takesNothingBackWhileTheCopyIsGraded() {
        store.beginGrading("c-1", 0);

        assertThat(revoke("c-1")).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(revocations.revoke("another", 0, "prof", "", AT, Set.of())).isEqualTo(Outcome.COPY_CHANGED);

        store.endGrading("c-1", 1, CopyGrading.failed("a page is missing"));
        assertThat(revoke("c-1")).isEqualTo(Outcome.STORED);
        assertThat(now("c-1").status()).isEqualTo(CopyStatus.READY);
    }

    @Test
    void tellsWhatIsToBeMadeAnewUntilSomebodyHasSeenToIt() {
        store.attachFinalPdf("c-1", 0, "pdf");
        revoke("c-1", "task-1");
        revoke("c-1");
        revoke("c-2", "task-1");

        assertThat(revocations.toRebuild()).extracting(Revocation::copyId).containsExactly("c-1", "c-1", "c-2");
        assertThat(revocations.toRebuild().get(0).exports()).containsExactly("task-1");
        revocations.rebuilt("c-1");
        assertThat(revocations.toRebuild()).extracting(Revocation::copyId).containsExactly("c-2");
        revocations.rebuilt("none");
        assertThat(revocations.revocations("c-1")).hasSize(2);
    }

    @Test
    void knowsWhichArchivesAreRefused() {
        store.attachFinalPdf("c-1", 0, "pdf");
        revoke("c-1", "task-1");
        revocations.addExports("c-1", Set.of("task-1", "task-2"));
        revocations.addExports("c-2", Set.of("task-3"));
        revoke("c-2", "task-2");

        assertThat(revocations.revokedExport("task-1")).map(Revocation::copyId).contains("c-1");
        assertThat(revocations.revokedExport("task-2")).map(Revocation::copyId).contains("c-2");
        assertThat(revocations.revokedExport("task-3")).isEmpty();
        assertThat(revocations.revocations("c-1").get(0).exports()).containsExactlyInAnyOrder("task-1", "task-2");
    }
}
