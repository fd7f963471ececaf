package io.korrigo.executor.jdbc;

class PostgresLostAndOldTaskTest extends LostAndOldTaskRules {
    PostgresLostAndOldTaskTest() {
        super(TestDatabase.postgres());
    }
}
