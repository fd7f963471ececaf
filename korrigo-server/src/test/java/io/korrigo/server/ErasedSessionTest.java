package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.account.PasswordHasher;
import io.korrigo.exam.Account;
import io.korrigo.exam.IssuedAccount;
import io.korrigo.exam.Student;
import io.korrigo.host.jdbc.JdbcAccountStore;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.Schema;
import io.korrigo.host.jdbc.StudentRecords;
import io.korrigo.rest.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of students who are erased; those of a first password name them by user name only. */
class ErasedSessionTest {
    private final Jdbi jdbi = Jdbi.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    private final JdbcAuditLog audit = new JdbcAuditLog(jdbi, Clock.systemUTC());
    private Runnable comparing = () -> {};

    /** Every password is right, once it was compared. */
    private final PasswordHasher hasher = new PasswordHasher() {
        @Override
        public String hash(String password) {
            return "hash";
        }

        @Override
        public boolean verify(String password, String hash) {
            comparing.run();
            return true;
        }
    };

    @BeforeEach
    void fill() {
        Schema.apply(jdbi);
        new JdbcStudentStore(jdbi).upsert(List.of(Student.of("s1", "DUBOSC", "Zoé", null)));
        new JdbcAccountStore(jdbi)
                .create(
                        "batch",
                        List.of(new IssuedAccount(new Account("zoe.dubosc", "s1", "hash"), "sealed")),
                        Instant.EPOCH);
    }

    private Sessions sessions() {
        AccessTokens tokens = new AccessTokens(jdbi, audit, Clock.systemUTC());
        return new Sessions(jdbi, tokens, new SignInAccounts(jdbi, hasher, audit), hasher, audit, Clock.systemUTC());
    }

    private void erase() {
        new StudentRecords(jdbi, audit).remove("s1", "head", List.of(), 0);
    }

    private long kept() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from korrigo_sessions")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void endWithTheErasure() throws Exception {
        Sessions sessions = sessions();
        assertThat(sessions.byPassword("zoe.dubosc", "first", "10.0.0.1")).isPresent();
        assertThat(sessions.changePassword(
                        Caller.bySession("zoe.dubosc", Set.of()), "first", "a long word of her own", "10.0.0.1"))
                .isPresent();
        assertThat(sessions.byPassword("zoe.dubosc", "own", "10.0.0.1")).isPresent();
        assertThat(kept()).isPositive();

        erase();

        assertThat(kept()).isZero();
    }

    @Test
    void openForNobodyWhoIsErasedWhileThePasswordIsCompared() throws Exception {
        comparing = this::erase;

        assertThat(sessions().byPassword("zoe.dubosc", "first", "10.0.0.1")).isEmpty();

        assertThat(kept()).isZero();
    }
}
