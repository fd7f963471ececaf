package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class H2PoolTest extends PoolRules {
    H2PoolTest() {
        super(TestDatabase.h2File(), 2);
    }
}
