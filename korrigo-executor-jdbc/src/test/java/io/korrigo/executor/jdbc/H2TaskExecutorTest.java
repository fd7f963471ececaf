package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class H2TaskExecutorTest extends JdbcTaskExecutorRules {
    H2TaskExecutorTest() {
        super(TestDatabase.h2File());
    }
}
