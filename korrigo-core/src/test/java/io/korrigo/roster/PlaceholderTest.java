package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "--",
                "—",
                ".",
                "...",
                "?",
                "/",
                "N/A",
                "n.a.",
                "NC",
                "nc",
                "N.C.",
                "X",
                "xxx",
                "Néant",
                "NEANT",
                "inconnu",
                "Sans objet",
                "non renseigné",
                "Non communiquée",
                "aucun",
                "(vide)",
                "null",
                "#N/A",
                "#REF!"
            })
    void areNothingInAColumnThatMayBeEmpty(String sign) {
        Student known =
                new Student("s", "MARTI", "LOUP", "Léa", LocalDate.of(2008, 3, 12), "l@x.example", null, null, null);

        RosterReading reading = Rosters.read(
                "Nom;Nom d'usage;Prénom;Né(e) le;Mail;INE", "MARTI;" + sign + ";Léa;12/03/2008;" + sign + ";" + sign);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.students().get(0).usageName()).isNull();
        assertThat(ImportPlan.between(reading, List.of(known)).unchanged()).containsExactly(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "NC", "X", "n/a", "néant", "Inconnu", "?", "."})
    void areAProblemInAColumnOfNames(String sign) {
        RosterReading reading = Rosters.read("Nom;Prénom;Né(e) le", "MARTI;Léa;12/03/2008", sign + ";Lou;13/03/2008");

        assertThat(Rosters.faults(reading)).containsExactly("3 Nom NAME_EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NA", "SO", "Nan", "O", "XU", "NCHO", "AUCUNE-DUPONT", "NULLANS", "VIDEAU", "INCONNUS"})
    void leaveRealNamesAlone(String name) {
        RosterReading reading =
                Rosters.read("Nom;Nom d'usage;Prénom;Né(e) le", name + ";" + name + "-MARTI;Lou;13/03/2008");

        assertThat(reading.students()).extracting(Student::lastName).containsExactly(name);
        assertThat(reading.students()).extracting(Student::usageName).containsExactly(name + "-MARTI");
    }

    @Test
    void tellARareNameFromAnAbbreviationByTheColumn() {
        RosterReading one = Rosters.read(
                "Nom;Nom d'usage;Prénom;Né(e) le",
                "MARTI;NA;Léa;12/03/2008",
                "DUBOSC;;Lou;13/03/2008",
                "PETIT;;Ana;14/03/2008");
        RosterReading all = Rosters.read(
                "Nom;Nom d'usage;Prénom;Né(e) le",
                "MARTI;NA;Léa;12/03/2008",
                "DUBOSC;NA;Lou;13/03/2008",
                "PETIT;NA;Ana;14/03/2008");

        assertThat(one.students()).extracting(Student::usageName).containsExactly("NA", null, null);
        assertThat(all.students()).extracting(Student::usageName).containsOnlyNulls();
    }

    @Test
    void standForNoClassAndNoDate() {
        RosterReading reading = Rosters.read(
                "Nom;Prénom;Né(e) le;Classe;Groupe",
                "MARTI;Léa;12/03/2008;Sans classe;NC",
                "DUBOSC;Lou;13/03/2008;X;-",
                "PETIT;Ana;néant;TG1;G1");

        assertThat(reading.students()).extracting(Student::className).containsExactly(null, "X");
        assertThat(reading.students()).extracting(Student::group).containsOnlyNulls();
        assertThat(Rosters.faults(reading)).containsExactly("4 Né(e) le DATE_EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=\"MARTI\"", "\"=\"\"MARTI\"\"\"", "'MARTI'", "=\" MARTI \""})
    void ofTextLeaveTheText(String cell) {
        assertThat(Rosters.read("Nom;Prénom;Né(e) le", cell + ";Léa;=\"12/03/2008\"")
                        .students())
                .extracting(Student::lastName)
                .containsExactly("MARTI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'t Hooft", "=A1&\"x\"", "=\"a\"&\"b\"", "O'"})
    void leaveOtherQuotesAlone(String cell) {
        assertThat(CellText.clean(cell)).isEqualTo(cell);
    }
}
