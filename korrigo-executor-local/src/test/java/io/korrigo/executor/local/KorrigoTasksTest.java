package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.korrigo.account.AccountIssuer;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.CredentialSeal;
import io.korrigo.exam.AuditLog;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.PileLimits;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.tasks.CleanupOrphanedFiles;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryAccountStore;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KorrigoTasksTest {
    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final AuditLog audit = new RecordingAuditLog();

    /** What a host does beside Korrigo. */
    private record Backup() implements SingleTask<Backup.Parameters, Backup.Result> {
        private static final TaskKind<Parameters, Result> KIND = TaskKind.of("backup", Parameters.class, Result.class);

        record Parameters() {}

        record Result() {}

        @Override
        public TaskKind<Parameters, Result> kind() {
            return KIND;
        }

        @Override
        public Result run(Parameters parameters, TaskContext context) {
            return new Result();
        }
    }

    private static List<String> kinds(KorrigoTasks tasks) {
        return tasks.build().all().stream()
                .map(task -> task.kind().name())
                .sorted()
                .toList();
    }

    private AccountIssuer issuer() {
        return new AccountIssuer(
                new InMemoryAccountStore(),
                Argon2Hasher.of(4096, 3),
                new CredentialSeal(new byte[32]),
                Clock.systemUTC());
    }

    @Test
    void givesEachGroupItsOwnTasksOnly() {
        assertThat(kinds(KorrigoTasks.builder())).isEmpty();
        assertThat(kinds(KorrigoTasks.builder().imports(students, blobs, audit)))
                .containsExactly("import_students");
        assertThat(kinds(KorrigoTasks.builder().accounts(students, issuer(), audit)))
                .containsExactly("bulk_create_users");
        assertThat(kinds(KorrigoTasks.builder()
                        .flattening(exams, students, blobs, audit, ExportOptions.in(Locale.FRENCH))))
                .containsExactly("export_all_copies", "finalize_copy", "flatten_copy");
        assertThat(kinds(KorrigoTasks.builder().cleanUp(exams, blobs, Duration.ofDays(1), Clock.systemUTC())))
                .containsExactly("cleanup_orphaned_files");
        try (HeaderReader reader = new HeaderReader()) {
            assertThat(kinds(KorrigoTasks.builder().identification(exams, students, blobs, audit, reader)))
                    .containsExactly("batch_ocr", "cmen_ocr");
            assertThat(kinds(KorrigoTasks.builder().scans(exams, students, blobs, audit, reader, PileLimits.USUAL)))
                    .containsExactly("import_pdf");
        }
    }

    @Test
    void takesTheHostsTasksToo() {
        TaskRegistry tasks = KorrigoTasks.builder()
                .imports(students, blobs, audit)
                .with(new Backup())
                .build();

        assertThat(tasks.find("backup")).containsInstanceOf(Backup.class);
        assertThat(tasks.find("import_students")).isPresent();
    }

    @Test
    void refusesTwoTasksOfOneKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        KorrigoTasks.builder().with(new Backup(), new Backup()).build())
                .withMessage("Two tasks of kind backup");
    }

    @Test
    void keepsUnusedFilesForSomeTimeAtLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KorrigoTasks.builder().cleanUp(exams, blobs, Duration.ZERO, Clock.systemUTC()))
                .withMessageContaining("PT0S");
        assertThat(kinds(KorrigoTasks.builder().cleanUp(exams, blobs, Duration.ofNanos(1), Clock.systemUTC())))
                .hasSize(1);
        assertThat(CleanupOrphanedFiles.USUALLY_KEPT).isGreaterThan(Duration.ofDays(7));
    }
}
