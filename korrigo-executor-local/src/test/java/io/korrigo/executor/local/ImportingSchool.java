package io.korrigo.executor.local;

import static org.awaitility.Awaitility.await;

import io.korrigo.account.AccountIssuer;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.CredentialSeal;
import io.korrigo.exam.StudentStore;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryAccountStore;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** A host's stores with tasks over them. */
final class ImportingSchool {
    final StudentStore students;
    final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();

    ImportingSchool(StudentStore students) {
        this.students = students;
    }

    LocalTaskExecutor executor() {
        RecordingAuditLog audit = new RecordingAuditLog();
        AccountIssuer issuer = new AccountIssuer(
                accounts, Argon2Hasher.of(4096, 3), new CredentialSeal(new byte[32]), Clock.systemUTC());
        return LocalTaskExecutor.of(KorrigoTasks.builder()
                .imports(students, blobs, audit)
                .accounts(students, issuer, audit)
                .build());
    }

    Submission<?> submission(byte[] file, boolean withAccounts, boolean allOrNothing) throws IOException {
        return submission(file, new ImportStudents.Parameters("uploads/roster", "roster", withAccounts, allOrNothing));
    }

    private Submission<?> submission(byte[] file, ImportStudents.Parameters parameters) throws IOException {
        blobs.publish("uploads/roster", out -> out.write(file));
        return Submission.of(ImportStudents.KIND, parameters, "admin");
    }

    TaskSnapshot run(byte[] file, boolean withAccounts, boolean allOrNothing) {
        return run(file, new ImportStudents.Parameters("uploads/roster", "roster", withAccounts, allOrNothing));
    }

    TaskSnapshot run(byte[] file, ImportStudents.Parameters parameters) {
        try (LocalTaskExecutor executor = executor()) {
            return ended(executor, executor.submit(submission(file, parameters)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    TaskSnapshot ended(LocalTaskExecutor executor, TaskSnapshot task) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready);
    }
}
