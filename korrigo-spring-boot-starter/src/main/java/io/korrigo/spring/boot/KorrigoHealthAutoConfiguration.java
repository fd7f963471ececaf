package io.korrigo.spring.boot;

import io.korrigo.spring.KorrigoAutoConfiguration;
import io.korrigo.spring.SpringTaskExecutor;
import io.korrigo.task.TaskId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Korrigo among what the application's health says: tasks are taken and their store answers. */
@AutoConfiguration(after = KorrigoAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(SpringTaskExecutor.class)
public class KorrigoHealthAutoConfiguration {
    /** {@code korrigo}; put it into the readiness group, not into liveness: a database that is away is no reason to be restarted. */
    @Bean
    @ConditionalOnMissingBean(name = "korrigoHealthIndicator")
    HealthIndicator korrigoHealthIndicator(SpringTaskExecutor executor) {
        return () -> {
            try {
                executor.store().find(TaskId.random());
            } catch (RuntimeException failure) {
                return Health.down(failure).build();
            }
            return (executor.isRunning() ? Health.up() : Health.outOfService()).build();
        };
    }
}
