package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("native")
class PostgresCallersTransactionTest extends CallersTransactionRules {
    PostgresCallersTransactionTest() {
        super(TestDatabase.postgres());
    }
}
