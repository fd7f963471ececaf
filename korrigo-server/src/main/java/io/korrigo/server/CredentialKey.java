package io.korrigo.server;

import io.korrigo.KorrigoException;
import io.korrigo.account.CredentialSeal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The key that seals first passwords, outside of the database: from the environment, else a file of the data folder. */
final class CredentialKey {
    static final String FILE = "credentials.key";
    static final String VARIABLE = "KORRIGO_CREDENTIAL_KEY";

    private CredentialKey() {}

    /**
     * The key; without one anywhere a new one is made, which only the file's owner may read.
     *
     * @param given Base64 of the key, or null
     * @throws KorrigoException when it isn't a key, or others may read the file
     */
    static byte[] find(@Nullable String given, Path data) throws IOException {
        if (given != null && !given.isBlank()) {
            return decoded(given);
        }
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            create(file);
        }
        if (FileRights.areKept(file)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ)) {
                throw new KorrigoException(
                        "Others than its owner may read " + file + "; take the right from them (chmod 600)");
            }
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != CredentialSeal.KEY_LENGTH) {
            throw new KorrigoException(file + " holds no key of " + CredentialSeal.KEY_LENGTH
                    + " bytes; restore it from a backup, or remove it and issue open passwords anew");
        }
        return key;
    }

    /** Written aside first, so that another process finds it whole or not at all. */
    private static void create(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        FileAttribute<?>[] ownerOnly = FileRights.areKept(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path aside = Files.createTempFile(folder, FILE, ".new", ownerOnly);
        try {
            Files.write(aside, CredentialSeal.newKey());
            Files.move(aside, file);
        } catch (FileAlreadyExistsException another) {
            // Another process was faster: its key is the one.
            Files.delete(aside);
        }
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
