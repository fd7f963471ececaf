package io.korrigo.executor.jdbc;

class H2PoolTest extends PoolRules {
    H2PoolTest() {
        super(TestDatabase.h2File(), 2);
    }
}
