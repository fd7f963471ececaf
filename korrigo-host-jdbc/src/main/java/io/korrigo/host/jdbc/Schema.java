package io.korrigo.host.jdbc;

import io.korrigo.KorrigoException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Creates the tables on first use; the same SQL serves H2 and PostgreSQL. */
public final class Schema {
    private static final int VERSION = 17;
    /** Any number that nothing else locks in the same database. */
    private static final long LOCK = 4_730_221_590_774_318_211L;

    private Schema() {}

    /**
     * Brings the database to this version's tables, in one transaction.
     *
     * @throws io.korrigo.KorrigoException when a newer Korrigo has already upgraded it
     */
    public static void apply(Jdbi jdbi) {
        jdbi.useTransaction(handle -> {
            // Several processes may start at once on a new database.
            if (isPostgres(handle)) {
                handle.execute("select pg_advisory_xact_lock(?)", LOCK);
            }
            handle.execute("create table if not exists korrigo_data_version (version integer not null)");
            int present = handle.createQuery("select coalesce(max(version), 0) from korrigo_data_version")
                    .mapTo(Integer.class)
                    .one();
            if (present > VERSION) {
                throw new KorrigoException("The database has tables of version " + present + ", this Korrigo knows "
                        + VERSION + "; start the newer Korrigo");
            }
            for (int version = present + 1; version <= VERSION; version++) {
                handle.createScript(script(version)).execute();
                handle.execute("insert into korrigo_data_version (version) values (?)", version);
            }
        });
    }

    private static boolean isPostgres(Handle handle) {
        try {
            return handle.getConnection().getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException failure) {
            throw new KorrigoException("The database does not say what it is", failure);
        }
    }

    private static String script(int version) {
        try (InputStream in = Schema.class.getResourceAsStream("V" + version + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("V" + version + ".sql is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
