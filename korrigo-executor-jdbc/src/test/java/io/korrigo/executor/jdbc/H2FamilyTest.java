package io.korrigo.executor.jdbc;

class H2FamilyTest extends FamilyRules {
    H2FamilyTest() {
        super(TestDatabase.h2InMemory());
    }
}
