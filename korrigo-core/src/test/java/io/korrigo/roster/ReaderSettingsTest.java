package io.korrigo.roster;

import static io.korrigo.roster.Rosters.identities;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the caller knows goes before what the file shows. */
class ReaderSettingsTest {
    private static final String UNNAMED = "Dubosc;Jean;12/03/2008\nMarti;Léo;13/03/2008\n";

    @Test
    void namesTheColumnsOfAFileWithoutHeader() throws IOException {
        RosterReading reading = read(
                Rosters.READER.withColumns(Map.of(RosterColumn.LAST_NAME, "1", RosterColumn.FIRST_NAME, "2")), UNNAMED);

        assertThat(identities(reading)).containsExactly("Dubosc/Jean/2008-03-12", "Marti/Léo/2008-03-13");
        assertThat(reading.format().headerLine()).isZero();
        assertThat(reading.format().column(RosterColumn.BIRTH_DATE))
                .hasValueSatisfying(use -> assertThat(use.number()).isEqualTo(3));
    }

    @Test
    void passesOverAHeaderThatNobodyKnows() throws IOException {
        RosterReading reading = read(
                Rosters.READER.withColumns(Map.of(
                        RosterColumn.LAST_NAME, "1", RosterColumn.FIRST_NAME, "2", RosterColumn.BIRTH_DATE, "3")),
                "Cognome;Pila;Nato il\n" + UNNAMED);

        assertThat(identities(reading)).containsExactly("Dubosc/Jean/2008-03-12", "Marti/Léo/2008-03-13");
        assertThat(reading.skipped()).containsExactly(new SkippedLine(1, SkippedLine.Reason.TITLE));
    }

    @Test
    void takesTheFirstLineForDataWhereThereIsNoHeader() throws IOException {
        String file = "NOM Prénom;12/03/2008\nDUBOSC Jean;13/03/2008\n";

        RosterReading reading = read(Rosters.READER.withoutHeader(), file);

        assertThat(identities(reading)).containsExactly("NOM/Prénom/2008-03-12", "DUBOSC/Jean/2008-03-13");
    }

    @Test
    void namesAColumnWhoseHeaderNobodyKnows() throws IOException {
        String file = "Patronyme;Petit nom;Venu au monde;Nom\nDUBOSC;Jean;12/03/2008;tuteur\n";

        RosterReading reading = read(
                Rosters.READER.withColumns(Map.of(
                        RosterColumn.LAST_NAME,
                        "patronyme",
                        RosterColumn.FIRST_NAME,
                        "PETIT NOM",
                        RosterColumn.BIRTH_DATE,
                        "3")),
                file);

        assertThat(identities(reading)).containsExactly("DUBOSC/Jean/2008-03-12");
        assertThat(reading.format().ignored()).containsExactly("Nom");
    }

    @Test
    void takesTheDelimiterThatTheCallerSays() throws IOException {
        RosterReading reading =
                read(Rosters.READER.withDelimiter('~'), "sep=;\nÉlèves~Né(e) le\nDUBOSC Jean~12/03/2008");

        assertThat(identities(reading)).containsExactly("DUBOSC/Jean/2008-03-12");
    }

    @Test
    void readsTheSheetThatTheCallerNames() throws Exception {
        Path workbook = RosterCorpus.sound().stream()
                .filter(file -> file.endsWith("onde-second-sheet.xlsx"))
                .findFirst()
                .orElseThrow();

        assertThat(Rosters.READER.withSheet("Ancien").read(workbook).rows()).hasSize(1);
        assertThatThrownBy(() -> Rosters.READER.withSheet("2025").read(workbook))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no sheet of the name");
    }

    @Test
    void givesLessConfidenceToColumnsWhoseCellsDoNotFit() throws IOException {
        RosterReading reading =
                read(Rosters.READER, "Élèves;Né(e) le;Mail\nDUBOSC Jean;12/03/2008;oui\nMARTI Léo;?;non");

        assertThat(reading.format().column(RosterColumn.FULL_NAME).orElseThrow().confidence())
                .isEqualTo(1);
        assertThat(reading.format()
                        .column(RosterColumn.BIRTH_DATE)
                        .orElseThrow()
                        .confidence())
                .isEqualTo(0.75);
        assertThat(reading.format().column(RosterColumn.EMAIL).orElseThrow().confidence())
                .isEqualTo(0.5);
    }

    private static RosterReading read(RosterReader reader, String file) throws IOException {
        return reader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
