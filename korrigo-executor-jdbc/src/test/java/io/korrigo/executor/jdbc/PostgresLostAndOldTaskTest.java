package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("native")
class PostgresLostAndOldTaskTest extends LostAndOldTaskRules {
    PostgresLostAndOldTaskTest() {
        super(TestDatabase.postgres());
    }
}
