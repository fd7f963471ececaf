package io.korrigo.host;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Whether what Korrigo needs of a host answers now, for the checks of {@code health/ready} or of the host's own health. Each
 * returns when all is well, and else throws.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class Readiness {
    private Readiness() {}

    /** Asks for a file that is not there, and lists a folder that is not there, which tells whether the store answers. */
    public static void requireAnswers(BlobStore blobs) throws IOException {
        blobs.exists("ready");
        blobs.list("ready/");
    }

    /**
     * Asks the database for a number.
     *
     * @throws SQLException when there is no connection, or no answer
     */
    public static void requireAnswers(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** Writes a file into the folder and removes it. */
    public static void requireWritable(Path folder) throws IOException {
        Files.delete(Files.createTempFile(folder, "ready", null));
    }
}
