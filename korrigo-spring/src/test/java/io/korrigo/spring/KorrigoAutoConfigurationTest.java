package io.korrigo.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStoreException;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.lang.reflect.Proxy;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@Tag("slow")
class KorrigoAutoConfigurationTest {
    private static final TaskKind<Nothing, Nothing> OWN = TaskKind.of("own", Nothing.class, Nothing.class);

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, KorrigoAutoConfiguration.class))
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
