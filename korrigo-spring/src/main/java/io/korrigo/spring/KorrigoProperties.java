package io.korrigo.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a Spring Boot application says of Korrigo in its configuration.
 *
 * @param tasks how tasks are run
 * @param rest the REST endpoints
 */
@ConfigurationProperties("korrigo")
public record KorrigoProperties(
        @DefaultValue Tasks tasks, @DefaultValue Rest rest) {
    /**
     * How tasks are run.
     *
     * @param workers how many tasks this node runs at once; as many as processors unless told
     * @param queueLimit how many tasks may wait on all nodes
     * @param retention how long ended tasks can be asked for
     * @param patience how long tasks may go on once the application stops
     * @param createTables whether the executor's tables are made, and brought up to date, at the start; false where Flyway or
     *     Liquibase does it
     */
    public record Tasks(
            @Nullable Integer workers,
            @DefaultValue("10000") int queueLimit,
            @DefaultValue("7d") Duration retention,
            @DefaultValue("20s") Duration patience,
            @DefaultValue("true") boolean createTables) {}

    /**
     * The REST endpoints.
     *
     * @param enabled whether they are there at all
     * @param path what stands before their {@code /api/}; empty for none
     * @param adminRole the host's role of those who may do everything
     * @param teacherRole the host's role of teachers
     */
    public record Rest(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("/korrigo") String path,
            @DefaultValue("ADMIN") String adminRole,
            @DefaultValue("TEACHER") String teacherRole) {}
}
