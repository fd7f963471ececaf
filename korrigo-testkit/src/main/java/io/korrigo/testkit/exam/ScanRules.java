package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.ExamStore.ScannedPage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every exam store has to do with scans. */
abstract class ScanRules {
    /** A new one for each test, with an exam {@code exam-1} of three copies, of which {@code copy-1} is one. */
    ExamStore store;

    /** As it is stored now. */
    final Copy copy(String id) {
        return store.copy(id).orElseThrow();
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
        assertThat(store.scan("exam-1", "ab").map(ScanRules::untimed)).contains(scan("ab"));
        assertThat(store.scan("exam-1", "cd")).isEmpty();
        assertThat(store.scannedPages("exam-1")).containsExactlyElementsOf(pages);
        assertThat(store.scannedPages("exam-2")).isEmpty();
    }

    @Test
    void tellsTheScansOfAnExamInTheOrderOfTheirImport() {
        ImportedScan plain = new ImportedScan("exam-1", "aa", "task-2", 2, 0, 2);

        store.addScan(scan("ab"), List.of(), List.of(page("p1", null, "no_header")));
        store.addScan(plain, List.of(), List.of(page("p2", null, "no_header")));

        assertThat(store.scans("exam-1").stream().map(ScanRules::untimed)).containsExactly(scan("ab"), plain);
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
