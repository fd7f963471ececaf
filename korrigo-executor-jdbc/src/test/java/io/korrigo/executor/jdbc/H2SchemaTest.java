package io.korrigo.executor.jdbc;

class H2SchemaTest extends SchemaRules {
    H2SchemaTest() {
        super(TestDatabase.h2InMemory(), "h2-");
    }
}
