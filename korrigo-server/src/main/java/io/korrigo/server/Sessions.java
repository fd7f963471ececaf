package io.korrigo.server;

import io.korrigo.InvalidInputException;
import io.korrigo.account.PasswordHasher;
import io.korrigo.exam.AuditLog;
import io.korrigo.host.jdbc.Storage;
import io.korrigo.rest.Caller;
import io.korrigo.rest.CallerResolver;
import io.korrigo.rest.Role;
import io.korrigo.rest.SignIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of people who use a browser: by an account, or by an access token. The database
 * holds the SHA-256 of a session's secret only; whoever comes with a token instead is known by {@link AccessTokens}.
 *
 * <p><b>Threads:</b> safe for concurrent use. Two passwords are compared at once at most, at 19 MiB each.
 */
final class Sessions implements CallerResolver, SignIn {
    /** A working day and a long one: at the next day's begin one signs in again. */
    static final Duration LASTS = Duration.ofHours(12);

    private final Jdbi jdbi;
    private final AccessTokens tokens;
    private final SignInAccounts accounts;
    private final PasswordHasher hasher;
    private final AuditLog audit;
    private final Clock clock;
    private final SignInAttempts attempts;
    private final Semaphore comparing = new Semaphore(2);
    /** Compared with where there is no account, so that names can't be found out by the time it takes. */
    private final String nobodysHash;

    Sessions(
            Jdbi jdbi,
            AccessTokens tokens,
            SignInAccounts accounts,
            PasswordHasher hasher,
            AuditLog audit,
            Clock clock) {
        this.jdbi = jdbi;
        this.tokens = tokens;
        this.accounts = accounts;
        this.hasher = hasher;
        this.audit = audit;
        this.clock = clock;
        this.attempts = new SignInAttempts(clock);
        this.nobodysHash = hasher.hash(Secrets.generate());
    }

    @Override
    public Optional<Session> byPassword(String username, String password, String address) throws TooOften {
        Optional<SignInAccounts.Known> known = proven(username, password, address);
        if (known.isEmpty()) {
            audit.record(AuditLog.Event.LOGIN, "anonymous", "", "refused");
        }
        return known.flatMap(
                account -> open(caller(account.entry()), account.entry().studentId()));
    }

    /** The account, if the password is its own. */
    private Optional<SignInAccounts.Known> proven(String username, String password, String address) throws TooOften {
        String name = username.strip().toLowerCase(Locale.ROOT);
        attempts.begin(name, address);
        Optional<SignInAccounts.Known> known = accounts.find(name);
        boolean right;
        comparing.acquireUninterruptibly();
        try {
            right = hasher.verify(
                    password, known.map(SignInAccounts.Known::passwordHash).orElse(nobodysHash));
        } finally {
            comparing.release();
        }
        if (!right || known.isEmpty()) {
            return Optional.empty();
        }
        attempts.succeeded(name, address);
        return known;
    }

    private static Caller caller(Accounts.Entry account) {
        if (account.provisional()) {
            return Caller.bySession(account.username(), Set.of());
        }
        return account.studentId() != null
                ? Caller.student(account.username(), account.studentId(), true)
                : Caller.bySession(account.username(), Set.of(account.role()));
    }

    @Override
    public Optional<Session> byToken(String token) {
        // 256 random bits can't be tried out: no attempt is counted.
        return tokens.caller(token).flatMap(caller -> open(Caller.bySession(caller.name(), caller.roles()), null));
    }

    @Override
    public boolean isProvisional(String username) {
        return accounts.find(username).map(known -> known.entry().provisional()).orElse(false);
    }

    @Override
    public Optional<Session> changePassword(Caller caller, String current, String next, String address)
            throws TooOften {
        if (accounts.find(caller.name()).isEmpty()) {
            throw new InvalidInputException("You have no password here: you signed in by a token");
        }
        NewPassword.check(next, caller.name(), current);
        Optional<SignInAccounts.Known> known = proven(caller.name(), current, address);
        if (known.isEmpty() || !accounts.setPassword(caller.name(), next, false, caller.name(), "password changed")) {
            return Optional.empty();
        }
        Accounts.Entry entry = known.get().entry();
        String student = entry.studentId();
        return open(caller(new Accounts.Entry(entry.username(), entry.role(), student, false)), student);
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    /**
     * @param student whose account it is, or null
     * @return empty where the student's account is gone meanwhile
     */
    private Optional<Session> open(Caller caller, @Nullable String student) {
        String secret = Secrets.generate();
        Instant now = clock.instant();
        Instant expires = now.plus(LASTS);
        String roles = caller.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","));
        boolean opened = Storage.call(
                "open a session",
                () -> jdbi.inTransaction(handle -> {
                    if (student != null && !holdsAccount(handle, student)) {
                        return false;
                    }
                    handle.execute("delete from korrigo_sessions where expires_at < ?", now.atOffset(ZoneOffset.UTC));
                    handle.execute(
                            "insert into korrigo_sessions (sha256, name, roles, student_id, expires_at)"
                                    + " values (?, ?, ?, ?, ?)",
                            Secrets.sha256(secret),
                            caller.name(),
                            roles,
                            caller.studentId(),
                            expires.atOffset(ZoneOffset.UTC));
                    audit.record(AuditLog.Event.LOGIN, caller.name(), "", "signed in");
                    return true;
                }));
        return opened ? Optional.of(new Session(secret, caller, expires)) : Optional.empty();
    }

    /** Keeps an erasure waiting until the session is there to be removed, or waits for it and finds no account. */
    private static boolean holdsAccount(Handle handle, String studentId) {
        return handle.createQuery("select username from korrigo_accounts where student_id = ? for update")
                .bind(0, studentId)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    @Override
    public void end(String secret) {
        Storage.run(
                "end a session",
                () -> jdbi.useHandle(handle ->
                        handle.execute("delete from korrigo_sessions where sha256 = ?", Secrets.sha256(secret))));
    }

    /** A token goes before a cookie: whoever sends one means it. */
    @Override
    public Optional<Caller> resolve(HttpServletRequest request) {
        if (request.getHeader("Authorization") != null) {
            return tokens.resolve(request);
        }
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .findFirst()
                        .flatMap(cookie -> session(cookie.getValue()));
    }

    private Optional<Caller> session(String secret) {
        return Storage.call(
                "look for a session",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select name, roles, student_id from korrigo_sessions where sha256 = ? and expires_at > ?")
                        .bind(0, Secrets.sha256(secret))
                        .bind(1, clock.instant().atOffset(ZoneOffset.UTC))
                        .map((row, context) -> new Caller(
                                row.getString("name"),
                                roles(row.getString("roles")),
                                true,
                                row.getString("student_id")))
                        .findOne()));
    }

    private static Set<Role> roles(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(",")).map(Role::valueOf).collect(Collectors.toSet());
    }
}
