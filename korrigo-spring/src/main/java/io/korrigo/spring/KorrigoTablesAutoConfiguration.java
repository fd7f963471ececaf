package io.korrigo.spring;

import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.ExamRegister;
import io.korrigo.desk.MarkingStore;
import io.korrigo.desk.RevocationStore;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.HostErasure;
import io.korrigo.host.jdbc.JdbcAccountStore;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcDecisionStore;
import io.korrigo.host.jdbc.JdbcExamRegister;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcMarkingStore;
import io.korrigo.host.jdbc.JdbcPaperStore;
import io.korrigo.host.jdbc.JdbcRevocationStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.StudentRecords;
import io.korrigo.paper.PaperStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The ports of an application that has korrigo-host-jdbc and no such beans of its own, over tables in its database. Students are in a
 * table of the application's where {@code korrigo.students.table} names one.
 */
@AutoConfiguration(
        before = {KorrigoAccountsAutoConfiguration.class, KorrigoAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnClass(name = "io.korrigo.host.jdbc.JdbcExamStore")
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(KorrigoProperties.class)
public class KorrigoTablesAutoConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    KorrigoTables korrigoTables(DataSource dataSource, KorrigoProperties properties) {
        return KorrigoTables.open(dataSource, properties);
    }

    @Bean
    @ConditionalOnMissingBean(StudentStore.class)
    JdbcStudentStore korrigoStudents(KorrigoTables tables) {
        return tables.studentStore();
    }

    @Bean
    @ConditionalOnMissingBean(AuditLog.class)
    JdbcAuditLog korrigoAudit(KorrigoTables tables) {
        return new JdbcAuditLog(tables.jdbi(), Clock.systemUTC());
    }

    /** All that shares the tables of exams and copies, for an application that has none of it itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean({
        ExamStore.class,
        ExamRegister.class,
        DecisionStore.class,
        MarkingStore.class,
        PaperStore.class,
        RevocationStore.class
    })
    static class Exams {
        @Bean
        JdbcExamStore korrigoExams(KorrigoTables tables, StudentStore students) {
            tables.requireRowsOf(students);
            return new JdbcExamStore(tables.jdbi(), tables.students());
        }

        @Bean
        JdbcExamRegister korrigoExamRegister(KorrigoTables tables) {
            return new JdbcExamRegister(tables.jdbi());
        }

        @Bean
        JdbcDecisionStore korrigoDecisions(KorrigoTables tables) {
            return new JdbcDecisionStore(tables.jdbi(), tables.students());
        }

        @Bean
        JdbcMarkingStore korrigoMarkings(KorrigoTables tables) {
            return new JdbcMarkingStore(tables.jdbi());
        }

        @Bean
        JdbcPaperStore korrigoPapers(KorrigoTables tables) {
            return new JdbcPaperStore(tables.jdbi(), tables.students());
        }

        @Bean
        JdbcRevocationStore korrigoRevocations(KorrigoTables tables) {
            return new JdbcRevocationStore(tables.jdbi());
        }

        /** Of students in Korrigo's own table; whether Korrigo may erase rows of another is for the application to say. */
        @Bean
        @ConditionalOnMissingBean(HostErasure.Records.class)
        @Conditional(WithoutStudentTable.class)
        StudentRecords korrigoRecords(KorrigoTables tables, AuditLog audit) {
            return new StudentRecords(tables.jdbi(), audit);
        }
    }

    /** Accounts of students, where the configuration says how their first passwords are sealed. */
    @Bean
    @ConditionalOnMissingBean(AccountStore.class)
    @Conditional(WithCredentialKey.class)
    JdbcAccountStore korrigoAccounts(KorrigoTables tables) {
        return new JdbcAccountStore(tables.jdbi(), tables.students());
    }

    /** A folder or a key. */
    static final class WithCredentialKey extends AnyNestedCondition {
        WithCredentialKey() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("korrigo.credentials.folder")
        static final class Folder {}

        @ConditionalOnProperty("korrigo.credentials.key")
        static final class Key {}
    }

    /** No table of the application's. */
    static final class WithoutStudentTable extends NoneNestedConditions {
        WithoutStudentTable() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("korrigo.students.table")
        static final class Table {}
    }
}
