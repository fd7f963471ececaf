package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("native")
class PostgresSchemaTest extends SchemaRules {
    PostgresSchemaTest() {
        super(TestDatabase.postgres(), "postgresql-");
    }
}
