package io.korrigo.server;

import io.korrigo.rest.Caller;
import io.korrigo.rest.CallerResolver;
import io.korrigo.rest.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * Callers known by a bearer token, of which the database holds the SHA-256 only.
 *
 * <p>A token is 32 random bytes, so its plain hash can't be searched; no salt or slow hash is needed.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class AccessTokens implements CallerResolver {
    private static final String SCHEME = "Bearer ";

    private final Jdbi jdbi;
    private final SecureRandom random = new SecureRandom();

    AccessTokens(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether nobody has a token yet. */
    boolean isEmpty() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from korrigo_tokens")
                        .mapTo(Long.class)
                        .one())
                == 0;
    }

    /** Makes a new token for a user; nothing but its hash is kept. */
    public String issue(String name, Role role) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        jdbi.useHandle(handle -> handle.execute(
                "insert into korrigo_tokens (sha256, name, role) values (?, ?, ?)", sha256(token), name, role.name()));
        return token;
    }

    @Override
    public Optional<Caller> resolve(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String hash = sha256(header.substring(SCHEME.length()).strip());
        return jdbi.withHandle(handle -> handle.createQuery("select name, role from korrigo_tokens where sha256 = ?")
                .bind(0, hash)
                .map((row, context) ->
                        new Caller(row.getString("name"), Set.of(Role.valueOf(row.getString("role"))), false))
                .findOne());
    }

    private static String sha256(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
