package io.korrigo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.account.StudentErasure.ImportRunning;
import io.korrigo.exam.Student;
import io.korrigo.host.HostErasure.LinkedCopy;
import io.korrigo.host.HostErasure.Removed;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Reason;
import io.korrigo.identify.evidence.EvidenceDocument;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostErasureTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration STILL_ENDING = Duration.ofHours(1);
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
    private final InMemoryBlobStore blobs = new InMemoryBlobStore(Clock.fixed(NOON, ZoneOffset.UTC));
    private Runnable meanwhile = () -> {};
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
                    meanwhile.run();
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
                .containsExactly(
                        NOON.plus(Duration.ofDays(7)).plus(STILL_ENDING),
                        NOON.plus(Duration.ofDays(8)).plus(STILL_ENDING));
        assertThat(blobs.list("")).containsExactlyInAnyOrderElementsOf(ABOUT_OTHERS);
        assertThat(erasure.erase("s1", "head")).isEmpty();
    }

    /** Evidence of a copy that is another student's, with this one as the runner-up. */
    private static byte[] evidence() {
        return new EvidenceDocument(0.999, 0.02)
                .write(
                        "c10",
                        List.of(),
                        new Identification(
                                Identification.Decision.IDENTIFIED,
                                List.of(candidate("s2", 0.9995), candidate("s1", 0.0003)),
                                0.0002,
                                new Reason(Reason.Code.AGREES)));
    }

    private static Candidate candidate(String id, double probability) {
        return new Candidate(Student.of(id, "NOM", "Prénom", null), probability, FieldAgreement.NOTHING_SAID);
    }

    private String text(String key) throws IOException {
        try (var in = blobs.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void takesTheStudentOutOfTheEvidenceOfOthersCopies() throws IOException {
        students.upsert(List.of(Student.of("s1", "DUBOSC", "Zoé", null)));
        List<String> keys = List.of(
                "korrigo/exams/e9/evidence/c10-" + DIGEST + ".html", "exams/e1/evidence/c10-" + DIGEST + ".html");
        for (String key : keys) {
            blobs.publish(key, out -> out.write(evidence()));
        }
        blobs.publish("eleves/evidence.html", out -> out.write(evidence()));

        erasure.erase("s1", "head");

        for (String key : keys) {
            assertThat(text(key)).contains("<td>s2</td>", "<td>erased</td>").doesNotContain("s1");
        }
        assertThat(text("eleves/evidence.html")).contains("<td>s1</td>");
    }

    @Test
    void removesWhatATaskPublishedMeanwhile() throws IOException {
        students.upsert(List.of(Student.of("s1", "DUBOSC", "Zoé", null)));
        String ofOthers = "korrigo/exams/e1/evidence/c10-" + DIGEST + ".html";
        meanwhile = () -> {
            try {
                publish(ABOUT_THE_STUDENT.subList(0, 4));
                blobs.publish(ofOthers, out -> out.write(evidence()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };

        var receipt = erasure.erase("s1", "head").orElseThrow();

        assertThat(receipt.files()).isEqualTo(4);
        assertThat(blobs.list("")).containsExactly(ofOthers);
        assertThat(text(ofOthers)).doesNotContain("s1");
    }

    @Test
    void removesNothingWhileSomebodyImports() throws IOException {
        students.upsert(List.of(Student.of("s1", "DUBOSC", "Zoé", null)));
        publish(ABOUT_THE_STUDENT);

        students.inTurn(importing -> {
            importing.keep();
            return assertThatThrownBy(() -> erasure.erase("s1", "head")).isInstanceOf(ImportRunning.class);
        });

        assertThat(blobs.list("")).hasSameSizeAs(ABOUT_THE_STUDENT);
        assertThat(erasure.erase("s1", "head")).isPresent();
    }
}
