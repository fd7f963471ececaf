package io.korrigo.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.account.StudentErasure;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.CredentialExpiry;
import io.korrigo.host.CredentialKey;
import io.korrigo.host.FolderBlobStore;
import io.korrigo.host.HostErasure;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.Task;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStoreException;
import io.korrigo.tasks.BulkCreateUsers;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.testkit.exam.InMemoryAccountStore;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@Tag("slow")
class KorrigoAutoConfigurationTest {
    private static final TaskKind<Nothing, Nothing> OWN = TaskKind.of("own", Nothing.class, Nothing.class);

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    KorrigoFilesAutoConfiguration.class,
                    KorrigoAccountsAutoConfiguration.class,
                    KorrigoAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID());

    record Nothing() {}

    static final class OwnTask implements SingleTask<Nothing, Nothing> {
        @Override
        public TaskKind<Nothing, Nothing> kind() {
            return OWN;
        }

        @Override
        public Nothing run(Nothing parameters, TaskContext context) {
            return parameters;
        }
    }

    @Test
    void runsTheHostsOwnTasksWithoutAnyPort() {
        application.withBean(OwnTask.class).run(context -> {
            TaskRegistry tasks = context.getBean(TaskRegistry.class);

            assertThat(tasks.find(OWN.name())).isPresent();
            assertThat(tasks.find(ImportStudents.KIND.name())).isEmpty();
            assertThat(context.getBean(SpringTaskExecutor.class).isRunning()).isTrue();
        });
    }

    @Test
    void hasTheTasksWhosePortsAreThere() {
        application
                .withBean(StudentStore.class, InMemoryStudentStore::new)
                .withBean(BlobStore.class, InMemoryBlobStore::new)
                .withBean(AuditLog.class, RecordingAuditLog::new)
                .run(context -> {
                    TaskRegistry tasks = context.getBean(TaskRegistry.class);

                    assertThat(tasks.find(ImportStudents.KIND.name())).isPresent();
                    assertThat(tasks.find(ExportAllCopies.KIND.name())).isEmpty();
                });
    }

    /** What a host sees of an attempt: an observation within which the task runs, and log lines that name the task. */
    @Test
    void observesEachAttemptAndTellsTheLogWhichTaskItIs() {
        List<String> observed = new CopyOnWriteArrayList<>();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStop(Observation.Context context) {
                observed.add(context.getName() + " "
                        + context.getLowCardinalityKeyValue("kind").getValue() + " "
                        + context.getLowCardinalityKeyValue("end").getValue());
            }
        });
        AtomicReference<String> within = new AtomicReference<>();
        TaskKind<Nothing, Nothing> kind = TaskKind.of("watched", Nothing.class, Nothing.class);
        application
                .withBean(ObservationRegistry.class, () -> observations)
                .withBean("watched", Task.class, () -> new SingleTask<Nothing, Nothing>() {
                    @Override
                    public TaskKind<Nothing, Nothing> kind() {
                        return kind;
                    }

                    @Override
                    public Nothing run(Nothing parameters, TaskContext context) {
                        within.set(MDC.get("korrigo.task") + " " + MDC.get("korrigo.kind") + " "
                                + (observations.getCurrentObservation() != null));
                        return parameters;
                    }
                })
                .run(context -> {
                    TaskExecutor executor = context.getBean(TaskExecutor.class);
                    var task = executor.submit(Submission.of(kind, new Nothing(), "somebody"));

                    Awaitility.await().until(() -> !observed.isEmpty());
                    assertThat(observed).containsExactly("korrigo.task watched succeeded");
                    assertThat(within).hasValue(task.id() + " watched true");
                });
    }

    @Test
    void leavesTasksToOtherNodesWithoutWorkers() {
        application
                .withBean(OwnTask.class)
                .withPropertyValues("korrigo.tasks.workers=0", "spring.datasource.hikari.maximum-pool-size=2")
                .run(context -> {
                    TaskExecutor executor = context.getBean(TaskExecutor.class);
                    executor.submit(Submission.of(OWN, new Nothing(), "somebody"));

                    assertThat(executor.store().backlog()).isEqualTo(1);
                });
    }

    @Test
    void keepsFilesAndTheKeyOfPasswordsInFoldersAndMakesAccounts(@TempDir Path folder) {
        application
                .withBean(StudentStore.class, InMemoryStudentStore::new)
                .withBean(AccountStore.class, InMemoryAccountStore::new)
                .withBean(AuditLog.class, RecordingAuditLog::new)
                .withPropertyValues(
                        "korrigo.files.folder=" + folder.resolve("files"), "korrigo.credentials.folder=" + folder)
                .run(context -> {
                    assertThat(context.getBean(BlobStore.class)).isInstanceOf(FolderBlobStore.class);
                    assertThat(context.getBean(TaskRegistry.class).find(BulkCreateUsers.KIND.name()))
                            .isPresent();
                    assertThat(context).hasSingleBean(CredentialExpiry.class);
                    assertThat(folder.resolve(CredentialKey.FILE)).exists();
                });
    }

    @Test
    void saysThatFirstPasswordsNeedAKey() {
        application
                .withBean(StudentStore.class, InMemoryStudentStore::new)
                .withBean(AccountStore.class, InMemoryAccountStore::new)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("korrigo.credentials.folder"));
    }

    @Test
    void erasesStudentsWhereTheHostSaysWhatItsTablesHold() {
        var withPorts = application
                .withBean(StudentStore.class, InMemoryStudentStore::new)
                .withBean(BlobStore.class, InMemoryBlobStore::new);

        withPorts.run(context -> assertThat(context).doesNotHaveBean(StudentErasure.class));
        withPorts
                .withBean(HostErasure.Records.class, () -> noRecords())
                .run(context -> assertThat(context).hasSingleBean(HostErasure.class));
    }

    private static HostErasure.Records noRecords() {
        return (HostErasure.Records) Proxy.newProxyInstance(
                HostErasure.class.getClassLoader(),
                new Class<?>[] {HostErasure.Records.class},
                (proxy, method, arguments) -> null);
    }

    @Test
    void givesWayToTheHostsExecutor() {
        TaskExecutor hosts = (TaskExecutor) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TaskExecutor.class}, (proxy, method, arguments) -> null);

        application
                .withBean("hosts", TaskExecutor.class, () -> hosts)
                .run(context -> assertThat(context).doesNotHaveBean(SpringTaskExecutor.class));
    }

    @Test
    void isNotThereWithoutADataSource() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KorrigoAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(TaskExecutor.class));
    }

    @Test
    void takesNoTaskBeforeItStarts() {
        application.withBean(OwnTask.class).run(context -> {
            SpringTaskExecutor executor = context.getBean(SpringTaskExecutor.class);
            executor.stop();

            assertThatThrownBy(() -> executor.submit(Submission.of(OWN, new Nothing(), "somebody")))
                    .isInstanceOf(TaskStoreException.class)
                    .hasMessageContaining("started");
        });
    }

    @Test
    void saysWhatToDoWithoutTables() {
        application
                .withBean(OwnTask.class)
                .withPropertyValues("korrigo.tasks.create-tables=false")
                .run(context -> assertThat(analysis(context.getStartupFailure()).getAction())
                        .contains("korrigo.tasks.create-tables"));
    }

    @Test
    void saysWhatToDoWithTooFewConnections() {
        application
                .withBean(OwnTask.class)
                .withPropertyValues("korrigo.tasks.workers=4", "spring.datasource.hikari.maximum-pool-size=2")
                .run(context -> assertThat(analysis(context.getStartupFailure()).getAction())
                        .contains("maximum-pool-size", "korrigo.tasks.workers"));
    }

    private static FailureAnalysis analysis(Throwable failure) {
        return new KorrigoFailureAnalyzer().analyze(failure);
    }
}
