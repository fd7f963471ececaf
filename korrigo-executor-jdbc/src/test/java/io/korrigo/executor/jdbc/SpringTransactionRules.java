package io.korrigo.executor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import java.sql.Connection;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** A host that uses Spring's transactions, with a data source that follows them and with one that doesn't. */
abstract class SpringTransactionRules extends NodeRules {
    private TransactionTemplate transaction;
    private DataSource following;
    private JdbcTemplate host;

    SpringTransactionRules(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void setUpSpring() {
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource()));
        following = new TransactionAwareDataSourceProxy(dataSource());
        host = new JdbcTemplate(dataSource());
    }

    private JdbcTaskExecutor followingNode() {
        JdbcTaskExecutor node =
                JdbcTaskExecutor.builder(following, echo()).workers(2).build();
        closeInTheEnd(node);
        return node;
    }

    private <T> T inTransaction(TransactionCallback<T> work) {
        return Objects.requireNonNull(transaction.execute(work));
    }

    @Test
    void isRolledBackWithTheTransactionThatTheDataSourceFollows() throws Exception {
        JdbcTaskExecutor node = followingNode();

        TaskId id = inTransaction(status -> {
            host.update("INSERT INTO host VALUES (1)");
            TaskId submitted = node.submit(job("a")).id();
            assertThat(node.store().find(submitted)).isPresent();
            host.update("INSERT INTO host VALUES (2)");
            status.setRollbackOnly();
            return submitted;
        });

        assertThat(node.store().find(id)).isEmpty();
        assertThat(count("SELECT COUNT(*) FROM korrigo_ticket")).isZero();
        assertThat(count("SELECT COUNT(*) FROM host")).isZero();
    }

    @Test
    void isCommittedWithTheTransactionThatTheDataSourceFollows() throws Exception {
        JdbcTaskExecutor node = followingNode();

        TaskId id = inTransaction(status -> {
            host.update("INSERT INTO host VALUES (1)");
            return node.submit(job("a")).id();
        });

        awaitState(node, id, TaskState.SUCCESS);
        assertThat(count("SELECT COUNT(*) FROM host")).isEqualTo(1);
    }

    @Test
    void cancelsAtOnceWhateverBecomesOfTheTransactionThatTheDataSourceFollows() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        JdbcTaskExecutor node = JdbcTaskExecutor.builder(following, gated(new CountDownLatch(1), open))
                .workers(1)
                .build();
        closeInTheEnd(node);
        node.submit(job("running"));
        TaskId waiting = node.submit(job("waiting")).id();
        JdbcTaskStore another = JdbcTaskStore.of(dataSource(), echo());

        boolean cancelled = inTransaction(status -> {
            host.update("INSERT INTO host VALUES (1)");
            boolean asked = node.cancel(waiting);
            // Nobody waits for the host: the row is free, and says what was done.
            assertThat(another.find(waiting)).map(TaskSnapshot::state).contains(TaskState.REVOKED);
            status.setRollbackOnly();
            return asked;
        });
        open.countDown();

        assertThat(cancelled).isTrue();
        assertThat(count("SELECT COUNT(*) FROM host")).isZero();
        assertThat(another.find(waiting)).map(TaskSnapshot::state).contains(TaskState.REVOKED);
    }

    @Test
    void goesWithTheConnectionOfATransactionThatTheDataSourceDoesNotFollow() throws Exception {
        JdbcTaskExecutor node = node(echo());

        TaskId rolledBack = inTransaction(status -> {
            TaskId id = submitOnTheTransactionsConnection(node, 1);
            status.setRollbackOnly();
            return id;
        });
        TaskId committed = inTransaction(status -> submitOnTheTransactionsConnection(node, 2));

        awaitState(node, committed, TaskState.SUCCESS);
        assertThat(node.store().find(rolledBack)).isEmpty();
        assertThat(count("SELECT MAX(id) FROM host")).isEqualTo(2);
        assertThat(count("SELECT COUNT(*) FROM host")).isEqualTo(1);
    }

    private TaskId submitOnTheTransactionsConnection(JdbcTaskExecutor node, int row) {
        host.update("INSERT INTO host VALUES (?)", row);
        Connection connection = DataSourceUtils.getConnection(dataSource());
        try {
            return node.submit(connection, job("a")).id();
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource());
        }
    }
}
