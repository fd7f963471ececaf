package io.korrigo.spring;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.rest.CallerResolver;
import io.korrigo.rest.KorrigoServlet;
import io.korrigo.rest.RestApi;
import io.korrigo.task.TaskExecutor;
import java.nio.file.Path;
import java.util.Map;
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

    /** What the endpoints need; an application's own also gives them accounts and erasure. */
    @Bean
    @ConditionalOnMissingBean
    RestApi korrigoRestApi(
            TaskExecutor executor,
            ExamStore exams,
            BlobStore blobs,
            AuditLog audit,
            CallerResolver callers,
            ObjectProvider<PlatformTransactionManager> transactions) {
        PlatformTransactionManager manager = transactions.getIfUnique();
        RestApi.Transactions together = manager == null
                ? Runnable::run
                : work -> new TransactionTemplate(manager).executeWithoutResult(status -> work.run());
        return new RestApi(executor, exams, blobs, audit, callers, null, null, together, Map.of());
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
