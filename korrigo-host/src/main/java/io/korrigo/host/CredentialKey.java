package io.korrigo.host;

import io.korrigo.KorrigoException;
import io.korrigo.account.CredentialSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The key that seals first passwords, outside of the database: one that is given, else a file of a folder. */
public final class CredentialKey {
    /** Name of the file in the data folder. */
    public static final String FILE = "credentials.key";
    /** Environment variable in which korrigo-server looks for the key, and a host may. */
    public static final String VARIABLE = "KORRIGO_CREDENTIAL_KEY";

    private CredentialKey() {}

    /**
     * The key; without one anywhere a new one is made, which only the file's owner may read.
     *
     * @param given Base64 of the key, as from {@link #VARIABLE}, or null
     * @param data where the file is
     * @throws KorrigoException when it isn't a key, or others may read the file
     */
    public static byte[] find(@Nullable String given, Path data) throws IOException {
        if (given != null && !given.isBlank()) {
            return decoded(given);
        }
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            SecretFile.create(file, CredentialSeal.newKey());
        }
        return SecretFile.read(
                file,
                CredentialSeal.KEY_LENGTH,
                "restore it from a backup, or remove it and issue open passwords anew");
    }

    private static byte[] decoded(String given) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(given.strip());
        } catch (IllegalArgumentException malformed) {
            key = new byte[0];
        }
        if (key.length != CredentialSeal.KEY_LENGTH) {
            throw new KorrigoException(VARIABLE + " must be Base64 of " + CredentialSeal.KEY_LENGTH + " bytes");
        }
        return key;
    }
}
