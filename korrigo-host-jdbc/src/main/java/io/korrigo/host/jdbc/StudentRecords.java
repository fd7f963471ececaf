package io.korrigo.host.jdbc;

import io.korrigo.exam.AuditLog;
import io.korrigo.host.HostErasure;
import io.korrigo.host.HostErasure.LinkedCopy;
import io.korrigo.host.HostErasure.Removed;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What these tables hold of a student, to be erased.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class StudentRecords implements HostErasure.Records {
    private final Jdbi jdbi;
    private final AuditLog audit;
    private final HeldStudents held;
    private final String delete;

    /** {@link #StudentRecords(Jdbi, AuditLog, StudentTable)} of {@link StudentTable#OWN}. */
    public StudentRecords(Jdbi jdbi, AuditLog audit) {
        this(jdbi, audit, StudentTable.OWN);
    }

    /**
     * @param audit writes to the same database
     * @param students where the student's own row is, which is removed, too: a row of the host's that refers to it has to go before
     */
    public StudentRecords(Jdbi jdbi, AuditLog audit, StudentTable students) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.held = new HeldStudents(students);
        this.delete = "delete from " + students.name() + " where " + students.id() + " = ?";
    }

    @Override
    public List<LinkedCopy> copiesOf(String studentId) {
        return Storage.call(
                "look for a student's copies",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select id, exam_id, final_pdf from korrigo_copies where student_id = ? order by id")
                        .bind(0, studentId)
                        .map((row, context) -> new LinkedCopy(row.getString(1), row.getString(2), row.getString(3)))
                        .list()));
    }

    @Override
    public Removed remove(String studentId, String actor, List<LinkedCopy> copies, int files) {
        return Storage.call(
                "erase a student",
                () -> jdbi.inTransaction(handle -> {
                    held.hold(handle, studentId);
                    boolean account = deleteAccount(handle, studentId);
                    handle.execute(
                            "update korrigo_copies set student_id = null, identified_by = null, probability = null,"
                                    + " final_pdf = null, version = version + 1 where student_id = ?",
                            studentId);
                    ErasedCorrections.forget(handle, studentId);
                    handle.execute("delete from korrigo_decision_followers where student_id = ?", studentId);
                    handle.execute("delete from korrigo_decisions where student_id = ?", studentId);
                    handle.execute(
                            "update korrigo_decisions set before_student_id = null, before_identified_by = null,"
                                    + " before_probability = null where before_student_id = ?",
                            studentId);
                    boolean there = handle.execute(delete, studentId) > 0;
                    if (there || account || !copies.isEmpty()) {
                        audit.record(
                                AuditLog.Event.ERASURE,
                                actor,
                                studentId,
                                copies.size() + " copies unlinked, " + files + " files removed"
                                        + (account ? ", account removed" : ""));
                    }
                    return new Removed(there, account);
                }));
    }

    private static boolean deleteAccount(Handle handle, String studentId) {
        // Whoever opens a session holds the account's row, so its sessions are there now, or never.
        Optional<String> username = handle.createQuery(
                        "select username from korrigo_accounts where student_id = ? for update")
                .bind(0, studentId)
                .mapTo(String.class)
                .findOne();
        handle.execute(
                "delete from korrigo_sessions where student_id = ? or name = ?", studentId, username.orElse(null));
        handle.execute("delete from korrigo_credentials where username = ?", username.orElse(null));
        return handle.execute("delete from korrigo_accounts where student_id = ?", studentId) > 0;
    }
}
