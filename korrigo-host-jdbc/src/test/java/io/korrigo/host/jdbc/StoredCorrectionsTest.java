package io.korrigo.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.exam.Student;
import io.korrigo.paper.Correction;
import io.korrigo.paper.PaperLog;
import io.korrigo.tasks.CopyCorrections;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Corrections in the server's database, beside its audit log and its students. */
class StoredCorrectionsTest {
    private final Jdbi jdbi = Databases.h2();
    private final JdbcExamStore exams = new JdbcExamStore(jdbi);
    private final JdbcAuditLog audit = new JdbcAuditLog(jdbi, Clock.systemUTC());
    private final CopyCorrections corrections =
            new CopyCorrections(exams, new JdbcPaperStore(jdbi), new InMemoryBlobStore(), audit);

    private Copy scanned() {
        exams.add(new Exam("e", "Examen", null, 4, List.of(), Set.of()), List.of());
        Booklet booklet = new Booklet("c-1", List.of("p1.jpg", "p2.jpg"));
        Copy copy = new Copy("c", "e", "c", CopyStatus.READY, List.of(booklet), null, null, 0);
        ScannedPage first = new ScannedPage("p1", "p1.jpg", "pile.pdf#1", 1, true, false, true, "c", null);
        ScannedPage second = new ScannedPage("p2", "p2.jpg", "pile.pdf#2", 1, false, false, false, "c", null);
        exams.addScan(new ImportedScan("e", "ab", "task", 2, 1, 0), List.of(copy), List.of(first, second));
        return copy;
    }

    private Map<String, Long> version() {
        return Map.of("c", exams.copy("c").orElseThrow().version());
    }

    @Test
    void goOnWithoutAStudentWhoIsErased() {
        scanned();
        new JdbcStudentStore(jdbi)
                .upsert(List.of(Student.of("s-erased", "NOM", "Un", null), Student.of("s-2", "NOM", "Deux", null)));
        corrections.correct("e", new Correction.Assign("c", "s-erased", null), version(), "desk");
        corrections.correct("e", new Correction.Assign("c", "s-2", null), version(), "desk");
        PaperLog before = corrections.log("e");

        new StudentRecords(jdbi, audit).remove("s-erased", "admin", List.of(), 0);

        PaperLog after = corrections.log("e");
        assertThat(after.entries()).hasSameSizeAs(before.entries());
        assertThat(after.paper()).isEqualTo(before.paper());
        List<String> kept = jdbi.withHandle(handle -> handle.createQuery("select correction from korrigo_corrections")
                .mapTo(String.class)
                .list());
        assertThat(kept).hasSize(2).noneMatch(correction -> correction.contains("s-erased"));
        corrections.undo("e", null, version(), "desk");
        assertThat(exams.copy("c").orElseThrow().identification()).isNull();
        corrections.undo("e", null, version(), "desk");
        assertThat(exams.copy("c").orElseThrow().identification()).isNull();
    }

    @Test
    void leaveNothingOfACallThatFailedHalfWay() {
        Copy copy = scanned();

        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
                    corrections.correct("e", new Correction.Blank("p1", true), Map.of("c", 0L), "desk");
                    assertThat(audit.entries(Instant.EPOCH, "CORRECTION", "")).hasSize(1);
                    throw new IllegalStateException("the second command");
                }))
                .hasMessage("the second command");

        assertThat(corrections.log("e").entries()).isEmpty();
        assertThat(audit.entries(Instant.EPOCH, "CORRECTION", "")).isEmpty();
        assertThat(exams.copy("c")).contains(copy);
        assertThat(exams.scans("e")).extracting(scan -> scan.at() == null).containsExactly(false);
    }
}
