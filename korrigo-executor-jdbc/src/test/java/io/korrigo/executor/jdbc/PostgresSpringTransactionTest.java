package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("native")
class PostgresSpringTransactionTest extends SpringTransactionRules {
    PostgresSpringTransactionTest() {
        super(TestDatabase.postgres());
    }
}
