package io.korrigo.executor.jdbc;

class PostgresTaskExecutorTest extends JdbcTaskExecutorRules {
    PostgresTaskExecutorTest() {
        super(TestDatabase.postgres());
    }
}
