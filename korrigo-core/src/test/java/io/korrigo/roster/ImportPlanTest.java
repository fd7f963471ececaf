package io.korrigo.roster;

import static io.korrigo.roster.Rosters.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.roster.FieldChange.Field;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportPlanTest {
    private static final LocalDate DATE = LocalDate.of(2008, 3, 12);

    private static final RosterReading ROSTER = read(
            "NOM;PRENOM;DATE_NAISSANCE;EMAIL;CLASSE",
            "DUPONT;Jean;12/03/2008;jean@x.example;TG1",
            "MARTIN;Léa;12/03/2008;;TG2",
            "BLANC;Zoé;;;TG2");

    @Test
    void tellsCreatedUpdatedUnchangedAndMissingApart() {
        Student jean = student("s1", "Dupont", "Jean", "TG1", null);
        Student lea = student("s2", "MARTIN", "Léa", "TG2", null);
        Student gone = student("s3", "PARTI", "Ailleurs", "TG1", null);

        ImportPlan plan = ImportPlan.between(ROSTER, List.of(jean, lea, gone));

        assertThat(plan.created()).isEmpty();
        assertThat(plan.unchanged()).containsExactly(lea);
        assertThat(plan.missing()).containsExactly(gone);
        assertThat(plan.updated()).singleElement().satisfies(update -> {
            assertThat(update.row().line()).isEqualTo(2);
            assertThat(update.after().id()).isEqualTo("s1");
            assertThat(update.changes())
                    .containsExactly(
                            new FieldChange(Field.LAST_NAME, "Dupont", "DUPONT"),
                            new FieldChange(Field.EMAIL, null, "jean@x.example"));
        });
        assertThat(plan.problems()).extracting(RosterProblem::line).containsExactly(4);
    }

    @Test
    void doesNotMissAKnownStudentWhoseRowIsRejected() {
        Student zoe = student("s1", "BLANC", "Zoé", "TG2", null);
        Student gone = student("s2", "PARTI", "Ailleurs", "TG1", null);

        ImportPlan plan = ImportPlan.between(ROSTER, List.of(zoe, gone));

        assertThat(plan.missing()).containsExactly(gone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Élèves;Né(e) le;Mail\nDE LA TOUR Zoé;12/03/2008;no address",
                "Élèves;Né(e) le\nZoé De La Tour;12/03/2008",
                "Élèves;Né(e) le\nDE LA TOUR Zoé;12/2008",
                "Élèves;Né(e) le\nDE LA TOUR Zo?;12/03/2008",
                "Élèves;Né(e) le\nDE LA TOUR Zoé;12/03/2008;too;many",
                "Élèves;Né(e) le;INE\n;;0123456789A\n;31/02/2008;0123456789A",
                "Nom;Prénom;Né(e) le\nDe La Tour;Zoé;31/02/2008",
                "Nom;Prénom;Né(e) le\nDe La Tour;;12/03/2008"
            })
    void knowsWhomARejectedRowIsAbout(String roster) {
        Student zoe = student("s1", "DE LA TOUR", "Zoé", "TG2", "0123456789A");
        Student gone = Student.of("s2", "PARTI", "Ailleurs", LocalDate.of(2008, 3, 13));

        ImportPlan plan = ImportPlan.between(read(roster), List.of(zoe, gone));

        assertThat(plan.rejected()).isNotEmpty();
        assertThat(plan.missing()).containsExactly(gone);
    }

    @Test
    void createsEveryoneInAnEmptySchool() {
        ImportPlan plan = ImportPlan.between(ROSTER, List.of());

        assertThat(plan.created()).isEqualTo(ROSTER.rows());
        assertThat(plan.missing()).isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() {
        List<Student> known = new ArrayList<>();
        known.add(student("s1", "Dupont", "Jean", "TG9", null));
        ImportPlan first = ImportPlan.between(ROSTER, known);

        List<Student> after = new ArrayList<>();
        first.created().forEach(row -> after.add(row.student()));
        first.updated().forEach(update -> after.add(update.after()));
        after.addAll(first.unchanged());
        ImportPlan second = ImportPlan.between(ROSTER, after);

        assertThat(second.created()).isEmpty();
        assertThat(second.updated()).isEmpty();
        assertThat(second.unchanged()).hasSize(2);
        assertThat(second.missing()).isEmpty();
    }

    @Test
    void erasesNothingThatTheRosterLeavesOut() {
        Student lea = new Student("s2", "MARTIN", "DURAND", "Léa", DATE, "l@x.example", "TG2", "G3", "0123456789A");

        ImportPlan plan = ImportPlan.between(ROSTER, List.of(lea));

        assertThat(plan.unchanged()).containsExactly(lea);
    }

    @Nested
    class NationalNumbers {

        @Test
        void decideBeforeNames() {
            Student married = student("s1", "DURAND", "Léa", "TG2", "0123456789A");

            ImportPlan plan = plan(List.of(married), "0123456789A;MARTIN;Léa;12/03/2008");

            assertThat(plan.updated())
                    .singleElement()
                    .satisfies(update -> assertThat(update.changes())
                            .containsExactly(new FieldChange(Field.LAST_NAME, "DURAND", "MARTIN")));
        }

        @Test
        void correctABirthDateOfTheSameName() {
            Student lea = student("s1", "MARTIN", "Léa", "TG2", "0123456789A");

            ImportPlan plan = plan(List.of(lea), "0123456789A;MARTIN;Léa;13/03/2008");

            assertThat(plan.updated().get(0).after().birthDate()).isEqualTo(LocalDate.of(2008, 3, 13));
            assertThat(plan.updated().get(0).changes())
                    .containsExactly(new FieldChange(Field.BIRTH_DATE, "2008-03-12", "2008-03-13"));
        }

        @Test
        void neverMergeTwoPupils() {
            Student lea = student("s1", "MARTIN", "Léa", "TG2", "0123456789A");

            ImportPlan plan = plan(List.of(lea), "0123456789A;DUPONT;Jean;01/01/2009");

            assertThat(plan.problems())
                    .extracting(RosterProblem::code)
                    .containsExactly(RosterProblem.Code.INE_CONFLICT);
            assertThat(plan.updated()).isEmpty();
            assertThat(plan.missing()).isEmpty();
        }

        @Test
        void areAddedToAStudentKnownByName() {
            Student lea = student("s1", "MARTIN", "Lea", "TG2", null);

            ImportPlan plan = plan(List.of(lea), "0123456789A;MARTIN;Lea;12/03/2008");

            assertThat(plan.updated().get(0).after().ine()).isEqualTo("0123456789A");
        }

        @Test
        void tellNamesakesBornOnOneDayApart() {
            Student known = student("s1", "MARTIN", "Léa", "TG2", "0123456789A");

            ImportPlan plan =
                    plan(List.of(known), "0123456789B;MARTIN;Léa;12/03/2008", "0123456789A;MARTIN;Léa;12/03/2008");

            assertThat(plan.created()).extracting(RosterRow::line).containsExactly(2);
            assertThat(plan.unchanged()).containsExactly(known);
        }

        @Test
        void thatDisagreeAreAProblemNotASecondStudent() {
            Student known = student("s1", "MARTIN", "Léa", "TG2", "0123456789A");

            ImportPlan plan = plan(List.of(known), "0123456789B;MARTIN;Léa;12/03/2008");

            assertThat(plan.problems())
                    .extracting(RosterProblem::code)
                    .containsExactly(RosterProblem.Code.MATCH_AMBIGUOUS);
            assertThat(plan.created()).isEmpty();
            assertThat(plan.missing()).isEmpty();
        }

        @Test
        void missingLeaveNamesakesToAPerson() {
            Student one = student("s1", "MARTIN", "Léa", "TG2", "0123456789A");
            Student other = student("s2", "MARTIN", "Léa", "TG2", "0123456789B");

            ImportPlan plan = plan(List.of(one, other), ";MARTIN;Léa;12/03/2008");

            assertThat(plan.problems())
                    .extracting(RosterProblem::code)
                    .containsExactly(RosterProblem.Code.MATCH_AMBIGUOUS);
            assertThat(plan.problems().get(0).message()).doesNotContain("MARTIN", "Léa");
        }

        private static ImportPlan plan(List<Student> known, String... rows) {
            return ImportPlan.between(read("INE;NOM;PRENOM;DATE_NAISSANCE\n" + String.join("\n", rows)), known);
        }
    }

    private static Student student(
            String id, String lastName, String firstName, String className, @Nullable String ine) {
        return new Student(id, lastName, null, firstName, DATE, null, className, null, ine);
    }
}
