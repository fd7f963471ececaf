package io.korrigo.host.jdbc;

import io.korrigo.desk.DecisionStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Decisions in a SQL table beside the copies.
 *
 * <p>A decision locks the copy's row, compares versions and changes both tables in one transaction; that a student has one copy is
 * a unique constraint.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcDecisionStore implements DecisionStore {
    private static final String HOLDING =
            "select d.* from korrigo_decisions d join korrigo_copies c on c.id = d.copy_id"
                    + " where d.undone_at is null and not exists (select 1 from korrigo_decisions l where l.copy_id = d.copy_id"
                    + " and l.undone_at is null and l.id > d.id)";

    private final Jdbi jdbi;
    private final HeldStudents students;

    /** Beside {@link StudentTable#OWN}. */
    public JdbcDecisionStore(Jdbi jdbi) {
        this(jdbi, StudentTable.OWN);
    }

    /** @param students where the students are, in the same database */
    public JdbcDecisionStore(Jdbi jdbi, StudentTable students) {
        this.jdbi = jdbi;
        this.students = new HeldStudents(students);
    }

    @Override
    public Outcome decide(long version, Decision decision) {
        String student = decision.studentId();
        CopyIdentification after = student == null ? null : new CopyIdentification(student, Source.PERSON, 1);
        return changed("decide whose copy it is", handle -> {
            boolean known = student == null || students.hold(handle, student);
            Optional<Copy> copy = locked(handle, decision.copyId(), version);
            if (copy.isEmpty()) {
                return Outcome.COPY_CHANGED;
            }
            if (!known) {
                return Outcome.STUDENT_GONE;
            }
            if (!copy.get().status().identifiable()) {
                return Outcome.NOT_ALLOWED;
            }
            insert(handle, decision, copy.get().identification());
            update(handle, decision.copyId(), after);
            return Outcome.STORED;
        });
    }

    @Override
    public Outcome undo(String copyId, long version, String actor, Instant at) {
        return changed("take a decision back", handle -> {
            // Before the copy's row, as an erasure takes them; who is erased meanwhile is no more in the row that is
            // read then.
            last(handle, copyId).map(Last::before).ifPresent(before -> students.hold(handle, before.studentId()));
            Optional<Copy> copy = locked(handle, copyId, version);
            if (copy.isEmpty()) {
                return Outcome.COPY_CHANGED;
            }
            Optional<Last> last = last(handle, copyId);
            if (last.isEmpty()) {
                return Outcome.NOTHING_TO_UNDO;
            }
            if (!copy.get().status().identifiable()) {
                return Outcome.NOT_ALLOWED;
            }
            handle.execute(
                    "update korrigo_decisions set undone_at = ?, undone_by = ? where id = ?",
                    at.atOffset(ZoneOffset.UTC),
                    actor,
                    last.get().id());
            // First: what the copy was before may be what a follower is now.
            for (String follower : followers(handle, last.get().id())) {
                if (ExamRows.copy(handle, follower, true)
                        .filter(each -> each.status().identifiable())
                        .isPresent()) {
                    update(handle, follower, null);
                }
            }
            update(handle, copyId, last.get().before());
            return Outcome.STORED;
        });
    }

    @Override
    public boolean follow(String copyId, Follower follower) {
        return changed("store what follows from a decision", handle -> {
                    boolean known = students.hold(handle, follower.studentId());
                    // The decided copy first, as who undoes the decision does.
                    Optional<Last> last = ExamRows.copy(handle, copyId, true).flatMap(decided -> last(handle, copyId));
                    boolean open = locked(handle, follower.copyId(), follower.version())
                            .filter(copy -> copy.status().identifiable()
                                    && copy.identification() == null
                                    && !saysNobody(handle, copy.id()))
                            .isPresent();
                    if (!known || last.isEmpty() || !open) {
                        return Outcome.NOT_ALLOWED;
                    }
                    update(
                            handle,
                            follower.copyId(),
                            new CopyIdentification(follower.studentId(), Source.AUTOMATIC, follower.probability()));
                    handle.execute(
                            "insert into korrigo_decision_followers (decision_id, copy_id, student_id) values (?, ?, ?)",
                            last.get().id(),
                            follower.copyId(),
                            follower.studentId());
                    return Outcome.STORED;
                })
                == Outcome.STORED;
    }

    @Override
    public List<String> followers(String copyId) {
        return Storage.call(
                "read what followed from a decision",
                () -> jdbi.withHandle(handle -> last(handle, copyId)
                        .map(last -> followers(handle, last.id()))
                        .orElse(List.of())));
    }

    private static List<String> followers(Handle handle, long decision) {
        return handle.createQuery(
                        "select f.copy_id from korrigo_decision_followers f join korrigo_copies c on c.id = f.copy_id"
                                + " where f.decision_id = :decision and c.student_id = f.student_id and c.identified_by = :by"
                                + " order by f.copy_id")
                .bind("decision", decision)
                .bind("by", Source.AUTOMATIC.name())
                .mapTo(String.class)
                .list();
    }

    private record Last(long id, @Nullable CopyIdentification before) {}

    private static Optional<Last> last(Handle handle, String copyId) {
        return handle.createQuery("select * from korrigo_decisions where copy_id = ?"
                        + " and undone_at is null order by id desc fetch first row only")
                .bind(0, copyId)
                .map((row, context) -> new Last(row.getLong("id"), before(row)))
                .findOne();
    }

    private interface Change {
        Outcome on(Handle handle);
    }

    private Outcome changed(String what, Change change) {
        try {
            return Storage.call(what, () -> jdbi.inTransaction(change::on));
        } catch (RuntimeException failure) {
            if (Storage.isUniqueViolation(failure)) {
                return Outcome.STUDENT_TAKEN;
            }
            throw failure;
        }
    }

    private static Optional<Copy> locked(Handle handle, String copyId, long version) {
        return ExamRows.copy(handle, copyId, true).filter(copy -> copy.version() == version);
    }

    private static void insert(Handle handle, Decision decision, @Nullable CopyIdentification before) {
        handle.createUpdate(
                        "insert into korrigo_decisions (copy_id, actor, verdict, student_id, revealed, agrees,"
                                + " decided_at, before_student_id, before_identified_by, before_probability) values (:copy, :actor,"
                                + " :verdict, :student, :revealed, :agrees, :at, :beforeStudent, :beforeBy, :beforeProbability)")
                .bind("copy", decision.copyId())
                .bind("actor", decision.actor())
                .bind("verdict", decision.verdict().name())
                .bind("student", decision.studentId())
                .bind("revealed", decision.revealed())
                .bind("agrees", decision.agrees())
                .bind("at", decision.at().atOffset(ZoneOffset.UTC))
                .bind("beforeStudent", before == null ? null : before.studentId())
                .bind("beforeBy", before == null ? null : before.source().name())
                .bind("beforeProbability", before == null ? null : (Double) before.probability())
                .execute();
    }

    private static void update(Handle handle, String copyId, @Nullable CopyIdentification after) {
        handle.createUpdate("update korrigo_copies set student_id = :student, identified_by = :by,"
                        + " probability = :probability, version = version + 1 where id = :copy")
                .bind("student", after == null ? null : after.studentId())
                .bind("by", after == null ? null : after.source().name())
                .bind("probability", after == null ? null : (Double) after.probability())
                .bind("copy", copyId)
                .execute();
    }

    private static @Nullable CopyIdentification before(ResultSet row) throws SQLException {
        String student = row.getString("before_student_id");
        return student == null
                ? null
                : new CopyIdentification(
                        student,
                        Source.valueOf(row.getString("before_identified_by")),
                        row.getDouble("before_probability"));
    }

    @Override
    public Optional<Decision> decision(String copyId) {
        return Storage.call(
                "read a decision",
                () -> jdbi.withHandle(handle -> handle.createQuery(HOLDING + " and d.copy_id = ?")
                        .bind(0, copyId)
                        .map((row, context) -> decision(row))
                        .findOne()));
    }

    @Override
    public List<Decision> decisions(String examId) {
        return Storage.call(
                "read the decisions",
                () -> jdbi.withHandle(handle -> handle.createQuery(HOLDING + " and c.exam_id = ?")
                        .bind(0, examId)
                        .map((row, context) -> decision(row))
                        .list()));
    }

    /** Whether a person has said that the copy is nobody's, or can't be read. */
    static boolean saysNobody(Handle handle, String copyId) {
        return handle.createQuery(HOLDING + " and d.copy_id = ? and d.student_id is null")
                .bind(0, copyId)
                .map((row, context) -> true)
                .findOne()
                .orElse(false);
    }

    private static Decision decision(ResultSet row) throws SQLException {
        boolean agrees = row.getBoolean("agrees");
        Boolean known = row.wasNull() ? null : (Boolean) agrees;
        return new Decision(
                row.getString("copy_id"),
                row.getString("actor"),
                Verdict.valueOf(row.getString("verdict")),
                row.getString("student_id"),
                row.getBoolean("revealed"),
                known,
                Source.AUTOMATIC.name().equals(row.getString("before_identified_by")),
                row.getObject("decided_at", OffsetDateTime.class).toInstant());
    }
}
