package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Workbooks that were made to do harm. */
class XlsxFileTest {

    @Test
    void refusesAWorkbookThatUnpacksToFarMoreThanItIs() throws IOException {
        byte[] bomb = changed(sheet -> sheet + " ".repeat(3_000_000));

        assertThatThrownBy(() -> Rosters.READER.withMaxBytes(100_000).read(new ByteArrayInputStream(bomb)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("unpacks to far more");
    }

    @Test
    void refusesACellFarBeyondTheLastColumn() throws IOException {
        byte[] wide = changed(sheet -> sheet.replace("r=\"A1\"", "r=\"ZZZZZZ1\""));

        assertThatThrownBy(() -> Rosters.read(wide))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("columns that no spreadsheet has");
    }

    @Test
    void refusesASheetThatBreaksOff() throws IOException {
        byte[] broken = changed(sheet -> sheet.substring(0, sheet.length() / 2));

        assertThatThrownBy(() -> Rosters.read(broken))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("can't be read below row");
    }

    @Test
    void refusesASheetThatIsNoXmlFromItsStart() throws IOException {
        byte[] broken = changed(sheet -> sheet.replaceFirst("<worksheet", "<worksheet \"a"));

        assertThatThrownBy(() -> Rosters.read(broken))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("can't be read below row 0");
    }

    @Test
    void refusesANumberThatIsNone() throws IOException {
        byte[] broken = changed(sheet -> sheet.replace("<v>0</v>", "<v>-1</v>"));

        assertThatThrownBy(() -> Rosters.read(broken))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("can't be read below row");
    }

    /** A sound workbook with another first sheet. */
    private static byte[] changed(UnaryOperator<String> change) throws IOException {
        Path workbook = RosterCorpus.sound().stream()
                .filter(file -> file.endsWith("pronote-number.xlsx"))
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(workbook));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String part = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                out.putNextEntry(new ZipEntry(entry.getName()));
                boolean sheet = entry.getName().endsWith("sheet1.xml");
                out.write((sheet ? change.apply(part) : part).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
