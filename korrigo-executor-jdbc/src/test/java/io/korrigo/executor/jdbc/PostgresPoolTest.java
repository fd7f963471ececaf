package io.korrigo.executor.jdbc;

class PostgresPoolTest extends PoolRules {
    PostgresPoolTest() {
        super(TestDatabase.postgres(), 3);
    }
}
