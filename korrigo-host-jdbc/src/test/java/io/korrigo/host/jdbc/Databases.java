package io.korrigo.host.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;

/** Empty databases for tests: H2 in memory, and a real PostgreSQL that runs until the JVM ends. */
final class Databases {
    private static final AtomicReference<EmbeddedPostgres> POSTGRES = new AtomicReference<>();

    private Databases() {}

    static Jdbi h2() {
        Jdbi jdbi = Jdbi.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Schema.apply(jdbi);
        return jdbi;
    }

    static Jdbi postgres() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        EmbeddedPostgres server = server();
        Jdbi.create(server.getPostgresDatabase()).useHandle(handle -> handle.execute("create database " + name));
        Jdbi jdbi = Jdbi.create(server.getDatabase("postgres", name));
        Schema.apply(jdbi);
        return jdbi;
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = POSTGRES.get();
        if (running != null) {
            return running;
        }
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
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
