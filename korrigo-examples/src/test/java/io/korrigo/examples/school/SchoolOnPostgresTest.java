package io.korrigo.examples.school;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Tag("slow")
@Tag("native")
class SchoolOnPostgresTest extends SchoolRules {
    private static EmbeddedPostgres database;

    @DynamicPropertySource
    static void start(DynamicPropertyRegistry properties) throws IOException {
        database = EmbeddedPostgres.builder().start();
        properties.add("spring.datasource.url", () -> database.getJdbcUrl("postgres", "postgres"));
        properties.add("spring.datasource.username", () -> "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }
}
