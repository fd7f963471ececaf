package io.korrigo.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) by Bouncy Castle, encoded as the reference implementation does:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Hashes of Django, which writes {@code argon2} in front, are verified
 * too.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class Argon2Hasher implements PasswordHasher {
    private static final Pattern ENCODED = Pattern.compile(
            "(?:argon2)?\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]{8,90})\\$([A-Za-z0-9+/]{16,90})");

    private static final int SALT = 16;
    private static final int HASH = 32;
    /** A hash that asks for more memory was not made for signing in: 1 GiB. */
    private static final int MOST_MEMORY = 1 << 20;

    private final SecureRandom random = new SecureRandom();
    private final int memory;
    private final int passes;

    private Argon2Hasher(int memory, int passes) {
        this.memory = memory;
        this.passes = passes;
    }

    /** 19 MiB and two passes, the least that OWASP's password storage cheat sheet advises. */
    public static Argon2Hasher standard() {
        return new Argon2Hasher(19_456, 2);
    }

    /**
     * Other costs, for weaker or stronger machines.
     *
     * @param memory in KiB, 8 to 1,048,576
     * @param passes 1 to 999
     * @throws IllegalArgumentException outside these ranges
     */
    public static Argon2Hasher of(int memory, int passes) {
        if (memory < 8 || memory > MOST_MEMORY || passes < 1 || passes > 999) {
            throw new IllegalArgumentException(
                    "8 to 1048576 KiB and 1 to 999 passes, not " + memory + " and " + passes);
        }
        return new Argon2Hasher(memory, passes);
    }

    @Override
    public String hash(String password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] hash = derive(password, salt, memory, passes, 1, HASH);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    @Override
    public boolean verify(String password, String hash) {
        Matcher encoded = ENCODED.matcher(hash);
        if (!encoded.matches()) {
            return false;
        }
        int asked = Integer.parseInt(encoded.group(1));
        int lanes = Integer.parseInt(encoded.group(3));
        int rounds = Integer.parseInt(encoded.group(2));
        if (asked > MOST_MEMORY || lanes < 1 || rounds < 1 || asked < 8 * lanes) {
            return false;
        }
        byte[] salt = decode(encoded.group(4));
        byte[] expected = decode(encoded.group(5));
        return MessageDigest.isEqual(expected, derive(password, salt, asked, rounds, lanes, expected.length));
    }

    private static byte[] decode(String unpadded) {
        // A length that no encoder writes gives bytes that equal no hash.
        return unpadded.length() % 4 == 1
                ? new byte[HASH + 1]
                : Base64.getDecoder().decode(unpadded);
    }

    private static byte[] derive(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
