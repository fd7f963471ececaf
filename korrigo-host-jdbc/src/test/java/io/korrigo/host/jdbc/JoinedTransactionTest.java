package io.korrigo.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.AuditLog.Event;
import io.korrigo.exam.Student;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** That ports which are used within a transaction of the thread's join it. */
class JoinedTransactionTest {
    private final Jdbi jdbi = Databases.h2();
    private final JdbcStudentStore students = new JdbcStudentStore(jdbi);
    private final JdbcAuditLog audit = new JdbcAuditLog(jdbi, Clock.systemUTC());

    private void change() {
        students.upsert(List.of(Student.of("s1", "ROUX", "Zoé", null)));
        audit.record(Event.IMPORT, "admin", "s1", "");
    }

    private long entries() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from korrigo_audit")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void storesAllTogetherOrNothing() {
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
                    change();
                    throw new IllegalStateException("afterwards");
                }))
                .hasMessage("afterwards");
        assertThat(students.students()).isEmpty();
        assertThat(entries()).isZero();

        jdbi.useTransaction(handle -> change());

        assertThat(students.students()).hasSize(1);
        assertThat(entries()).isOne();
    }
}
