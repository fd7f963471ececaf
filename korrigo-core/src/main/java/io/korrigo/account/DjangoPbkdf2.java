package io.korrigo.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The hashes that Django stores by default, {@code pbkdf2_sha256$iterations$salt$hash}: verified, never made. */
final class DjangoPbkdf2 {
    private static final Pattern ENCODED =
            Pattern.compile("pbkdf2_sha256\\$([1-9][0-9]{0,7})\\$([^$]{1,128})\\$([A-Za-z0-9+/]{43}=)");

    private DjangoPbkdf2() {}

    static boolean verify(String password, String hash) {
        Matcher encoded = ENCODED.matcher(hash);
        if (!encoded.matches() || password.isEmpty()) {
            return false;
        }
        byte[] salt = encoded.group(2).getBytes(StandardCharsets.UTF_8);
        byte[] expected = Base64.getDecoder().decode(encoded.group(3));
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, Integer.parseInt(encoded.group(1)), 256);
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return MessageDigest.isEqual(expected, derived);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has PBKDF2WithHmacSHA256", impossible);
        }
    }
}
