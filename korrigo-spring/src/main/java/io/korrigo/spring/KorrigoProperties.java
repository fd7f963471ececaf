package io.korrigo.spring;

import io.korrigo.scan.PileLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a Spring Boot application says of Korrigo in its configuration.
 *
 * @param tasks how tasks are run
 * @param rest the REST endpoints
 * @param scans how much a scan may be
 * @param files where Korrigo keeps files, for an application without a {@code BlobStore}
 * @param credentials the key of first passwords, for an application that gives students accounts
 * @param data Korrigo's tables of exams and what belongs to them, for an application with korrigo-host-jdbc
 * @param students the application's own table of students, for one with korrigo-host-jdbc
 */
@ConfigurationProperties("korrigo")
public record KorrigoProperties(
        @DefaultValue Tasks tasks,
        @DefaultValue Rest rest,
        @DefaultValue Scans scans,
        @DefaultValue Files files,
        @DefaultValue Credentials credentials,
        @DefaultValue Data data,
        @DefaultValue Students students) {
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
     * Scans of exams.
     *
     * @param views the most pictures that one may have, at least 1; an A3 sheet on both sides has two
     * @param size the most bytes that one may have, at least 1; above {@code 50000000B} it comes in parts
     */
    public record Scans(
            @DefaultValue("500") int views,
            @DefaultValue("50000000B") DataSize size) {
        /** @throws IllegalArgumentException when a limit is below 1 */
        public Scans {
            if (views < 1 || size.toBytes() < 1) {
                throw new IllegalArgumentException(
                        "korrigo.scans.views and korrigo.scans.size are at least 1, not " + views + " and " + size);
            }
        }

        PileLimits limits() {
            return new PileLimits(views, size.toBytes());
        }
    }

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

    /**
     * Tables of exams, copies, marks, paper, decisions and accounts.
     *
     * @param createTables whether they are made, and brought up to date, at the start
     */
    public record Data(@DefaultValue("true") boolean createTables) {}

    /**
     * The application's own table of students, in the same database. A column that it doesn't have is named by nothing: {@code
     * korrigo.students.usage-name=}.
     *
     * @param table its name; without one students are in a table of Korrigo's own
     * @param id the column of a text by which the application knows a student
     * @param lastName the column of the family name
     * @param usageName the column of the name used in daily life
     * @param firstName the column of all first names
     * @param birthDate the column of the birth date
     * @param email the column of the address
     * @param className the column of the class
     * @param group the column of the teaching group
     * @param ine the column of the national student number
     * @param roster a query for the ids of an exam's students, with one ? for the exam's id; without one every student may have
     *     written every exam
     * @param scope the column of the part to which a student belongs, such as a school among many; without one all are one
     */
    public record Students(
            @Nullable String table,
            @DefaultValue("id") String id,
            @DefaultValue("last_name") String lastName,
            @DefaultValue("usage_name") String usageName,
            @DefaultValue("first_name") String firstName,
            @DefaultValue("birth_date") String birthDate,
            @DefaultValue("email") String email,
            @DefaultValue("class_name") String className,
            @DefaultValue("group_name") String group,
            @DefaultValue("ine") String ine,
            @Nullable String roster,
            @Nullable String scope) {}
}
