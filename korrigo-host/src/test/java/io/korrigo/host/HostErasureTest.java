package io.korrigo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.account.StudentErasure.ImportRunning;
import io.korrigo.exam.Student;
import io.korrigo.host.HostErasure.LinkedCopy;
import io.korrigo.host.HostErasure.Removed;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostErasureTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final String DIGEST = "0123456789abcdef0123456789abcdef";
    private static final String PDF = "korrigo/exams/e1/final/c1-" + DIGEST + ".pdf";
    private static final List<String> ABOUT_THE_STUDENT = List.of(
            PDF,
            PDF + ".facts",
            "korrigo/exams/e1/evidence/c1-" + DIGEST + ".html",
            "korrigo/exams/e1/export-" + DIGEST + ".zip",
            KorrigoTasks.rosterKey(DIGEST + DIGEST));
    private static final List<String> ABOUT_OTHERS = List.of(
            "korrigo/exams/e1/evidence/c10-" + DIGEST + ".html",
            "korrigo/exams/e2/export-" + DIGEST + ".zip",
            KorrigoTasks.uploadKey(DIGEST + DIGEST),
            "eleves/c1.pdf");

    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private List<LinkedCopy> copies = List.of(new LinkedCopy("c1", "e1", PDF), new LinkedCopy("c2", "e1", null));

    private final HostErasure erasure = new HostErasure(
            new HostErasure.Records() {
                @Override
                public List<LinkedCopy> copiesOf(String studentId) {
                    return copies;
                }

                @Override
                public Removed remove(String studentId, String actor, List<LinkedCopy> linked, int files) {
                    assertThat(actor).isEqualTo("head");
                    assertThat(linked).isEqualTo(copies);
                    copies = List.of();
                    return new Removed(students.delete(studentId), !linked.isEmpty());
                }
            },
            students,
            blobs,
            Clock.fixed(NOON, ZoneOffset.UTC),
            Duration.ofDays(7),
            Duration.ofDays(8));

    private void publish(List<String> keys) throws IOException {
        for (String key : keys) {
            blobs.publish(key, out -> out.write(1));
        }
    }

    @Test
    void removesFilesOfTheStudentsCopiesAndNoOthers() throws IOException {
        students.upsert(List.of(Student.of("s1", "DUBOSC", "Zoé", null)));
        publish(ABOUT_THE_STUDENT);
        publish(ABOUT_OTHERS);

        var receipt = erasure.erase("s1", "head").orElseThrow();

        assertThat(receipt.copies()).containsExactly("c1", "c2");
        assertThat(receipt.account()).isTrue();
        assertThat(receipt.files()).isEqualTo(ABOUT_THE_STUDENT.size());
        assertThat(receipt.remains())
                .extracting(each -> each.until())
                .containsExactly(NOON.plus(Duration.ofDays(7)), NOON.plus(Duration.ofDays(8)));
        assertThat(blobs.list("")).containsExactlyInAnyOrderElementsOf(ABOUT_OTHERS);
        assertThat(erasure.erase("s1", "head")).isEmpty();
    }

    @Test
    void removesNothingWhileSomebodyImports() throws IOException {
        students.upsert(List.of(Student.of("s1", "DUBOSC", "Zoé", null)));
        publish(ABOUT_THE_STUDENT);

        try (var importing = students.takeTurn().orElseThrow()) {
            importing.keep();
            assertThatThrownBy(() -> erasure.erase("s1", "head")).isInstanceOf(ImportRunning.class);
        }

        assertThat(blobs.list("")).hasSameSizeAs(ABOUT_THE_STUDENT);
        assertThat(erasure.erase("s1", "head")).isPresent();
    }
}
