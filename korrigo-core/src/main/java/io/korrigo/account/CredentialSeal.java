package io.korrigo.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256 in GCM, each with a nonce of its own and tied to what it belongs to, so that a sealed text that
 * was moved elsewhere doesn't open.
 *
 * <p>Sealed: Base64 of a version byte, 12 bytes of nonce, and the ciphertext with its tag of 16 bytes.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class CredentialSeal {
    /** Bytes of a key. */
    public static final int KEY_LENGTH = 32;

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * A seal with that key, which must not be kept where the sealed texts are.
     *
     * @throws IllegalArgumentException unless it has {@value #KEY_LENGTH} bytes
     */
    public CredentialSeal(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("The key has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** A new key from the system's source of chance. */
    public static byte[] newKey() {
        byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** @param context what it belongs to; needed to open it */
    String seal(String secret, String context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(1 + NONCE + sealed.length)
                            .put(VERSION)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES/GCM", impossible);
        }
    }

    /** @throws SealedPasswordException when it was sealed with another key, for something else, or changed since */
    String open(String sealed, String context) {
        byte[] bytes = Base64.getDecoder().decode(sealed);
        if (bytes.length <= 1 + NONCE || bytes[0] != VERSION) {
            throw new SealedPasswordException("A sealed password has a form that this version doesn't know", null);
        }
        try {
            byte[] nonce = Arrays.copyOfRange(bytes, 1, 1 + NONCE);
            byte[] secret =
                    cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(bytes, 1 + NONCE, bytes.length - 1 - NONCE);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (AEADBadTagException otherKey) {
            throw new SealedPasswordException(
                    "Sealed passwords don't open with the key at hand; start with the key that they"
                            + " were sealed with, or issue new passwords",
                    otherKey);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES/GCM", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
