package io.korrigo.executor.jdbc;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class H2CallersTransactionTest extends CallersTransactionRules {
    H2CallersTransactionTest() {
        super(TestDatabase.h2File());
    }
}
