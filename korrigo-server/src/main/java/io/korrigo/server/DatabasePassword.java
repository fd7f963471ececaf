package io.korrigo.server;

import io.korrigo.KorrigoException;
import io.korrigo.host.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * The password of a data folder's own database, in a file beside it. A database of an earlier version had none, and is given
 * one.
 */
final class DatabasePassword {
    static final String FILE = "database.key";

    /** H2's only user, its administrator. */
    static final String USER = "";

    private static final int LENGTH = 32;
    private static final String REFUSED = "28000";

    private DatabasePassword() {}

    /**
     * The password with which the database at {@code url} opens.
     *
     * @param isNew whether there is no database yet
     * @throws KorrigoException when the file is not the database's
     */
    static String find(Path data, String url, boolean isNew) throws IOException {
        Path file = data.resolve(FILE);
        boolean made = !Files.exists(file);
        if (made) {
            byte[] secret = new byte[LENGTH];
            new SecureRandom().nextBytes(secret);
            SecretFile.create(file, secret);
        }
        String password = HexFormat.of()
                .formatHex(SecretFile.read(file, LENGTH, "restore it from the backup that the database is of"));
        if (!isNew && !opens(url, password)) {
            give(url, password, file, made);
        }
        return password;
    }

    private static boolean opens(String url, String password) {
        try (Connection connection = DriverManager.getConnection(url, USER, password)) {
            return true;
        } catch (SQLException failure) {
            // Any other failure is told by who opens it next.
            return !REFUSED.equals(failure.getSQLState());
        }
    }

    private static void give(String url, String password, Path file, boolean made) throws IOException {
        try (Connection connection = DriverManager.getConnection(url, USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("alter user \"" + USER + "\" set password '" + password + "'");
        } catch (SQLException failure) {
            if (made) {
                Files.delete(file);
            }
            throw new KorrigoException(
                    "The database does not open with the password in " + file + "; restore both from the same backup",
                    failure);
        }
    }
}
