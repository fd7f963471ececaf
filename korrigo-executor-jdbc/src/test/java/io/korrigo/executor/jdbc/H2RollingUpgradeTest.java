package io.korrigo.executor.jdbc;

class H2RollingUpgradeTest extends RollingUpgradeRules {
    H2RollingUpgradeTest() {
        super(TestDatabase.h2InMemory());
    }
}
