package io.korrigo.host.jdbc;

import io.korrigo.desk.RevocationStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Revocations in SQL tables beside the copies.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes: a revocation locks the copy's row and compares versions.
 */
public final class JdbcRevocationStore implements RevocationStore {
    private final Jdbi jdbi;

    public JdbcRevocationStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Outcome revoke(String copyId, long version, String actor, String reason, Instant at, Set<String> exports) {
        return Storage.call(
                "take back what was built on a copy",
                () -> jdbi.inTransaction(handle -> {
                    Optional<Copy> copy =
                            ExamRows.copy(handle, copyId, true).filter(found -> found.version() == version);
                    if (copy.isEmpty()) {
                        return Outcome.COPY_CHANGED;
                    }
                    CopyStatus status = copy.get().status();
                    if (status == CopyStatus.GRADING_IN_PROGRESS) {
                        return Outcome.NOT_ALLOWED;
                    }
                    boolean ended = status == CopyStatus.GRADED || status == CopyStatus.GRADING_FAILED;
                    handle.createUpdate(
                                    "insert into korrigo_revocations (copy_id, actor, reason, revoked_at, graded,"
                                            + " final_pdf, rebuild_due) values (:copy, :actor, :reason, :at, :graded, :pdf, true)")
                            .bind("copy", copyId)
                            .bind("actor", actor)
                            .bind("reason", reason)
                            .bind("at", at.atOffset(ZoneOffset.UTC))
                            .bind("graded", status == CopyStatus.GRADED)
                            .bind("pdf", copy.get().finalPdf())
                            .execute();
                    add(handle, copyId, exports);
                    handle.execute(
                            "update korrigo_copies set status = ?, final_pdf = null, final_mark = null,"
                                    + " grading_failure = null, version = version + 1 where id = ?",
                            (ended ? CopyStatus.READY : status).name(),
                            copyId);
                    return Outcome.STORED;
                }));
    }

    @Override
    public void addExports(String copyId, Set<String> exports) {
        Storage.run(
                "take back archives",
                () -> jdbi.useTransaction(handle -> {
                    ExamRows.copy(handle, copyId, true);
                    add(handle, copyId, exports);
                }));
    }

    /** The copy's row is locked. */
    private static void add(Handle handle, String copyId, Set<String> exports) {
        Optional<Long> last = handle.createQuery("select max(id) from korrigo_revocations where copy_id = ?")
                .bind(0, copyId)
                .mapTo(Long.class)
                .findOne();
        if (last.isEmpty() || exports.isEmpty()) {
            return;
        }
        Set<String> more = new HashSet<>(exports);
        more.removeAll(exports(handle, last.get()));
        PreparedBatch batch =
                handle.prepareBatch("insert into korrigo_revoked_exports (task_id, revocation_id) values (?, ?)");
        more.forEach(task -> batch.add(task, last.get()));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static Set<String> exports(Handle handle, long revocation) {
        return handle.createQuery("select task_id from korrigo_revoked_exports where revocation_id = ?")
                .bind(0, revocation)
                .mapTo(String.class)
                .set();
    }

    @Override
    public List<Revocation> toRebuild() {
        return Storage.call(
                "read what is to be made anew",
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select * from korrigo_revocations where rebuild_due order by id")
                                .map((row, context) -> revocation(handle, row))
                                .list()));
    }

    @Override
    public void rebuilt(String copyId) {
        Storage.run(
                "note what is made anew",
                () -> jdbi.useHandle(handle -> handle.execute(
                        "update korrigo_revocations set rebuild_due = false where copy_id = ? and rebuild_due",
                        copyId)));
    }

    @Override
    public List<Revocation> revocations(String copyId) {
        return Storage.call(
                "read the revocations",
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select * from korrigo_revocations where copy_id = ? order by id")
                                .bind(0, copyId)
                                .map((row, context) -> revocation(handle, row))
                                .list()));
    }

    @Override
    public Optional<Revocation> revokedExport(String taskId) {
        return Storage.call(
                "look for a revocation",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select * from korrigo_revocations where id = (select max(revocation_id)"
                                        + " from korrigo_revoked_exports where task_id = ?)")
                        .bind(0, taskId)
                        .map((row, context) -> revocation(handle, row))
                        .findOne()));
    }

    private static Revocation revocation(Handle handle, ResultSet row) throws SQLException {
        return new Revocation(
                row.getString("copy_id"),
                row.getString("actor"),
                row.getString("reason"),
                row.getObject("revoked_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("graded"),
                row.getString("final_pdf"),
                exports(handle, row.getLong("id")));
    }
}
