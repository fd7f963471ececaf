package io.korrigo.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.host.PrivateFiles;
import io.korrigo.host.jdbc.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** The server's pool of connections, its tables created. */
final class ServerDatabase implements AutoCloseable {
    /** Besides one for each worker, of whom there are as many as processors. */
    private static final int CONNECTIONS = 16;

    /** After which a task's connection is taken for dead: far more than a statement that goes over a whole table should take. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private ServerDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    static ServerDatabase open(ServerOptions options) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("korrigo");
        config.setMaximumPoolSize(CONNECTIONS + Runtime.getRuntime().availableProcessors());
        // A call hears within three seconds that the database is away, and may come again.
        config.setConnectionTimeout(2_000);
        config.setValidationTimeout(750);
        String url = url(options);
        config.setJdbcUrl(url);
        if (options.jdbcUrl() == null) {
            config.setUsername(DatabasePassword.USER);
            config.setPassword(ownPassword(options.data(), url));
        } else {
            config.setUsername(options.jdbcUser());
            config.setPassword(options.jdbcPassword());
        }
        if (url.startsWith("jdbc:postgresql:")) {
            // Its messages would quote rows otherwise, and so would a log.
            config.addDataSourceProperty("logServerErrorDetail", "false");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
        }
        ServerDatabase database = new ServerDatabase(connect(config, options));
        try {
            Schema.apply(database.jdbi);
            return database;
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static HikariDataSource connect(HikariConfig config, ServerOptions options) {
        try {
            return new CallConnections(config);
        } catch (RuntimeException failure) {
            String message = String.valueOf(rootCause(failure).getMessage());
            if (options.jdbcUrl() == null && message.contains("lock")) {
                throw new KorrigoException(
                        "The data folder " + options.data() + " is in use by another Korrigo; stop it first", failure);
            }
            throw new KorrigoException("The database can't be opened: " + message, failure);
        }
    }

    private static String ownPassword(Path data, String url) throws IOException {
        Path file = data.resolve("korrigo.mv.db");
        boolean isNew = !Files.exists(file) || Files.size(file) == 0;
        PrivateFiles.file(file);
        return DatabasePassword.find(data, url, isNew);
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String url(ServerOptions options) throws IOException {
        String url = options.jdbcUrl();
        if (url == null) {
            PrivateFiles.folder(options.data());
            Path file = options.data().toAbsolutePath().normalize().resolve("korrigo");
            if (file.toString().contains(";")) {
                throw new InvalidInputException("The data folder's path must not hold a ';': " + options.data());
            }
            // async: an interrupt, as by a cancelled task, closes H2 files of other kinds. WRITE_DELAY: H2 acknowledges
            // commits that a killed process loses, unless told to wait for the disk. TRACE: it would keep statements
            // with
            // their values in a file of its own.
            return "jdbc:h2:async:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
        }
        if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
            throw new InvalidInputException("The JDBC URL must start with jdbc:postgresql: or jdbc:h2:");
        }
        return url;
    }

    Jdbi jdbi() {
        return jdbi;
    }

    HikariDataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
