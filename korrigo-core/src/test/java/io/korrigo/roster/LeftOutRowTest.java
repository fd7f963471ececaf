package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.roster.LeftOutRow.Reason;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftOutRowTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Date sortie          | 22/11/2026
            Date de sortie       | 23/11/2026
            Sorti(e) le          | 2025-09-01
            Sortie               | Oui
            Etat                 | Non inscrit
            Statut               | Démissionnaire
            État                 | Inactive
            Situation            | Radiée
            Classe               | Inactifs
            Division             | DEMISSIONNAIRES
            Code structure       | Sortis
            """)
    void isOfAStudentWhoLeft(String header, String value) {
        RosterReading reading =
                Rosters.read("Nom;Prénom;Né(e) le;" + header, "MARTI;Léa;12/03/2008;", "PARTI;Léo;13/03/2008;" + value);

        assertThat(reading.students()).extracting(Student::lastName).containsExactly("MARTI");
        assertThat(reading.leftOut()).extracting(LeftOutRow::line).containsExactly(3);
        assertThat(reading.leftOut()).extracting(LeftOutRow::reason).containsExactly(Reason.DEPARTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Date sortie          | 24/11/2026
            Date sortie          | -
            Sortie               | Fin d'année
            Etat                 | Inscrit
            Statut               | ST
            Classe               | Sortie scolaire
            Classe               | Inactifs2
            """)
    void isNotOfAStudentWhoIsStillThere(String header, String value) {
        RosterReading reading = Rosters.read("Nom;Prénom;Né(e) le;" + header, "MARTI;Léa;12/03/2008;" + value);

        assertThat(reading.students()).extracting(Student::lastName).containsExactly("MARTI");
    }

    @Test
    void ofAKnownStudentWhoLeftChangesNothingAndMissesNobody() {
        Student gone = Student.of("s", "PARTI", "Léo", LocalDate.of(2008, 3, 13));

        ImportPlan plan = ImportPlan.between(
                Rosters.read("Nom;Prénom;Né(e) le;Etat", "PARTI;Léo;13/03/2008;Sorti"), List.of(gone));

        assertThat(plan.leftOut()).hasSize(1);
        assertThat(plan.updated()).isEmpty();
        assertThat(plan.unchanged()).isEmpty();
        assertThat(plan.missing()).isEmpty();
    }

    @Test
    void isOfAStudentWhomAnEarlierLineDescribesAlike() {
        RosterReading reading = Rosters.read(
                "Nom;Prénom;Né(e) le;Classe;INE;Responsable",
                "MARTI;Léa;12/03/2008;TG1;0123456789A;PARENTI",
                "MARTI;Léa;12/03/2008;TG1;0123456789A;PARENTO",
                "MARTI;Léa;12/03/2008;TG2;0123456789A;PARENTI",
                "PETIT;Lou;13/03/2008;TG1;;PARENTI",
                "PETIT;Lou;13/03/2008;TG1;;PARENTO",
                "PETIT;Lou;13/03/2008;;;PARENTO");

        assertThat(reading.rows()).extracting(RosterRow::line).containsExactly(2, 5);
        assertThat(reading.leftOut()).extracting(LeftOutRow::line).containsExactly(3, 6);
        assertThat(reading.leftOut()).extracting(LeftOutRow::reason).containsOnly(Reason.REPEATED);
        assertThat(Rosters.faults(reading)).containsExactly("4 null DUPLICATE", "7 null DUPLICATE");
        assertThat(reading.dataRows()).isEqualTo(6);
    }

    @Test
    void countsAsADataRow() {
        RosterReading reading =
                Rosters.read("Nom;Prénom;Né(e) le;Etat", "PARTI;Léo;13/03/2008;Sorti", "MARTI;Léa;12/03/2008;Inscrit");

        assertThat(reading.rows()).extracting(RosterRow::rowNumber).containsExactly(2);
    }
}
