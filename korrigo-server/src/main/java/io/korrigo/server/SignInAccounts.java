package io.korrigo.server;

import io.korrigo.InvalidInputException;
import io.korrigo.account.PasswordHasher;
import io.korrigo.account.Passwords;
import io.korrigo.exam.AuditLog;
import io.korrigo.host.jdbc.Storage;
import io.korrigo.rest.Role;
import io.korrigo.rest.SignIn;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's accounts in the server's tables: those that imports make for students, and those of teachers and administrators. A
 * name is one account's only.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes.
 */
final class SignInAccounts implements SignIn.Accounts {
    /** What exams name as teacher, and imports as user name; no blanks, so that it is read as it was meant. */
    private static final Pattern USERNAME =
            Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{N}._@+'-]{1,149}");

    private static final int SHOWN = 100;

    private static final String ALL =
            "(select username, role, cast(null as varchar(64)) as student_id, password_hash, provisional"
                    + " from korrigo_staff_accounts union all"
                    + " select username, 'STUDENT', student_id, password_hash, provisional from korrigo_accounts) everybody";

    private final Jdbi jdbi;
    private final PasswordHasher hasher;
    private final AuditLog audit;
    private final SecureRandom random = new SecureRandom();

    /** @param audit writes to the same database */
    SignInAccounts(Jdbi jdbi, PasswordHasher hasher, AuditLog audit) {
        this.jdbi = jdbi;
        this.hasher = hasher;
        this.audit = audit;
    }

    /** An account with what a password is compared with. */
    record Known(Entry entry, String passwordHash) {
        @Override
        public String toString() {
            return "Known[" + entry.role() + "]";
        }
    }

    /** The account of that name; a teacher's, should a student have got the same one at the same instant. */
    Optional<Known> find(String username) {
        return Storage.call(
                "look for an account",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select * from " + ALL + " where username = ? order by student_id nulls first")
                        .bind(0, username)
                        .map((row, context) -> new Known(
                                entry(
                                        row.getString("username"),
                                        row.getString("role"),
                                        row.getString("student_id"),
                                        row.getBoolean("provisional")),
                                row.getString("password_hash")))
                        .findFirst()));
    }

    private static Entry entry(String username, String role, @Nullable String studentId, boolean provisional) {
        return new Entry(username, Role.valueOf(role), studentId, provisional);
    }

    @Override
    public List<Entry> list(String beginning) {
        return Storage.call(
                "list the accounts",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select * from " + ALL + " where username like ? escape '!' order by username"
                                        + " fetch first " + SHOWN + " rows only")
                        .bind(0, prefix(beginning))
                        .map((row, context) -> entry(
                                row.getString("username"),
                                row.getString("role"),
                                row.getString("student_id"),
                                row.getBoolean("provisional")))
                        .list()));
    }

    @Override
    public int count(String beginning) {
        return Storage.call(
                "count the accounts",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select count(*) from " + ALL + " where username like ? escape '!'")
                        .bind(0, prefix(beginning))
                        .mapTo(Integer.class)
                        .one()));
    }

    private static String prefix(String beginning) {
        return beginning.replaceAll("[!%_]", "!$0") + "%";
    }

    @Override
    public Optional<String> create(String username, Role role, String actor) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        if (!USERNAME.matcher(name).matches()) {
            throw new InvalidInputException(
                    "A user name has 2 to 150 letters, digits and signs of . _ - @ + ' and begins with a letter or a digit");
        }
        String password = Passwords.generate(random);
        String hash = hasher.hash(password);
        try {
            boolean made = Storage.call(
                    "make an account",
                    () -> jdbi.inTransaction(handle -> {
                        if (find(name).isPresent()) {
                            return false;
                        }
                        handle.execute(
                                "insert into korrigo_staff_accounts (username, role, password_hash, provisional)"
                                        + " values (?, ?, ?, true)",
                                name,
                                role.name(),
                                hash);
                        audit.record(
                                AuditLog.Event.ACCOUNT,
                                actor,
                                name,
                                "made for a " + role.name().toLowerCase(Locale.ROOT));
                        return true;
                    }));
            return made ? Optional.of(password) : Optional.empty();
        } catch (RuntimeException failure) {
            if (Storage.isUniqueViolation(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public Optional<String> reset(String username, String actor) {
        String password = Passwords.generate(random);
        return setPassword(username, password, true, actor, "password reset")
                ? Optional.of(password)
                : Optional.empty();
    }

    /** Changes a password, forgets the one that was to be handed out, and ends the account's sessions; false without such an account. */
    boolean setPassword(String username, String password, boolean provisional, String actor, String what) {
        String hash = hasher.hash(password);
        return Storage.call(
                "change a password",
                () -> jdbi.inTransaction(handle -> {
                    Optional<Known> known = find(username);
                    if (known.isEmpty()) {
                        return false;
                    }
                    String student = known.get().entry().studentId();
                    handle.execute(
                            "update " + (student == null ? "korrigo_staff_accounts" : "korrigo_accounts")
                                    + " set password_hash = ?, provisional = ? where username = ?",
                            hash,
                            provisional,
                            username);
                    handle.execute("delete from korrigo_credentials where username = ?", username);
                    endSessions(handle, username);
                    audit.record(AuditLog.Event.ACCOUNT, actor, student == null ? username : student, what);
                    return true;
                }));
    }

    @Override
    public boolean remove(String username, String actor) {
        return Storage.call(
                "remove an account",
                () -> jdbi.inTransaction(handle -> {
                    if (handle.execute("delete from korrigo_staff_accounts where username = ?", username) == 0) {
                        return false;
                    }
                    endSessions(handle, username);
                    audit.record(AuditLog.Event.ACCOUNT, actor, username, "removed");
                    return true;
                }));
    }

    private static void endSessions(Handle handle, String username) {
        handle.execute("delete from korrigo_sessions where name = ?", username);
    }
}
