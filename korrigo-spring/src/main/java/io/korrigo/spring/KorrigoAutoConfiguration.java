package io.korrigo.spring;

import io.korrigo.account.AccountIssuer;
import io.korrigo.account.StudentErasure;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.host.HostErasure;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.task.Task;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskRegistry;
import io.korrigo.tasks.CleanupOrphanedFiles;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Korrigo's tasks and executor for a Spring Boot application that has a {@link DataSource} and the ports. Each bean gives way to one of
 * the application's. Groups of tasks are there whose ports are there; the application's own {@link Task} beans run beside them.
 */
@AutoConfiguration(
        after = KorrigoFilesAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(KorrigoProperties.class)
public class KorrigoAutoConfiguration {
    /** Options of the PDFs that are made, in the language of the application's machine. */
    @Bean
    @ConditionalOnMissingBean
    ExportOptions korrigoExportOptions() {
        return ExportOptions.in(Locale.getDefault());
    }

    /** Reads headers; only where OpenCV is there and copies are to be identified. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.opencv.core.Mat")
    @ConditionalOnBean({ExamStore.class, StudentStore.class, BlobStore.class, AuditLog.class})
    static class Reading {
        /** One for all workers. */
        @Bean
        @ConditionalOnMissingBean
        HeaderReader korrigoHeaderReader() {
            return new HeaderReader();
        }
    }

    /** The tasks for whose ports there are beans, and the application's own. */
    @Bean
    @ConditionalOnMissingBean
    TaskRegistry korrigoTasks(
            ObjectProvider<ExamStore> exams,
            ObjectProvider<StudentStore> students,
            ObjectProvider<BlobStore> blobs,
            ObjectProvider<AuditLog> audit,
            ObjectProvider<HeaderReader> reader,
            ObjectProvider<AccountIssuer> issuer,
            ObjectProvider<Task<?, ?>> own,
            ExportOptions options,
            KorrigoProperties properties) {
        KorrigoTasks tasks = KorrigoTasks.builder();
        ExamStore exam = exams.getIfAvailable();
        StudentStore student = students.getIfAvailable();
        BlobStore blob = blobs.getIfAvailable();
        AuditLog log = audit.getIfAvailable();
        if (student != null && blob != null && log != null) {
            tasks.imports(student, blob, log);
            issuer.ifAvailable(accounts -> tasks.accounts(student, accounts, log));
            if (exam != null) {
                tasks.flattening(exam, student, blob, log, options)
                        .cleanUp(exam, blob, CleanupOrphanedFiles.USUALLY_KEPT, Clock.systemUTC());
                reader.ifAvailable(headers -> tasks.identification(exam, student, blob, log, headers)
                        .scans(
                                exam,
                                student,
                                blob,
                                log,
                                headers,
                                properties.scans().limits()));
            }
        }
        return tasks.with(own.orderedStream().toArray(Task<?, ?>[]::new)).build();
    }

    /** Runs them, in the application's database. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(TaskExecutor.class)
    @DependsOnDatabaseInitialization
    SpringTaskExecutor korrigoExecutor(
            DataSource dataSource,
            TaskRegistry tasks,
            ObjectProvider<TaskExecutor.Listener> listeners,
            KorrigoProperties properties) {
        TaskExecutor.Listener listener =
                new AllListeners(listeners.orderedStream().toList());
        KorrigoProperties.Tasks options = properties.tasks();
        if (options.createTables()) {
            JdbcSchema.apply(dataSource);
        }
        return new SpringTaskExecutor(
                dataSource,
                tasks,
                executor -> {
                    if (options.workers() != null) {
                        executor.workers(options.workers());
                    }
                    return executor.queueLimit(options.queueLimit())
                            .retention(options.retention())
                            .listener(listener);
                },
                options.patience());
    }

    /** The daily clean-up, of an application that has copies and runs tasks. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({SpringTaskExecutor.class, ExamStore.class, StudentStore.class, BlobStore.class, AuditLog.class})
    @ConditionalOnProperty(name = "korrigo.tasks.clean-up", matchIfMissing = true)
    SpringHousekeeping korrigoHousekeeping(SpringTaskExecutor executor, KorrigoProperties properties) {
        return new SpringHousekeeping(
                executor, !Integer.valueOf(0).equals(properties.tasks().workers()));
    }

    /** Erasure, of an application that says what its own tables hold of a student. */
    @Bean
    @ConditionalOnMissingBean(StudentErasure.class)
    @ConditionalOnBean({HostErasure.Records.class, StudentStore.class, BlobStore.class})
    HostErasure korrigoErasure(
            HostErasure.Records records, StudentStore students, BlobStore blobs, KorrigoProperties properties) {
        return new HostErasure(
                records,
                students,
                blobs,
                Clock.systemUTC(),
                properties.tasks().retention(),
                CleanupOrphanedFiles.USUALLY_KEPT);
    }

    /** An observation for each attempt, where the application observes anything. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static class Observing {
        /** Timers and spans, of whatever handlers the application has. */
        @Bean
        @ConditionalOnMissingBean
        ObservedTasks korrigoObservedTasks(ObjectProvider<ObservationRegistry> observations) {
            return new ObservedTasks(observations);
        }
    }
}
