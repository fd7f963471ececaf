package io.korrigo.host.jdbc;

import io.korrigo.exam.StudentStore;
import org.jdbi.v3.core.Jdbi;

/** A host's own table of students, with its own names and a column that Korrigo knows nothing of. */
final class Pupils {
    static final StudentTable TABLE = new StudentTable(
            "pupils",
            "matricule",
            "family_name",
            "usual_name",
            "given_names",
            "born",
            "mail",
            "form",
            "teaching_group",
            "ine",
            null,
            "school");

    private Pupils() {}

    static void create(Jdbi jdbi) {
        jdbi.useHandle(handle -> handle.execute("create table pupils (matricule varchar(64) primary key,"
                + " family_name varchar(200) not null, usual_name varchar(200), given_names varchar(200) not null, born date,"
                + " mail varchar(320), form varchar(100), teaching_group varchar(500), ine varchar(20),"
                + " school varchar(20), canteen boolean default true not null)"));
    }

    static JdbcStudentStore open(Jdbi jdbi) {
        return new JdbcStudentStore(jdbi, TABLE, () -> jdbi.open().getConnection());
    }

    static StudentStore store(Jdbi jdbi) {
        create(jdbi);
        return open(jdbi);
    }
}
