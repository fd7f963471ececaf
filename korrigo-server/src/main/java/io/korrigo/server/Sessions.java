package io.korrigo.server;

import io.korrigo.account.PasswordHasher;
import io.korrigo.exam.Account;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.AuditLog;
import io.korrigo.rest.Caller;
import io.korrigo.rest.CallerResolver;
import io.korrigo.rest.Role;
import io.korrigo.rest.SignIn;
import io.korrigo.server.data.Storage;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Sessions of people who use a browser: students by the accounts that imports make, others by their access token. The database
 * holds the SHA-256 of a session's secret only; whoever comes with a token instead is known by {@link AccessTokens}.
 *
 * <p><b>Threads:</b> safe for concurrent use. Two passwords are compared at once at most, at 19 MiB each.
 */
final class Sessions implements CallerResolver, SignIn {
    /** A working day and a long one: at the next day's begin one signs in again. */
    static final Duration LASTS = Duration.ofHours(12);

    private final Jdbi jdbi;
    private final AccessTokens tokens;
    private final AccountStore accounts;
    private final PasswordHasher hasher;
    private final AuditLog audit;
    private final Clock clock;
    private final SignInAttempts attempts;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore comparing = new Semaphore(2);
    /** Compared with where there is no account, so that names can't be found out by the time it takes. */
    private final String nobodysHash;

    Sessions(
            Jdbi jdbi, AccessTokens tokens, AccountStore accounts, PasswordHasher hasher, AuditLog audit, Clock clock) {
        this.jdbi = jdbi;
        this.tokens = tokens;
        this.accounts = accounts;
        this.hasher = hasher;
        this.audit = audit;
        this.clock = clock;
        this.attempts = new SignInAttempts(clock);
        this.nobodysHash = hasher.hash(secret());
    }

    @Override
    public Optional<Session> byPassword(String username, String password) throws TooOften {
        String name = username.strip().toLowerCase(Locale.ROOT);
        attempts.begin(name);
        Optional<Account> account = accounts.find(name);
        boolean right;
        comparing.acquireUninterruptibly();
        try {
            right = hasher.verify(password, account.map(Account::passwordHash).orElse(nobodysHash))
                    && account.isPresent();
        } finally {
            comparing.release();
        }
        if (!right) {
            audit.record(AuditLog.Event.LOGIN, "anonymous", "", "refused");
            return Optional.empty();
        }
        attempts.succeeded(name);
        return Optional.of(open(Caller.bySession(name, Set.of())));
    }

    @Override
    public Optional<Session> byToken(String token) {
        // 256 random bits can't be tried out: no attempt is counted.
        return tokens.caller(token).map(caller -> open(Caller.bySession(caller.name(), caller.roles())));
    }

    private Session open(Caller caller) {
        String secret = secret();
        Instant now = clock.instant();
        Instant expires = now.plus(LASTS);
        String roles = caller.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","));
        Storage.run(
                "open a session",
                () -> jdbi.useTransaction(handle -> {
                    handle.execute("delete from korrigo_sessions where expires_at < ?", now.atOffset(ZoneOffset.UTC));
                    handle.execute(
                            "insert into korrigo_sessions (sha256, name, roles, expires_at) values (?, ?, ?, ?)",
                            sha256(secret),
                            caller.name(),
                            roles,
                            expires.atOffset(ZoneOffset.UTC));
                    audit.record(AuditLog.Event.LOGIN, caller.name(), "", "signed in");
                }));
        return new Session(secret, caller, expires);
    }

    @Override
    public void end(String secret) {
        Storage.run(
                "end a session",
                () -> jdbi.useHandle(
                        handle -> handle.execute("delete from korrigo_sessions where sha256 = ?", sha256(secret))));
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
                                "select name, roles from korrigo_sessions where sha256 = ? and expires_at > ?")
                        .bind(0, sha256(secret))
                        .bind(1, clock.instant().atOffset(ZoneOffset.UTC))
                        .map((row, context) -> Caller.bySession(row.getString("name"), roles(row.getString("roles"))))
                        .findOne()));
    }

    private static Set<Role> roles(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(",")).map(Role::valueOf).collect(Collectors.toSet());
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
