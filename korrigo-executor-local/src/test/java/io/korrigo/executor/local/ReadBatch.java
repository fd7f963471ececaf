package io.korrigo.executor.local;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.task.ProgressReporter;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A batch of copies that were read, as a test says, and a roster of sixty; the reading itself is the header reader's. */
abstract class ReadBatch {
    final HeaderReader reader = new HeaderReader();
    static final Reason AS_IT_WAS = new Reason(Code.NOT_CERTAIN);

    final InMemoryExamStore exams = new InMemoryExamStore();
    final InMemoryStudentStore students = new InMemoryStudentStore();
    final InMemoryBlobStore blobs = new InMemoryBlobStore();
    final RecordingAuditLog audit = new RecordingAuditLog();
    final List<CmenOcr.Result> read = new ArrayList<>();
    final BatchOcr batch = (BatchOcr) KorrigoTasks.builder()
            .identification(exams, students, blobs, audit, reader)
            .build()
            .find(BatchOcr.KIND.name())
            .orElseThrow();

    @AfterEach
    void closeReader() {
        reader.close();
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

    void copy(String id, @Nullable CopyIdentification identification) {
        Booklet booklet = new Booklet("b" + id, List.of("pages/" + id + ".png"));
        Copy copy = new Copy(id, "e1", "A-" + id, CopyStatus.READY, List.of(booklet), identification, null, 1);
        exams.add(copy, List.of(), CopyMarks.NONE);
    }

    void read(String id, Decision decision, double outsider, CmenOcr.Match... matches) {
        copy(id, null);
        readAgain(id, decision, outsider, matches);
    }

    void readAgain(String id, Decision decision, double outsider, CmenOcr.Match... matches) {
        readAgain(id, null, decision, outsider, matches);
    }

    void readAgain(String id, @Nullable String evidence, Decision decision, double outsider, CmenOcr.Match... matches) {
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

    static CmenOcr.Match match(int student, double confidence) {
        return new CmenOcr.Match("s" + student, confidence, FieldAgreement.NOTHING_SAID, null, List.of());
    }

    BatchOcr.Result finish() throws IOException {
        return batch.finish(
                new BatchOcr.Parameters(List.of(), "e1"),
                read.stream().map(ReadBatch::ended).toList(),
                new Context());
    }

    static TaskSnapshot ended(CmenOcr.Result result) {
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

    @Nullable
    String student(String copyId) {
        CopyIdentification identification = exams.copy(copyId).orElseThrow().identification();
        return identification == null ? null : identification.studentId();
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
