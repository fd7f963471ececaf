package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("native")
class PostgresRollingUpgradeTest extends RollingUpgradeRules {
    PostgresRollingUpgradeTest() {
        super(TestDatabase.postgres());
    }
}
