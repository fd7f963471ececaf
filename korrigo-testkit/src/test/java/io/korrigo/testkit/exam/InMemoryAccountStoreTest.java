package io.korrigo.testkit.exam;

import io.korrigo.exam.AccountStore;

class InMemoryAccountStoreTest extends AccountStoreContract {
    @Override
    protected AccountStore emptyStore() {
        return new InMemoryAccountStore();
    }
}
