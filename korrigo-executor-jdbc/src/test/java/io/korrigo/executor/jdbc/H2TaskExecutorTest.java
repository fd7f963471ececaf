package io.korrigo.executor.jdbc;

class H2TaskExecutorTest extends JdbcTaskExecutorRules {
    H2TaskExecutorTest() {
        super(TestDatabase.h2File());
    }
}
