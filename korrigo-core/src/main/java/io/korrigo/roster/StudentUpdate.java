package io.korrigo.roster;

import io.korrigo.exam.Student;
import io.korrigo.roster.FieldChange.Field;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A known student who is on the roster, with the fields for which it has other values.
 *
 * <p>What the roster leaves out stays as it was: an empty cell or a missing column erases nothing.
 *
 * @param row where the roster says so
 * @param before the student as known
 * @param after the student as they will be, with the id of {@code before}
 * @param changes field by field; empty where the student stays as known
 */
public record StudentUpdate(RosterRow row, Student before, Student after, List<FieldChange> changes)
        implements ImportStep {

    public StudentUpdate {
        Objects.requireNonNull(row, "row");
        changes = List.copyOf(changes);
    }

    /** The update that a row asks for, with no changes where there is nothing to do. */
    static StudentUpdate of(RosterRow row, Student before) {
        Student read = row.student();
        List<FieldChange> changes = new ArrayList<>();
        LocalDate birthDate = read.birthDate();
        Student after = new Student(
                before.id(),
                newer(Field.LAST_NAME, before.lastName(), read.lastName(), changes),
                newerOrNull(Field.USAGE_NAME, before.usageName(), read.usageName(), changes),
                newer(Field.FIRST_NAME, before.firstName(), read.firstName(), changes),
                birthDate == null ? before.birthDate() : birthDate,
                newerOrNull(Field.EMAIL, before.email(), read.email(), changes),
                newerOrNull(Field.CLASS_NAME, before.className(), read.className(), changes),
                newerOrNull(Field.GROUP, before.group(), read.group(), changes),
                newerOrNull(Field.INE, before.ine(), read.ine(), changes));
        if (birthDate != null && !birthDate.equals(before.birthDate())) {
            String known =
                    before.birthDate() == null ? null : before.birthDate().toString();
            changes.add(new FieldChange(Field.BIRTH_DATE, known, birthDate.toString()));
        }
        return new StudentUpdate(row, before, after, changes);
    }

    private static String newer(Field field, String before, String read, List<FieldChange> changes) {
        if (!read.equals(before)) {
            changes.add(new FieldChange(field, before, read));
        }
        return read;
    }

    private static @Nullable String newerOrNull(
            Field field, @Nullable String before, @Nullable String read, List<FieldChange> changes) {
        if (read == null || read.equals(before)) {
            return before;
        }
        changes.add(new FieldChange(field, before, read));
        return read;
    }
}
