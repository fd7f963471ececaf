package io.korrigo.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;

/** An H2 file behind a server in this process; each node connects as a user of its own, since H2 knows no other names. */
final class RestartableH2 implements SharedDatabase {
    private final Path file;
    private final Set<String> users = new HashSet<>();
    private Server running;

    /** @param folder empty or not there yet */
    RestartableH2(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        this.file = folder.toAbsolutePath().resolve("korrigo");
        this.running = serve("0");
    }

    private static Server serve(String port) throws SQLException {
        return Server.createTcpServer("-tcpPort", port, "-ifNotExists").start();
    }

    private String url() {
        return "jdbc:h2:tcp://localhost:" + running.getPort() + "/async:" + file
                + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
    }

    @Override
    public String url(String name) throws SQLException {
        if (users.add(name)) {
            try (Connection connection = dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE USER IF NOT EXISTS \"" + H2WriteNote.user(name) + "\" PASSWORD '' ADMIN");
            }
        }
        return url() + ";USER=" + name;
    }

    @Override
    public DataSource dataSource() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url());
        dataSource.setUser("kill-test");
        dataSource.setPassword("");
        return dataSource;
    }

    @Override
    public void noteWrites() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER kill_test_note AFTER UPDATE ON korrigo_task FOR EACH ROW CALL '"
                    + H2WriteNote.class.getName() + "'");
        }
    }

    @Override
    public void restart() throws SQLException {
        int port = running.getPort();
        running.stop();
        running = serve(String.valueOf(port));
    }

    @Override
    public void crash() throws SQLException {
        restart();
    }

    @Override
    public void close() {
        running.stop();
    }
}
