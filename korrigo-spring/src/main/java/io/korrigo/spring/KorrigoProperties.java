package io.korrigo.spring;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a Spring Boot application says of Korrigo in its configuration.
 *
 * @param tasks how tasks are run
 * @param rest the REST endpoints
 * @param files where Korrigo keeps files, for an application without a {@code BlobStore}
 * @param credentials the key of first passwords, for an application with an {@code AccountStore}
 */
@ConfigurationProperties("korrigo")
public record KorrigoProperties(
        @DefaultValue Tasks tasks,
        @DefaultValue Rest rest,
        @DefaultValue Files files,
        @DefaultValue Credentials credentials) {
    /**
     * How tasks are run.
     *
     * @param workers how many tasks this node runs at once; as many as processors unless told; 0 leaves them to other nodes
     * @param queueLimit how many tasks may wait on all nodes
     * @param retention how long ended tasks can be asked for
     * @param patience how long tasks may go on once the application stops
     * @param createTables whether the executor's tables are made, and brought up to date, at the start; false where Flyway or
     *     Liquibase does it
     * @param cleanUp whether files that nothing names any more are looked for at the start and once a day
     */
    public record Tasks(
            @Nullable Integer workers,
            @DefaultValue("10000") int queueLimit,
            @DefaultValue("7d") Duration retention,
            @DefaultValue("20s") Duration patience,
            @DefaultValue("true") boolean createTables,
            @DefaultValue("true") boolean cleanUp) {}

    /**
     * The REST endpoints.
     *
     * @param enabled whether they are there at all
     * @param path what stands before their {@code /api/}; empty for none
     * @param adminRole the host's role of those who may do everything
     * @param teacherRole the host's role of teachers
     * @param calls how many calls are answered at once
     * @param callsPerCaller how many calls of one caller are answered at once
     * @param tasksPerCaller how many tasks of one caller may wait
     */
    public record Rest(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("/korrigo") String path,
            @DefaultValue("ADMIN") String adminRole,
            @DefaultValue("TEACHER") String teacherRole,
            @DefaultValue("100") int calls,
            @DefaultValue("16") int callsPerCaller,
            @DefaultValue("1000") int tasksPerCaller) {}

    /**
     * Files.
     *
     * @param folder where they are, created for its owner alone; without one the application has a {@code BlobStore} of its own
     */
    public record Files(@Nullable Path folder) {}

    /**
     * First passwords.
     *
     * @param key Base64 of 32 bytes that seal them
     * @param folder of a file with such a key, made where there is none; used where no key is given
     */
    public record Credentials(
            @Nullable String key, @Nullable Path folder) {
        /** Keeps the key out of logs. */
        @Override
        public String toString() {
            return "Credentials[" + folder + "]";
        }
    }
}
