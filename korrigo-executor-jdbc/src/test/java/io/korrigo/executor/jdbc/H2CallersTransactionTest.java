package io.korrigo.executor.jdbc;

class H2CallersTransactionTest extends CallersTransactionRules {
    H2CallersTransactionTest() {
        super(TestDatabase.h2File());
    }
}
