package io.korrigo.executor.jdbc;

class PostgresSchemaTest extends SchemaRules {
    PostgresSchemaTest() {
        super(TestDatabase.postgres(), "postgresql-");
    }
}
