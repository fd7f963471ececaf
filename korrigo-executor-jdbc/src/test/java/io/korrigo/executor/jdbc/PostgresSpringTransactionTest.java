package io.korrigo.executor.jdbc;

class PostgresSpringTransactionTest extends SpringTransactionRules {
    PostgresSpringTransactionTest() {
        super(TestDatabase.postgres());
    }
}
