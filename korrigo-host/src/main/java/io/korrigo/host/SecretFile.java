package io.korrigo.host;

import io.korrigo.KorrigoException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Random bytes that are kept in a file which only its owner may read. */
public final class SecretFile {
    private SecretFile() {}

    /**
     * The bytes.
     *
     * @param remedy what to do where the file holds something else
     * @throws KorrigoException when others may read the file, or it has another length
     */
    public static byte[] read(Path file, int length, String remedy) throws IOException {
        if (PrivateFiles.isOpen(file)) {
            throw new KorrigoException(
                    "Others than its owner may read " + file + "; take the right from them (chmod 600)");
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != length) {
            throw new KorrigoException(file + " holds no secret of " + length + " bytes; " + remedy);
        }
        return secret;
    }

    /** Creates the file, unless another process does first. It is written aside, so that others find it whole. */
    public static void create(Path file, byte[] secret) throws IOException {
        PrivateFiles.folder(file.toAbsolutePath().getParent());
        Path aside = PrivateFiles.aside(file);
        try {
            Files.write(aside, secret);
            Files.move(aside, file);
        } catch (FileAlreadyExistsException another) {
            // Another process was faster: its secret is the one.
            Files.delete(aside);
        }
    }
}
