package io.korrigo.executor.jdbc;

class H2SpringTransactionTest extends SpringTransactionRules {
    H2SpringTransactionTest() {
        super(TestDatabase.h2File());
    }
}
