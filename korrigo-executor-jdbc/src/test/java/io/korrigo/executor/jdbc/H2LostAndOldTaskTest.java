package io.korrigo.executor.jdbc;

class H2LostAndOldTaskTest extends LostAndOldTaskRules {
    H2LostAndOldTaskTest() {
        super(TestDatabase.h2File());
    }
}
