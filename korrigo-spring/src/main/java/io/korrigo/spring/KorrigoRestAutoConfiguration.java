package io.korrigo.spring;

import io.korrigo.account.Credentials;
import io.korrigo.account.StudentErasure;
import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.ExamRegister;
import io.korrigo.desk.MarkingStore;
import io.korrigo.desk.RevocationStore;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.Readiness;
import io.korrigo.paper.PaperStore;
import io.korrigo.rest.CallerResolver;
import io.korrigo.rest.KorrigoServlet;
import io.korrigo.rest.RestApi;
import io.korrigo.rest.SignIn;
import io.korrigo.task.TaskExecutor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Korrigo's REST endpoints, for a web application that has the ports; callers are those of the application's own security. */
@AutoConfiguration(after = KorrigoAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(KorrigoServlet.class)
@ConditionalOnBean({TaskExecutor.class, ExamStore.class, BlobStore.class, AuditLog.class})
@ConditionalOnProperty(name = "korrigo.rest.enabled", matchIfMissing = true)
public class KorrigoRestAutoConfiguration {
    /** Whoever the application's security let in. */
    @Bean
    @ConditionalOnMissingBean
    CallerResolver korrigoCallers(KorrigoProperties properties) {
        return new ContainerCallers(properties.rest());
    }

    /** What the endpoints need: of what a host may have, accounts, erasure, a desk and a login, those for which there are beans. */
    @Bean
    @ConditionalOnMissingBean
    RestApi korrigoRestApi(
            TaskExecutor executor,
            ExamStore exams,
            BlobStore blobs,
            AuditLog audit,
            CallerResolver callers,
            ObjectProvider<Credentials> credentials,
            ObjectProvider<StudentErasure> erasure,
            ObjectProvider<RestApi.Desk> desk,
            ObjectProvider<SignIn> signIn,
            ObjectProvider<PlatformTransactionManager> transactions,
            ObjectProvider<DataSource> dataSource,
            KorrigoProperties properties) {
        PlatformTransactionManager manager = transactions.getIfUnique();
        RestApi.Transactions together = manager == null
                ? Runnable::run
                : work -> new TransactionTemplate(manager).executeWithoutResult(status -> work.run());
        Map<String, RestApi.Check> checks = new LinkedHashMap<>();
        dataSource.ifUnique(database -> checks.put("database", () -> Readiness.requireAnswers(database)));
        checks.put("media", () -> Readiness.requireAnswers(blobs));
        KorrigoProperties.Rest rest = properties.rest();
        return new RestApi(
                executor,
                exams,
                blobs,
                audit,
                callers,
                credentials.getIfAvailable(),
                erasure.getIfAvailable(),
                desk.getIfAvailable(),
                signIn.getIfAvailable(),
                together,
                checks,
                RestApi.Limits.USUAL
                        .withCalls(rest.callsPerCaller(), rest.calls())
                        .withTasksOfOne(rest.tasksPerCaller())
                        .withScanBytes(properties.scans().size().toBytes()));
    }

    /** What persons do by REST, of an application with all ports that this takes. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({
        ExamRegister.class,
        DecisionStore.class,
        MarkingStore.class,
        PaperStore.class,
        RevocationStore.class,
        StudentStore.class
    })
    RestApi.Desk korrigoDesk(
            ExamRegister exams,
            DecisionStore decisions,
            MarkingStore markings,
            PaperStore papers,
            RevocationStore revocations,
            StudentStore students) {
        return new RestApi.Desk(exams, decisions, markings, papers, revocations, students);
    }

    /** Below {@code korrigo.rest.path}, with the limits of its uploads. */
    @Bean
    @ConditionalOnMissingBean(name = "korrigoServlet")
    ServletRegistrationBean<KorrigoServlet> korrigoServlet(RestApi api, KorrigoProperties properties) {
        ServletRegistrationBean<KorrigoServlet> servlet = new ServletRegistrationBean<>(
                new KorrigoServlet(api),
                properties.rest().path() + "/api/*",
                properties.rest().path() + "/ui/*");
        servlet.setName("korrigo");
        servlet.setMultipartConfig(KorrigoServlet.multipartConfig(Path.of(System.getProperty("java.io.tmpdir"))));
        return servlet;
    }
}
