package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a pool of connections must have, and how little it may have. */
abstract class PoolRules extends NodeRules {
    private static final int WORKERS = 1;
    private static final int HOST_THREADS = 8;
    private static final int TRANSACTIONS_EACH = 125;

    private final int needed;

    /** @param needed how many connections a node with one worker needs */
    PoolRules(TestDatabase database, int needed) {
        super(database);
        this.needed = needed;
    }

    private HikariDataSource pool(int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(dataSource().getJdbcUrl());
        pool.setMaximumPoolSize(connections);
        // Sooner than a test that stalls would be given up.
        pool.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
        return pool;
    }

    private static JdbcTaskExecutorBuilder node(HikariDataSource pool) {
        return JdbcTaskExecutor.builder(pool, echo()).workers(WORKERS);
    }

    @Test
    void letsHostsHaveTheWholePoolInTransactionsThatSubmit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(HOST_THREADS);
        try (HikariDataSource pool = pool(needed);
                JdbcTaskExecutor node = node(pool).build()) {
            List<Future<?>> hosts = new ArrayList<>();
            for (int thread = 0; thread < HOST_THREADS; thread++) {
                int first = thread * TRANSACTIONS_EACH;
                hosts.add(threads.submit(() -> {
                    for (int row = first; row < first + TRANSACTIONS_EACH; row++) {
                        insertAndSubmit(pool, node, row);
                    }
                    return null;
                }));
            }

            for (Future<?> host : hosts) {
                host.get();
            }
        } finally {
            threads.shutdownNow();
        }

        int all = HOST_THREADS * TRANSACTIONS_EACH;
        assertThat(count("SELECT COUNT(*) FROM host")).isEqualTo(all);
        assertThat(count("SELECT COUNT(*) FROM korrigo_task")).isEqualTo(all);
    }

    private static void insertAndSubmit(HikariDataSource pool, JdbcTaskExecutor node, int row) throws Exception {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO host VALUES (" + row + ")");
            node.submit(connection, job("a"));
            connection.commit();
        }
    }

    @Test
    void refusesAPoolThatIsTooSmallForTheWorkersAndTakesOneThatIsJustLargeEnough() {
        try (HikariDataSource pool = pool(needed + 1)) {
            assertThatThrownBy(() -> node(pool).workers(WORKERS + 2).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("gives " + (needed + 1) + " connections at once")
                    .hasMessageContaining("3 workers needs " + (needed + 2));
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();

            assertThatCode(() -> node(pool).workers(WORKERS + 1).build().close())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refusesADataSourceWhoseConnectionsCannotBeToldFromAHosts() {
        try (HikariDataSource pool = pool(needed)) {
            pool.setAutoCommit(false);

            assertThatThrownBy(() -> node(pool).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("auto-commit");
        }
    }
}
