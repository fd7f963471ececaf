package io.korrigo.executor.jdbc;

class PostgresCallersTransactionTest extends CallersTransactionRules {
    PostgresCallersTransactionTest() {
        super(TestDatabase.postgres());
    }
}
