package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class H2LostAndOldTaskTest extends LostAndOldTaskRules {
    H2LostAndOldTaskTest() {
        super(TestDatabase.h2File());
    }
}
