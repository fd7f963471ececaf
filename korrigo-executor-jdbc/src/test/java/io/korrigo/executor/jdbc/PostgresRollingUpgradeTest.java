package io.korrigo.executor.jdbc;

class PostgresRollingUpgradeTest extends RollingUpgradeRules {
    PostgresRollingUpgradeTest() {
        super(TestDatabase.postgres());
    }
}
