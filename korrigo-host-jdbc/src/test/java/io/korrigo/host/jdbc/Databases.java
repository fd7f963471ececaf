package io.korrigo.host.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;

/** Empty databases for tests: H2 in memory, and a real PostgreSQL that runs until the JVM ends. */
final class Databases {
    private static final AtomicReference<EmbeddedPostgres> POSTGRES = new AtomicReference<>();

    private static final String TEMPLATE = "korrigo_tables";

    /** More than any test's threads. */
    private static final int CONNECTIONS = 40;

    /** More than any test has at once; with all their connections fewer than the server's 300. */
    private static final int OPEN = 4;

    private static final Queue<HikariDataSource> POOLS = new ArrayDeque<>();

    private Databases() {}

    /** Which database a test's tables are in, new for each call. */
    interface Tables {
        Jdbi open();
    }

    /** In H2. */
    interface H2 extends Tables {
        @Override
        default Jdbi open() {
            return h2();
        }
    }

    /** In PostgreSQL. */
    interface Postgres extends Tables {
        @Override
        default Jdbi open() {
            return postgres();
        }
    }

    static Jdbi h2() {
        Jdbi jdbi = Jdbi.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Schema.apply(jdbi);
        return jdbi;
    }

    /** Its connections stay open, as a host's do; those of a database of long ago are closed. */
    static synchronized Jdbi postgres() {
        EmbeddedPostgres server = server();
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        execute(server, "create database " + name + " template " + TEMPLATE);
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(server.getDatabase("postgres", name));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setPoolName(name);
        POOLS.add(pool);
        if (POOLS.size() > OPEN) {
            HikariDataSource old = POOLS.remove();
            old.close();
            // A database is a thousand files: left to the end, they keep the JVM from exiting for half a minute.
            execute(server, "drop database " + old.getPoolName() + " with (force)");
        }
        return Jdbi.create(pool);
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        Jdbi.create(server.getPostgresDatabase()).useHandle(handle -> handle.execute(sql));
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = POSTGRES.get();
        if (running != null) {
            return running;
        }
        try {
            // Nothing is lost that anybody looks for: no test here kills it.
            EmbeddedPostgres started =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
            // Copying a database is faster than making all its tables each time.
            execute(started, "create database " + TEMPLATE);
            Schema.apply(Jdbi.create(started.getDatabase("postgres", TEMPLATE)));
            POSTGRES.set(started);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
