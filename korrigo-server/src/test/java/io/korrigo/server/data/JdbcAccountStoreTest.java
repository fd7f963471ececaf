package io.korrigo.server.data;

import io.korrigo.exam.AccountStore;
import io.korrigo.testkit.exam.AccountStoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class JdbcAccountStoreTest {
    @Nested
    class OnH2 extends AccountStoreContract {
        @Override
        protected AccountStore emptyStore() {
            return new JdbcAccountStore(Databases.h2());
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends AccountStoreContract {
        @Override
        protected AccountStore emptyStore() {
            return new JdbcAccountStore(Databases.postgres());
        }
    }
}
