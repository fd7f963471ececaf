package io.korrigo.server;

import io.korrigo.exam.AuditLog;
import io.korrigo.host.jdbc.Storage;
import io.korrigo.rest.Caller;
import io.korrigo.rest.CallerResolver;
import io.korrigo.rest.Role;
import io.korrigo.rest.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Callers known by a bearer token, of which the database holds the SHA-256 only.
 *
 * <p>A token is 32 random bytes, so its plain hash can't be searched; no salt or slow hash is needed. The first eight digits of
 * the hash name it.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> {@link io.korrigo.UnavailableException} when the database doesn't answer.
 */
public final class AccessTokens implements CallerResolver, SignIn.Tokens {
    private static final String SCHEME = "Bearer ";

    private final Jdbi jdbi;
    private final AuditLog audit;
    private final Clock clock;

    /** @param audit writes to the same database */
    AccessTokens(Jdbi jdbi, AuditLog audit, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether nobody has a token yet. */
    boolean isEmpty() {
        return list().isEmpty();
    }

    /** Makes a new token for a user that holds until it is revoked; nothing but its hash is kept. */
    public String issue(String name, Role role) {
        return issue(name, role, null, name);
    }

    /**
     * Makes a new token for a user; nothing but its hash is kept.
     *
     * @param lasts how long it holds, or null for as long as it isn't revoked
     * @param actor who issues it, for the audit log
     */
    @Override
    public String issue(String name, Role role, @Nullable Duration lasts, String actor) {
        String token = Secrets.generate();
        String hash = Secrets.sha256(token);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        OffsetDateTime expires = lasts == null ? null : now.plus(lasts);
        Storage.run(
                "issue a token",
                () -> jdbi.useTransaction(handle -> {
                    handle.execute(
                            "insert into korrigo_tokens (sha256, name, role, issued_at, expires_at)"
                                    + " values (?, ?, ?, ?, cast(? as timestamp with time zone))",
                            hash,
                            name,
                            role.name(),
                            now,
                            expires);
                    audit.record(
                            AuditLog.Event.TOKEN,
                            actor,
                            id(hash),
                            "issued for a " + role.name().toLowerCase(Locale.ROOT)
                                    + (expires == null ? "" : " until " + expires));
                }));
        return token;
    }

    /** All tokens, by user. */
    @Override
    public List<Issued> list() {
        return Storage.call(
                "list the tokens",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select sha256, name, role, issued_at, expires_at from korrigo_tokens order by name, sha256")
                        .map((row, context) -> new Issued(
                                id(row.getString("sha256")),
                                row.getString("name"),
                                Role.valueOf(row.getString("role")),
                                instant(row.getObject("issued_at", OffsetDateTime.class)),
                                instant(row.getObject("expires_at", OffsetDateTime.class))))
                        .list()));
    }

    /**
     * Ends a token; from the next call on it opens nothing.
     *
     * @param actor who revokes it, for the audit log
     * @return false when there is none of this id
     */
    @Override
    public boolean revoke(String id, String actor) {
        return Storage.call(
                "revoke a token",
                () -> jdbi.inTransaction(handle -> {
                    if (id.matches("[0-9a-f]{8}")) {
                        // What the token opened ends with it.
                        handle.execute(
                                "delete from korrigo_sessions where name in"
                                        + " (select name from korrigo_tokens where sha256 like ?)",
                                id + "%");
                    }
                    if (!id.matches("[0-9a-f]{8}")
                            || handle.execute("delete from korrigo_tokens where sha256 like ?", id + "%") == 0) {
                        return false;
                    }
                    audit.record(AuditLog.Event.TOKEN, actor, id, "revoked");
                    return true;
                }));
    }

    @Override
    public Optional<Caller> resolve(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return caller(header.substring(SCHEME.length()).strip());
    }

    /** Whose token this is, if it is one and holds. */
    Optional<Caller> caller(String token) {
        String hash = Secrets.sha256(token);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return Storage.call(
                "look for a token",
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select name, role from korrigo_tokens where sha256 = ?"
                                        + " and (expires_at is null or expires_at > ?)")
                        .bind(0, hash)
                        .bind(1, now)
                        .map((row, context) ->
                                new Caller(row.getString("name"), Set.of(Role.valueOf(row.getString("role"))), false))
                        .findOne()));
    }

    private static String id(String hash) {
        return hash.substring(0, 8);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
