package io.korrigo.host.jdbc;

import io.korrigo.desk.MarkingStore;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What correctors write and hold, in the tables that {@link JdbcExamStore} reads.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes: a change locks the copy's row and compares versions.
 */
public final class JdbcMarkingStore implements MarkingStore {
    private static final List<String> TABLES = List.of("korrigo_annotations", "korrigo_scores", "korrigo_remarks");

    private final Jdbi jdbi;

    public JdbcMarkingStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Outcome mark(String copyId, long version, List<Annotation> annotations, CopyMarks marks) {
        return Storage.call(
                "store what is written on a copy",
                () -> jdbi.inTransaction(handle -> mark(handle, copyId, version, annotations, marks)));
    }

    private static Outcome mark(
            Handle handle, String copyId, long version, List<Annotation> annotations, CopyMarks marks) {
        Optional<Copy> copy = ExamRows.copy(handle, copyId, true).filter(found -> found.version() == version);
        if (copy.isEmpty()) {
            return Outcome.COPY_CHANGED;
        }
        if (!copy.get().status().markable()) {
            return Outcome.NOT_ALLOWED;
        }
        TABLES.forEach(table -> handle.execute("delete from " + table + " where copy_id = ?", copyId));
        ExamRows.insertAnnotations(handle, copyId, annotations);
        ExamRows.insertMarks(handle, copyId, marks);
        handle.execute(
                "update korrigo_copies set appreciation = ?, version = version + 1 where id = ?",
                marks.appreciation(),
                copyId);
        return Outcome.STORED;
    }

    @Override
    public Optional<Lock> lock(String copyId) {
        return Storage.call("read a copy's lock", () -> jdbi.withHandle(handle -> lock(handle, copyId)));
    }

    private static Optional<Lock> lock(Handle handle, String copyId) {
        return handle.createQuery("select locked_by, lock_sha256, locked_until from korrigo_copies"
                        + " where id = ? and status = ? and locked_until > current_timestamp")
                .bind(0, copyId)
                .bind(1, CopyStatus.LOCKED.name())
                .map((row, context) -> new Lock(
                        row.getString("locked_by"),
                        row.getString("lock_sha256"),
                        row.getObject("locked_until", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    @Override
    public Outcome lock(String copyId, long version, String holder, String tokenSha256, Duration lasts) {
        return Storage.call(
                "lock a copy",
                () -> jdbi.inTransaction(handle -> {
                    Optional<Copy> copy =
                            ExamRows.copy(handle, copyId, true).filter(found -> found.version() == version);
                    if (copy.isEmpty()) {
                        return Outcome.COPY_CHANGED;
                    }
                    boolean own = lock(handle, copyId)
                            .filter(lock -> lock.holder().equals(holder))
                            .isPresent();
                    if (copy.get().status() != CopyStatus.READY && !own) {
                        return Outcome.NOT_ALLOWED;
                    }
                    handle.execute(
                            "update korrigo_copies set status = ?, locked_by = ?, lock_sha256 = ?, locked_until = ?,"
                                    + " version = version + 1 where id = ?",
                            CopyStatus.LOCKED.name(),
                            holder,
                            tokenSha256,
                            now(handle).plus(lasts),
                            copyId);
                    return Outcome.STORED;
                }));
    }

    @Override
    public boolean renewLock(String copyId, String tokenSha256, Duration lasts) {
        return Storage.call(
                "renew a copy's lock",
                () -> jdbi.inTransaction(handle -> holds(handle, copyId, tokenSha256)
                        && handle.execute(
                                        "update korrigo_copies set locked_until = ? where id = ?",
                                        now(handle).plus(lasts),
                                        copyId)
                                > 0));
    }

    @Override
    public boolean unlock(String copyId, String tokenSha256) {
        return Storage.call(
                "unlock a copy",
                () -> jdbi.inTransaction(handle -> holds(handle, copyId, tokenSha256)
                        && handle.execute(
                                        "update korrigo_copies set status = ?, locked_by = null, lock_sha256 = null,"
                                                + " locked_until = null, version = version + 1 where id = ?",
                                        CopyStatus.READY.name(),
                                        copyId)
                                > 0));
    }

    /** Whether the copy, whose row is locked from now on, is held by this token. */
    private static boolean holds(Handle handle, String copyId, String tokenSha256) {
        ExamRows.copy(handle, copyId, true);
        return lock(handle, copyId)
                .filter(lock -> lock.tokenSha256().equals(tokenSha256))
                .isPresent();
    }

    private static OffsetDateTime now(Handle handle) {
        return handle.createQuery("select current_timestamp")
                .mapTo(OffsetDateTime.class)
                .one();
    }
}
