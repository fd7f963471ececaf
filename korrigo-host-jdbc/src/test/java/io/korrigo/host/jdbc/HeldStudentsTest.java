package io.korrigo.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of hosts are texts, numbers or UUIDs. */
class HeldStudentsTest {
    private static final String NOBODY = "6ccd780c-baba-1026-9564-5b8c656024db";

    abstract static class OnDatabase implements Databases.Tables {
        @ParameterizedTest
        @CsvSource({
            "varchar(64), p 17",
            "bigint, 17",
            "bigint, 123456789012345678",
            "integer, 17",
            "numeric(12), 17",
            "uuid, 0ccd780c-baba-1026-9564-5b8c656024db"
        })
        void holdsWhomTheHostKnowsByItsOwnKindOfIds(String type, String id) {
            Jdbi jdbi = open();
            jdbi.useHandle(handle -> {
                handle.execute("create table numbered (id " + type + " primary key)");
                handle.execute("insert into numbered (id) values (cast('" + id + "' as " + type + "))");
            });
            HeldStudents held = new HeldStudents(
                    new StudentTable("numbered", "id", "id", null, "id", null, null, null, null, null, null, null));

            jdbi.useTransaction(handle -> {
                assertThat(held.hold(handle, id)).isTrue();
                assertThat(held.hold(handle, List.of("", "18", "-17", "017", "x", NOBODY, id)))
                        .isEqualTo(Set.of(id));
                assertThat(held.hold(handle, "x")).isFalse();
            });
        }
    }

    @Nested
    class OnH2 extends OnDatabase implements Databases.H2 {}

    @Nested
    @Tag("native")
    class OnPostgres extends OnDatabase implements Databases.Postgres {}
}
