package io.korrigo.examples.school;

import io.korrigo.exam.StudentStore;
import io.korrigo.testkit.exam.StudentStoreContract;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The school's port keeps the port's contract, in tables that know nothing of Korrigo. */
class PupilsTest extends StudentStoreContract {
    @Override
    protected StudentStore emptyStore() {
        DataSource dataSource = SchoolTables.h2();
        Pupils pupils = new Pupils(JdbcClient.create(dataSource), dataSource);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        // As Spring's proxy does by @Transactional.
        return new InTransactions(pupils, transaction);
    }
}
