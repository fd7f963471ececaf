package io.korrigo.spring;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.Schema;
import io.korrigo.host.jdbc.StudentTable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Korrigo's tables in the application's database, and the application's table of students: what is done there within {@code
 * Transactional} is stored with the application's own rows, or not at all.
 */
final class KorrigoTables {
    /** What a message begins with that is about these properties. */
    static final String PROPERTIES = "korrigo.students";

    private final DataSource dataSource;
    private final Jdbi jdbi;
    private final StudentTable students;
    private final boolean told;

    private KorrigoTables(DataSource dataSource, Jdbi jdbi, StudentTable students, boolean told) {
        this.dataSource = dataSource;
        this.jdbi = jdbi;
        this.students = students;
        this.told = told;
    }

    /** @throws InvalidInputException when the properties of students are no names of SQL */
    static KorrigoTables open(DataSource dataSource, KorrigoProperties properties) {
        Jdbi jdbi = Jdbi.create(new TransactionAwareDataSourceProxy(dataSource));
        // The application's transaction goes on when a handle within it is closed.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        if (properties.data().createTables()) {
            Schema.apply(jdbi);
        }
        KorrigoProperties.Students own = properties.students();
        StudentTable students = own.table() == null ? StudentTable.OWN : aboutStudents(() -> table(own.table(), own));
        return new KorrigoTables(dataSource, jdbi, students, own.table() != null);
    }

    private static <T> T aboutStudents(Supplier<T> check) {
        try {
            return check.get();
        } catch (InvalidInputException wrong) {
            throw new InvalidInputException(PROPERTIES + ": " + wrong.getMessage(), wrong);
        }
    }

    private static StudentTable table(String name, KorrigoProperties.Students own) {
        return new StudentTable(
                name,
                own.id(),
                own.lastName(),
                column(own.usageName()),
                own.firstName(),
                column(own.birthDate()),
                column(own.email()),
                column(own.className()),
                column(own.group()),
                column(own.ine()),
                own.roster(),
                own.scope());
    }

    private static @Nullable String column(String name) {
        return name.isBlank() ? null : name;
    }

    Jdbi jdbi() {
        return jdbi;
    }

    StudentTable students() {
        return students;
    }

    /** @throws InvalidInputException when the table of students isn't there, or lacks columns */
    JdbcStudentStore studentStore() {
        return aboutStudents(() -> {
            students.requireThere(jdbi);
            // An import takes its turn on a connection of its own.
            return new JdbcStudentStore(jdbi, students, dataSource::getConnection);
        });
    }

    /** @throws InvalidInputException when it isn't known by which rows these students can be held */
    void requireRowsOf(StudentStore store) {
        if (store instanceof JdbcStudentStore) {
            return;
        }
        aboutStudents(() -> {
            if (!told) {
                throw new InvalidInputException(
                        "the application has a StudentStore of its own, and says neither by .table"
                                + " nor .id in which table of this database its students are");
            }
            students.requireId(jdbi);
            return students;
        });
    }
}
