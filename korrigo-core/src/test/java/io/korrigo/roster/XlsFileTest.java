package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;

/** Workbooks of the old format, written by POI as Excel 97 to 2003 wrote them. */
class XlsFileTest {

    @Test
    void givesTextNumbersDaysAndFormulasByTheirValues() throws IOException {
        RosterReading reading = Rosters.read(workbook(false, book -> {
            Sheet sheet = book.createSheet("TG1");
            row(sheet, 0, "Lycée d'exemple");
            row(sheet, 2, "Nom", "Prénom", "Né(e) le", "INE", "Classe");
            row(sheet, 3, "LEFÈVRE", "Zoé\nAnaïs", "12/03/2008", "0712345678A", "TG1");
            Row second = row(sheet, 4, "HAÏKAL", "Maï", "", "", "TG1");
            second.createCell(2).setCellValue(39417);
            CellStyle day = book.createCellStyle();
            day.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
            second.getCell(2).setCellStyle(day);
            second.createCell(1).setCellFormula("\"Ma\"&\"ï\"");
            book.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(second.getCell(1));
            second.createCell(3).setCellValue(712345678901.0);
        }));

        assertThat(Rosters.identities(reading))
                .containsExactly("LEFÈVRE/Zoé Anaïs/2008-03-12", "HAÏKAL/Maï/2007-12-01");
        assertThat(reading.students()).extracting(Student::ine).containsExactly("0712345678A", "712345678901");
        assertThat(reading.rows()).extracting(RosterRow::line).containsExactly(4, 5);
        assertThat(reading.format().container()).isEqualTo(RosterFormat.Container.XLS);
    }

    @Test
    void readsASheetAClassAndSaysWhatIsHidden() throws IOException {
        RosterReading reading = Rosters.read(workbook(false, book -> {
            for (String name : new String[] {"TG1", "TG2", "Anciens"}) {
                Sheet sheet = book.createSheet(name);
                row(sheet, 0, "Nom", "Prénom", "Né(e) le", "Classe");
                row(sheet, 1, "MARTI", "Léa-" + name, "12/03/2008", name);
                row(sheet, 2, "PETIT", "Lou-" + name, "13/03/2008", "");
                sheet.addMergedRegion(new CellRangeAddress(1, 2, 3, 3));
            }
            book.getSheet("TG2").getRow(1).setZeroHeight(true);
            book.setSheetHidden(2, true);
        }));

        assertThat(reading.students())
                .extracting(Student::firstName)
                .containsExactly("Léa-TG1", "Lou-TG1", "Léa-TG2", "Lou-TG2");
        assertThat(reading.students()).extracting(Student::className).containsExactly("TG1", "TG1", "TG2", "TG2");
        assertThat(reading.rows()).extracting(RosterRow::sheet).containsExactly("TG1", "TG1", "TG2", "TG2");
        assertThat(reading.format().remarks())
                .extracting(RosterRemark::code, RosterRemark::sheet)
                .containsExactly(
                        tuple(RosterRemark.Code.SHEET_HIDDEN, "Anciens"), tuple(RosterRemark.Code.ROWS_HIDDEN, "TG2"));
    }

    @Test
    void namesTheSheetOfTheEarlierRow() throws IOException {
        RosterReading reading = Rosters.read(workbook(false, book -> {
            for (String name : new String[] {"TG1", "TG2"}) {
                Sheet sheet = book.createSheet(name);
                row(sheet, 0, "Nom", "Prénom", "Né(e) le", "Classe");
                row(sheet, 1, "MARTI", "Léa", "12/03/2008", name);
            }
        }));

        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.sheet()).isEqualTo("TG2");
            assertThat(problem.message()).contains("line 2 of sheet \"TG1\"");
        });
    }

    @Test
    void refusesAWorkbookBehindAPassword() throws IOException {
        byte[] locked = workbook(true, book -> row(book.createSheet("TG1"), 0, "Nom"));

        assertThatThrownBy(() -> Rosters.read(locked))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("protected by a password");
    }

    @Test
    void refusesAWorkbookThatBreaksOff() throws IOException {
        byte[] whole = workbook(false, book -> row(book.createSheet("TG1"), 0, "Nom"));

        for (int length = 600; length < whole.length; length += 700) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Rosters.read(cut)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void isRefusedByNameWherePoiIsMissing() throws Exception {
        byte[] file = workbook(false, book -> row(book.createSheet("TG1"), 0, "Nom"));
        URL[] withoutPoi = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("poi-"))
                .map(XlsFileTest::url)
                .toArray(URL[]::new);

        try (URLClassLoader loader = new URLClassLoader(withoutPoi, ClassLoader.getPlatformClassLoader())) {
            Class<?> reader = loader.loadClass(RosterReader.class.getName());
            Object made = reader.getConstructor().newInstance();
            assertThatThrownBy(() ->
                            reader.getMethod("read", InputStream.class).invoke(made, new ByteArrayInputStream(file)))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining("old format (.xls)")
                    .hasMessageContaining("org.apache.poi:poi");
        }
    }

    private interface Writing {
        void write(HSSFWorkbook book) throws IOException;
    }

    private static byte[] workbook(boolean locked, Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HSSFWorkbook book = new HSSFWorkbook()) {
            writing.write(book);
            Biff8EncryptionKey.setCurrentUserPassword(locked ? "secret" : null);
            book.write(out);
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
        return out.toByteArray();
    }

    private static Row row(Sheet sheet, int number, String... cells) {
        Row row = sheet.createRow(number);
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                row.createCell(i).setCellValue(cells[i]);
            }
        }
        return row;
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
