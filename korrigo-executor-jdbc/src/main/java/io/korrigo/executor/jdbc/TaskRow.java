package io.korrigo.executor.jdbc;

import io.korrigo.task.Claim;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the task table while a transaction works on it; for one thread. */
final class TaskRow {
    final TaskId id;
    final String kind;
    int version;
    String parameters;
    final String owner;
    /** As {@link io.korrigo.task.Submission#rank} says, in the column "priority". */
    final int rank;

    final @Nullable TaskId parent;
    final @Nullable String subject;
    final Instant submittedAt;

    TaskState state = TaskState.PENDING;
    Claim.Step step = Claim.Step.RUN;
    int attempt;
    int failures;
    int lost;
    boolean claimed;
    boolean cancelRequested;

    @Nullable
    Instant dueAt;

    int children;
    int endedChildren;

    @Nullable
    Progress progress;

    @Nullable
    String result;

    @Nullable
    String error;

    @Nullable
    Instant endedAt;

    /** A task that is due from the start. */
    TaskRow(Submission<?> submission, int rank, String parameters, @Nullable TaskId parent, Instant now) {
        this.id = TaskId.madeAt(now);
        this.kind = submission.kind().name();
        this.version = submission.kind().version();
        this.parameters = parameters;
        this.owner = submission.owner();
        this.rank = rank;
        this.parent = parent;
        this.subject = parent == null ? submission.subject() : null;
        this.submittedAt = now;
        this.dueAt = now;
    }

    /** @param row has all columns */
    TaskRow(ResultSet row) throws SQLException {
        id = new TaskId(row.getObject("id", UUID.class));
        kind = row.getString("kind");
        version = row.getInt("version");
        parameters = row.getString("parameters");
        owner = row.getString("owner");
        rank = row.getInt("priority");
        UUID parentId = row.getObject("parent", UUID.class);
        parent = parentId == null ? null : new TaskId(parentId);
        subject = row.getString("subject");
        submittedAt = row.getObject("submitted_at", OffsetDateTime.class).toInstant();
        state = TaskState.valueOf(row.getString("state"));
        step = Claim.Step.valueOf(row.getString("step"));
        attempt = row.getInt("attempt");
        failures = row.getInt("failures");
        lost = row.getInt("lost");
        claimed = row.getBoolean("claimed");
        cancelRequested = row.getBoolean("cancel_requested");
        dueAt = instant(row, "due_at");
        children = row.getInt("children");
        endedChildren = row.getInt("ended_children");
        long current = row.getLong("progress_current");
        progress = row.wasNull() ? null : new Progress(current, row.getLong("progress_total"));
        result = row.getString("result");
        error = row.getString("error");
        endedAt = instant(row, "ended_at");
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    boolean dueAt(Instant now) {
        return dueAt != null && !dueAt.isAfter(now);
    }

    boolean heldBy(Claim claim) {
        return claimed && attempt == claim.attempt();
    }

    Claim claim(PayloadJson json) {
        Record payload = json.readToRun(kind, version, parameters);
        return new Claim(id, kind, payload, owner, attempt, failures, lost, step);
    }

    /** @param row has the columns that a claim is made of */
    static Claim claim(ResultSet row, PayloadJson json) throws SQLException {
        String kind = row.getString("kind");
        return new Claim(
                new TaskId(row.getObject("id", UUID.class)),
                kind,
                json.readToRun(kind, row.getInt("version"), row.getString("parameters")),
                row.getString("owner"),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getInt("lost"),
                Claim.Step.valueOf(row.getString("step")));
    }

    /** A new task with the parameters as its submitter gave them. */
    TaskSnapshot submitted(Submission<?> submission) {
        return new TaskSnapshot(
                id,
                kind,
                submission.parameters(),
                owner,
                parent,
                subject,
                state,
                attempt,
                null,
                null,
                null,
                submittedAt,
                null);
    }

    TaskSnapshot snapshot(PayloadJson json) {
        Record read = result == null ? null : json.readResult(kind, version, result);
        Record payload = json.readParameters(kind, version, parameters);
        return new TaskSnapshot(
                id, kind, payload, owner, parent, subject, state, attempt, progress, read, error, submittedAt, endedAt);
    }
}
