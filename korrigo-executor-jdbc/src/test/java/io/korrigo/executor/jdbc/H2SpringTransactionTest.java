package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class H2SpringTransactionTest extends SpringTransactionRules {
    H2SpringTransactionTest() {
        super(TestDatabase.h2File());
    }
}
