package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.evidence.EvidenceDocument;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.task.ProgressReporter;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a batch makes of copies that were read; the reading itself is the header reader's. */
class BatchOcrTest {
    private static final HeaderReader READER = new HeaderReader();
    private static final Reason AS_IT_WAS = new Reason(Code.NOT_CERTAIN);

    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final List<CmenOcr.Result> read = new ArrayList<>();
    private final BatchOcr batch = (BatchOcr) KorrigoTasks.builder()
            .identification(exams, students, blobs, audit, READER)
            .build()
            .find(BatchOcr.KIND.name())
            .orElseThrow();

    @AfterAll
    static void closeReader() {
        READER.close();
    }

    @BeforeEach
    void addExam() {
        exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of()));
        List<Student> roster = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            roster.add(Student.of(
                    "s" + i,
                    "Roux" + (char) ('a' + i % 26) + (char) ('a' + i / 26),
                    "Paul",
                    LocalDate.of(2008, 1, 1).plusDays(i)));
        }
        students.upsert(roster);
    }

    private void copy(String id, @Nullable CopyIdentification identification) {
        Booklet booklet = new Booklet("b" + id, List.of("pages/" + id + ".png"));
        Copy copy = new Copy(id, "e1", "A-" + id, CopyStatus.READY, List.of(booklet), identification, null, 1);
        exams.add(copy, List.of(), CopyMarks.NONE);
    }

    private void read(String id, Decision decision, double outsider, CmenOcr.Match... matches) {
        copy(id, null);
        readAgain(id, decision, outsider, matches);
    }

    private void readAgain(String id, Decision decision, double outsider, CmenOcr.Match... matches) {
        readAgain(id, null, decision, outsider, matches);
    }

    private void readAgain(
            String id, @Nullable String evidence, Decision decision, double outsider, CmenOcr.Match... matches) {
        read.add(new CmenOcr.Result(
                id,
                "success",
                decision == Decision.UNREADABLE ? null : Map.of("last_name", "ROUX"),
                matches.length == 0 ? null : matches[0],
                List.of(matches),
                false,
                AS_IT_WAS,
                decision,
                outsider,
                List.of("pages/" + id + ".png"),
                evidence));
    }

    private static CmenOcr.Match match(int student, double confidence) {
        return new CmenOcr.Match("s" + student, confidence, FieldAgreement.NOTHING_SAID, null, List.of());
    }

    private BatchOcr.Result finish() throws IOException {
        return batch.finish(
                new BatchOcr.Parameters(List.of(), "e1"),
                read.stream().map(BatchOcrTest::ended).toList(),
                new Context());
    }

    private static TaskSnapshot ended(CmenOcr.Result result) {
        return new TaskSnapshot(
                new TaskId(UUID.nameUUIDFromBytes(result.copyId().getBytes(StandardCharsets.UTF_8))),
                CmenOcr.KIND.name(),
                new CmenOcr.Parameters(result.copyId(), true),
                "prof",
                null,
                null,
                TaskState.SUCCESS,
                1,
                null,
                result,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private @Nullable String student(String copyId) {
        CopyIdentification identification = exams.copy(copyId).orElseThrow().identification();
        return identification == null ? null : identification.studentId();
    }

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

    @Test
    void givesAStudentToNeitherOfTwoCopiesThatClaimThemInAnyOrder() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        read("c2", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        Collections.reverse(read);

        BatchOcr.Result result = finish();

        assertThat(student("c1")).isNull();
        assertThat(student("c2")).isNull();
        assertThat(result.review()).isEqualTo(2);
        assertThat(audit.entries()).isEmpty();
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
    void leavesACopyWhosePagesChanged() throws IOException {
        copy("c1", null);
        CmenOcr.Match match = match(1, 1 - 1e-7);
        read.add(new CmenOcr.Result(
                "c1",
                "success",
                Map.of(),
                match,
                List.of(match),
                false,
                AS_IT_WAS,
                Decision.IDENTIFIED,
                1e-7,
                List.of("other.png"),
                null));

        assertThat(finish().left().get(0).reason()).isEqualTo(new Reason(Code.PAGES_CHANGED));
        assertThat(student("c1")).isNull();
    }

    @Test
    void leavesACopyWhoseLikeliestStudentIsNotOnTheRosterAnyMore() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(61, 1 - 2e-7), match(2, 1e-7));

        assertThat(finish().left()).containsExactly(new BatchOcr.Left("c1", new Reason(Code.LEFT_ROSTER)));
        assertThat(student("c1")).isNull();
    }

    @Test
    void leavesACopyWhoseOnlyStudentIsNotOnTheRosterAnyMore() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(61, 1 - 1e-7));

        assertThat(finish().left()).extracting(BatchOcr.Left::reason).containsExactly(new Reason(Code.LEFT_ROSTER));
    }

    @Test
    void identifiesACopyOfWhichOnlyAnUnlikelyStudentLeftTheRoster() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 2e-7), match(61, 1e-7));

        assertThat(finish().left()).isEmpty();
        assertThat(student("c1")).isEqualTo("s1");
    }

    @Test
    void keepsTheReasonOfACopyThatWasNotIdentified() throws IOException {
        read("c1", Decision.REVIEW, 1e-7, match(61, 0.6), match(2, 0.3));

        assertThat(finish().left()).extracting(BatchOcr.Left::reason).doesNotContain(new Reason(Code.LEFT_ROSTER));
    }

    @Test
    void leavesACopyThatDoesNotExistAnyMore() throws IOException {
        readAgain("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));

        assertThat(finish().left()).containsExactly(new BatchOcr.Left("c1", new Reason(Code.COPY_GONE)));
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void givesNobodyTheStudentOfACopyOutsideOfTheBatch() throws IOException {
        copy("c0", new CopyIdentification("s1", CopyIdentification.Source.AUTOMATIC, 0.9999));
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));

        assertThat(finish().left()).extracting(BatchOcr.Left::copyId).containsExactly("c1");
        assertThat(student("c0")).isEqualTo("s1");
        assertThat(student("c1")).isNull();
    }

    @Test
    void identifiesACopyBesideOneOutsideOfTheBatchThatNobodyHas() throws IOException {
        copy("c0", null);
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));

        assertThat(finish().left()).isEmpty();
        assertThat(student("c1")).isEqualTo("s1");
    }

    @Test
    void decidesAgainWhatAMachineDecidedBefore() throws IOException {
        copy("c1", new CopyIdentification("s5", CopyIdentification.Source.AUTOMATIC, 0.9999));
        readAgain("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));

        assertThat(finish().left()).isEmpty();
        assertThat(student("c1")).isEqualTo("s1");
    }

    static final class Context implements TaskContext {
        @Override
        public TaskId id() {
            return TaskId.random();
        }

        @Override
        public String owner() {
            return "prof";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public ProgressReporter progress() {
            return ProgressReporter.NONE;
        }

        @Override
        public void log(String line) {}

        @Override
        public void checkCancelled() {}
    }
}
