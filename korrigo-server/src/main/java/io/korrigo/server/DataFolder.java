package io.korrigo.server;

import io.korrigo.exam.StudentStore;
import io.korrigo.server.data.JdbcStudentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded database of a data folder, opened without a server. */
public final class DataFolder implements AutoCloseable {
    private final Database database;

    private DataFolder(Database database) {
        this.database = database;
    }

    /** Whether a server or an import has ever kept data there. */
    public static boolean exists(Path data) {
        return Files.exists(data.resolve("korrigo.mv.db"));
    }

    /**
     * Opens or creates the database.
     *
     * @throws io.korrigo.KorrigoException when a running server has it
     */
    public static DataFolder open(Path data) throws IOException {
        return new DataFolder(Database.open(ServerOptions.embedded(0, data)));
    }

    /** The students kept there. */
    public StudentStore students() {
        return new JdbcStudentStore(database.jdbi());
    }

    @Override
    public void close() {
        database.close();
    }
}
