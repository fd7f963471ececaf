package io.korrigo.host.jdbc;

import io.korrigo.exam.Account;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.IssuedAccount;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Accounts and sealed first passwords in two SQL tables.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
public final class JdbcAccountStore implements AccountStore {
    private final Jdbi jdbi;
    private final HeldStudents students;

    /** Beside {@link StudentTable#OWN}. */
    public JdbcAccountStore(Jdbi jdbi) {
        this(jdbi, StudentTable.OWN);
    }

    /** @param students where the students are, in the same database */
    public JdbcAccountStore(Jdbi jdbi, StudentTable students) {
        this.jdbi = jdbi;
        this.students = new HeldStudents(students);
    }

    @Override
    public Set<String> usernames() {
        return strings("select username from korrigo_accounts union select username from korrigo_staff_accounts");
    }

    @Override
    public Set<String> studentsWithAccount() {
        return strings("select student_id from korrigo_accounts");
    }

    private Set<String> strings(String sql) {
        return Storage.call(
                "read the accounts",
                () -> jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).collectIntoSet()));
    }

    @Override
    public Optional<Account> find(String username) {
        return Storage.call(
                "read an account",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select username, student_id, password_hash from korrigo_accounts where username = ?")
                        .bind(0, username)
                        .map((row, context) -> new Account(row.getString(1), row.getString(2), row.getString(3)))
                        .findOne()));
    }

    /** Students who are not there, being erased while somebody hashed their passwords, get none. */
    @Override
    public void create(String batch, Collection<IssuedAccount> accounts, Instant now) {
        if (accounts.isEmpty()) {
            return;
        }
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        Storage.run(
                "store the accounts",
                () -> jdbi.useTransaction(handle -> {
                    PreparedBatch rows = handle.prepareBatch(
                            "insert into korrigo_accounts (username, student_id, password_hash) values (?, ?, ?)");
                    PreparedBatch passwords = handle.prepareBatch(
                            "insert into korrigo_credentials (username, batch, sealed, issued_at) values (?, ?, ?, ?)");
                    Set<String> present = students.hold(
                            handle,
                            accounts.stream()
                                    .map(each -> each.account().studentId())
                                    .toList());
                    for (IssuedAccount each : accounts) {
                        Account account = each.account();
                        if (!present.contains(account.studentId())) {
                            continue;
                        }
                        rows.add(account.username(), account.studentId(), account.passwordHash());
                        passwords.add(account.username(), batch, each.sealedPassword(), at);
                    }
                    rows.execute();
                    passwords.execute();
                }));
    }

    @Override
    public List<IssuedAccount> issued(String batch) {
        return Storage.call(
                "read the sealed passwords",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select a.username, a.student_id, a.password_hash, c.sealed from korrigo_credentials c"
                                        + " join korrigo_accounts a on a.username = c.username where c.batch = ?"
                                        + " order by a.username")
                        .bind(0, batch)
                        .map((row, context) -> new IssuedAccount(
                                new Account(row.getString(1), row.getString(2), row.getString(3)), row.getString(4)))
                        .list()));
    }

    @Override
    public void forgetPasswords(String batch) {
        Storage.run(
                "forget the sealed passwords",
                () -> jdbi.useHandle(
                        handle -> handle.execute("delete from korrigo_credentials where batch = ?", batch)));
    }

    @Override
    public int forgetPasswords(Instant before) {
        return Storage.call(
                "forget the sealed passwords",
                () -> jdbi.withHandle(handle -> handle.execute(
                        "delete from korrigo_credentials where batch in (select batch from korrigo_credentials"
                                + " group by batch having max(issued_at) < ?)",
                        before.atOffset(ZoneOffset.UTC))));
    }

    @Override
    public boolean delete(String studentId) {
        return Storage.call(
                "delete an account",
                () -> jdbi.inTransaction(handle -> {
                    handle.execute(
                            "delete from korrigo_credentials where username in"
                                    + " (select username from korrigo_accounts where student_id = ?)",
                            studentId);
                    return handle.execute("delete from korrigo_accounts where student_id = ?", studentId) > 0;
                }));
    }
}
