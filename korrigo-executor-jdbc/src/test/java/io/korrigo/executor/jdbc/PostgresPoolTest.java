package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("native")
class PostgresPoolTest extends PoolRules {
    PostgresPoolTest() {
        super(TestDatabase.postgres(), 3);
    }
}
