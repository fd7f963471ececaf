package io.korrigo.bench.roster;

import com.sun.management.OperatingSystemMXBean;
import io.korrigo.account.AccountIssuer;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.CredentialSeal;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.StudentStore;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.task.Progress;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryAccountStore;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The import of a school whose students all get accounts, as a task, watched as its submitter would. */
final class AccountsRun {
    private static final long LOOK = Duration.ofMillis(5).toNanos();

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();

    AccountsRun(int students) throws IOException {
        byte[] roster = RosterText.of(students, StandardCharsets.UTF_8);
        blobs.publish("uploads/roster", out -> out.write(roster));
    }

    /**
     * What the whole import cost, in seconds.
     *
     * @param longestPause between two changes of the progress that could be seen
     */
    record Cost(double wall, double cpu, double longestPause) {}

    Cost whole() {
        try (LocalTaskExecutor executor = executor()) {
            long cpu = system.getProcessCpuTime();
            long start = System.nanoTime();
            TaskId id = submit(executor);
            long longest = 0;
            long changed = start;
            @Nullable Progress last = null;
            TaskSnapshot task = find(executor, id);
            while (!task.ready()) {
                LockSupport.parkNanos(LOOK);
                task = find(executor, id);
                if (task.progress() != null && !task.progress().equals(last)) {
                    longest = Math.max(longest, System.nanoTime() - changed);
                    changed = System.nanoTime();
                    last = task.progress();
                }
            }
            if (task.state() != TaskState.SUCCESS) {
                throw new IllegalStateException("The import ended as " + task.state() + ": " + task.error());
            }
            return new Cost((System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9, longest / 1e9);
        }
    }

    /** Cancels the import in the middle of the hashing; seconds until it has ended. */
    double cancelled() {
        try (LocalTaskExecutor executor = executor()) {
            TaskId id = submit(executor);
            Progress progress = new Progress(0, 1);
            while (progress.current() < progress.total() * 0.55) {
                LockSupport.parkNanos(LOOK);
                Progress seen = find(executor, id).progress();
                progress = seen == null ? progress : seen;
            }
            long start = System.nanoTime();
            executor.cancel(id);
            while (!find(executor, id).ready()) {
                LockSupport.parkNanos(LOOK / 5);
            }
            if (find(executor, id).state() != TaskState.REVOKED) {
                throw new IllegalStateException("The import was not cancelled");
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private LocalTaskExecutor executor() {
        AccountIssuer issuer = new AccountIssuer(
                new InMemoryAccountStore(),
                Argon2Hasher.standard(),
                new CredentialSeal(new byte[32]),
                Clock.systemUTC());
        StudentStore students = new InMemoryStudentStore();
        AuditLog audit = new RecordingAuditLog();
        return LocalTaskExecutor.of(KorrigoTasks.builder()
                .imports(students, blobs, audit)
                .accounts(students, issuer, audit)
                .build());
    }

    private static TaskId submit(TaskExecutor executor) {
        return executor.submit(Submission.of(
                        ImportStudents.KIND,
                        new ImportStudents.Parameters("uploads/roster", "roster.csv", true, false),
                        "office"))
                .id();
    }

    private static TaskSnapshot find(TaskExecutor executor, TaskId id) {
        return executor.store().find(id).orElseThrow();
    }
}
