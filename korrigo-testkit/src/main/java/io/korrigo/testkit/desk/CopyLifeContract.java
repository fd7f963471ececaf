package io.korrigo.testkit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.desk.MarkingStore;
import io.korrigo.desk.RevocationStore;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of a copy's states in stores that belong together, whatever they are asked: extend it, and say how to make them. */
public abstract class CopyLifeContract {
    private static final Exam EXAM = new Exam("exam-1", "Examen", null, 4, List.of(), Set.of("prof"));
    private static final int COPIES = 60;
    private static final int CALLS = 40;
    private static final List<String> TOKENS = List.of("a".repeat(64), "b".repeat(64));

    /** Stores of the same copies. */
    public record Made(ExamStore store, MarkingStore markings, RevocationStore revocations) {}

    /** Makes new ones that know this exam. */
    protected abstract Made make(Exam exam);

    /** What came of a call. */
    private enum Came {
        REFUSED,
        CHANGED,
        CHANGED_WITHOUT_A_VERSION
    }

    @Test
    final void aCopyMovesAsDrawnAndNoOtherWayWhateverIsAskedInWhateverOrder() {
        Made made = make(EXAM);
        Set<CopyStatus> seen = EnumSet.noneOf(CopyStatus.class);
        for (int seed = 0; seed < COPIES; seed++) {
            String id = "c-" + seed;
            CopyStatus status = seed % 2 == 0 ? CopyStatus.STAGING : CopyStatus.READY;
            Booklet booklet = new Booklet(id, List.of(id + ".0"));
            made.store()
                    .addScan(
                            new ImportedScan("exam-1", String.format(Locale.ROOT, "%064d", seed), "t", 1, 1, 0),
                            List.of(new Copy(id, "exam-1", "A-" + id, status, List.of(booklet), null, null, 0)),
                            List.of());
            walk(made, id, new Random(seed), seen);
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(CopyStatus.class));
    }

    private static void walk(Made made, String id, Random random, Set<CopyStatus> seen) {
        for (int i = 0; i < CALLS; i++) {
            Copy before = made.store().copy(id).orElseThrow();
            boolean stale = random.nextInt(6) == 0;
            int call = random.nextInt(10);
            Came came = call < 8
                    ? based(made, before, before.version() - (stale ? 1 : 0), call, random)
                    : held(made, id, call, random);
            Copy after = made.store().copy(id).orElseThrow();

            String what = id + ", call " + i + ": " + call + (stale ? ", stale" : "") + " on " + before.status();
            seen.add(after.status());
            assertThat(after.status() == before.status() || before.status().mayBecome(after.status()))
                    .as(what + " made it " + after.status())
                    .isTrue();
            assertThat(after.version() - before.version()).as(what).isEqualTo(came == Came.CHANGED ? 1 : 0);
            if (came == Came.REFUSED) {
                assertThat(after).as(what).isEqualTo(before);
            }
            if (stale && call < 8) {
                assertThat(came).as(what).isEqualTo(Came.REFUSED);
            }
            boolean graded = after.status() == CopyStatus.GRADED;
            assertThat(graded
                            && (after.finalPdf() == null
                                    || made.store().grading(id).isEmpty()))
                    .as(what)
                    .isFalse();
            assertThat(made.markings().lock(id).isPresent()).as(what).isEqualTo(after.status() == CopyStatus.LOCKED);
        }
    }

    /** Calls that name the version on which they are based. */
    private static Came based(Made made, Copy copy, long version, int call, Random random) {
        String id = copy.id();
        ExamStore store = made.store();
        boolean stored = switch (call) {
            case 0 -> store.release(id, version) == ExamStore.Outcome.STORED;
            case 1 ->
                store.identify(id, version, new CopyIdentification("s-" + id, CopyIdentification.Source.PERSON, 1))
                        == ExamStore.Outcome.STORED;
            case 2 -> store.beginGrading(id, version) == ExamStore.Outcome.STORED;
            case 3, 4 ->
                store.endGrading(
                                id,
                                version,
                                random.nextBoolean() ? CopyGrading.done("pdf", null) : CopyGrading.failed("no page"))
                        == ExamStore.Outcome.STORED;
            case 5 ->
                made.markings()
                                .lock(
                                        id,
                                        version,
                                        random.nextBoolean() ? "prof" : "other",
                                        TOKENS.get(random.nextInt(2)),
                                        random.nextInt(4) == 0 ? Duration.ZERO : Duration.ofHours(1))
                        == MarkingStore.Outcome.STORED;
            case 6 -> made.markings().mark(id, version, List.of(), CopyMarks.NONE) == MarkingStore.Outcome.STORED;
            default ->
                made.revocations().revoke(id, version, "prof", "", Instant.EPOCH, Set.of())
                        == RevocationStore.Outcome.STORED;
        };
        return stored ? Came.CHANGED : Came.REFUSED;
    }

    /** Calls by the token of a lock. */
    private static Came held(Made made, String id, int call, Random random) {
        String token = TOKENS.get(random.nextInt(2));
        if (call == 8) {
            return made.markings().unlock(id, token) ? Came.CHANGED : Came.REFUSED;
        }
        Duration lasts = random.nextInt(4) == 0 ? Duration.ZERO : Duration.ofHours(1);
        return made.markings().renewLock(id, token, lasts) ? Came.CHANGED_WITHOUT_A_VERSION : Came.REFUSED;
    }
}
