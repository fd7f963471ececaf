package io.korrigo.examples.ports;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.testkit.exam.StudentStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The suite of korrigo-testkit on tables with numbers, foreign keys and schools. */
class NumberedPupilsTest {
    private static final List<String> SCHOOLS = List.of("0750001A", "0130002B");

    abstract static class OnTables extends StudentStoreContract {
        private DataSource database;

        abstract DataSource open();

        @Override
        protected StudentStore emptyStore() {
            database = open();
            new ResourceDatabasePopulator(new ClassPathResource("pupils.sql", NumberedPupils.class)).execute(database);
            SCHOOLS.forEach(school -> JdbcClient.create(database)
                    .sql("insert into schools (code) values (?)")
                    .param(school)
                    .update());
            return new NumberedPupils(database).within(SCHOOLS.get(0));
        }

        @Override
        protected List<StudentStore> parts() {
            return SCHOOLS.stream().map(new NumberedPupils(database)::within).toList();
        }

        @Override
        protected Student kept(Student student) {
            return Student.of(student.id(), student.lastName(), student.firstName(), student.birthDate());
        }

        @Test
        void isNumberedByTheDatabase() {
            StudentStore north = parts().get(0);
            List<Student> stored = Stream.of("k1", "k2")
                    .map(key -> north.upsert(List.of(Student.of(key, "ROUX", "Léo", null)))
                            .get(0))
                    .toList();

            assertThat(stored).extracting(Student::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9]+"));
        }
    }

    @Nested
    class OnH2 extends OnTables {
        @Override
        DataSource open() {
            return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends OnTables {
        private static EmbeddedPostgres server;
        private HikariDataSource pool;

        @BeforeAll
        static void start() throws IOException {
            server = EmbeddedPostgres.builder().start();
        }

        @Override
        DataSource open() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            JdbcClient.create(server.getPostgresDatabase())
                    .sql("create database " + name)
                    .update();
            pool = new HikariDataSource();
            pool.setDataSource(server.getDatabase("postgres", name));
            return pool;
        }

        @AfterEach
        void close() {
            pool.close();
        }

        @AfterAll
        static void stop() throws IOException {
            server.close();
        }
    }
}
