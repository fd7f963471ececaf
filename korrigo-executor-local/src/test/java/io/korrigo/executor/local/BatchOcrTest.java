package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.CopyIdentification;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.evidence.EvidenceDocument;
import io.korrigo.task.Submission;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a batch makes of copies that were read. */
class BatchOcrTest extends ReadBatch {
    @Test
    void letsItsChildrenReadAndDecidesNothingBefore() {
        copy("c1", null);

        List<Submission<?>> children = batch.plan(new BatchOcr.Parameters(List.of(), "e1"), new Context());

        assertThat(children).extracting(Submission::parameters).isEqualTo(List.of(new CmenOcr.Parameters("c1", true)));
    }

    @Test
    void identifiesACopyWhoseOtherStudentWroteAnotherCopy() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        read("c2", Decision.REVIEW, 1e-4, match(2, 0.9), match(1, 0.0999));

        BatchOcr.Result result = finish();

        assertThat(student("c1")).isEqualTo("s1");
        assertThat(student("c2")).isEqualTo("s2");
        assertThat(result.identified()).isEqualTo(2);
        assertThat(result.left()).isEmpty();
    }

    @Test
    void addsWhatWasDecidedToTheEvidenceOnceHoweverOftenItFinishes() throws IOException {
        byte[] alone = new EvidenceDocument(0.999, 0.02)
                .write("c2", List.of(), new Identification(Decision.REVIEW, List.of(), 1, AS_IT_WAS));
        blobs.publish("evidence/c2", out -> out.write(alone));
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        copy("c2", null);
        readAgain("c2", "evidence/c2", Decision.REVIEW, 1e-4, match(2, 0.9), match(1, 0.0999));

        finish();
        finish();

        String evidence = new String(blobs.open("evidence/c2").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(evidence)
                .contains("identified: s2", AS_IT_WAS.sentence())
                .containsOnlyOnce("id=\"korrigo-evidence-batch\"");
        assertThat(student("c2")).isEqualTo("s2");
    }

    private Candidate candidate(String id, double probability) {
        return new Candidate(students.student(id).orElseThrow(), probability, FieldAgreement.NOTHING_SAID);
    }

    @Test
    void bringsNobodyBackWhoWasErasedSinceTheCopiesWereRead() throws IOException {
        byte[] alone = new EvidenceDocument(0.999, 0.02)
                .write(
                        "c2",
                        List.of(),
                        new Identification(
                                Decision.REVIEW,
                                List.of(candidate("s2", 0.9), candidate("s1", 0.0999)),
                                1e-4,
                                AS_IT_WAS));
        blobs.publish("evidence/c2", out -> out.write(alone));
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        copy("c2", null);
        readAgain("c2", "evidence/c2", Decision.REVIEW, 1e-4, match(2, 0.9), match(1, 0.0999));
        students.delete("s1");
        exams.studentGone("s1");

        finish();

        String evidence = new String(blobs.open("evidence/c2").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(evidence).contains("<td>s2</td>", "<td>erased</td>").doesNotContain("s1");
        assertThat(student("c1")).isNull();
    }

    @Test
    void keepsWhatAPersonDecided() throws IOException {
        copy("c1", new CopyIdentification("s5", CopyIdentification.Source.PERSON, 1));
        readAgain("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        read("c2", Decision.IDENTIFIED, 1e-7, match(5, 1 - 1e-7));

        BatchOcr.Result result = finish();

        assertThat(student("c1")).isEqualTo("s5");
        assertThat(student("c2")).isNull();
        assertThat(result.left())
                .extracting(BatchOcr.Left::reason)
                .containsOnly(new Reason(Code.PERSON_DECIDED_BEFORE), new Reason(Code.PERSON_GAVE_TO_ANOTHER));
    }

    @Test
    void countsAndAuditsWhatItStored() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        read("c2", Decision.UNREADABLE, 0);
        read("c3", Decision.REVIEW, 0.5, match(3, 0.5));

        BatchOcr.Result result = finish();

        assertThat(result.identified()).isEqualTo(1);
        assertThat(result.unreadable()).isEqualTo(1);
        assertThat(result.review()).isEqualTo(1);
        assertThat(audit.entries()).extracting(RecordingAuditLog.Entry::subject).containsExactly("c1");
    }

    @Test
    void decidesAgainWhatAMachineDecidedBefore() throws IOException {
        copy("c1", new CopyIdentification("s5", CopyIdentification.Source.AUTOMATIC, 0.9999));
        readAgain("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));

        assertThat(finish().left()).isEmpty();
        assertThat(student("c1")).isEqualTo("s1");
    }
}
