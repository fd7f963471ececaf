package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.PrintedReading;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.identify.print.PrintedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs Tesseract's language data where Debian, Ubuntu, Fedora or Homebrew put it; without it there is nothing to read. */
@Tag("native")
class PrintedReaderTest {
    private static final Student WRITER = Student.of("7", "DE LA TOUR", "Jean-Luc", LocalDate.of(2008, 3, 12));
    private static final List<Student> ROSTER = roster();
    private static PrintedReader printed;
    private static HeaderReader handwritten;

    private static List<Student> roster() {
        List<Student> roster = new ArrayList<>(new RosterGenerator(5).roster(200));
        roster.add(WRITER);
        return roster;
    }

    @BeforeAll
    static void open() throws IOException {
        Path tessdata = Stream.of(
                        "/usr/share/tesseract-ocr/5/tessdata",
                        "/usr/share/tesseract-ocr/4.00/tessdata",
                        "/usr/share/tesseract/tessdata",
                        "/opt/homebrew/share/tessdata")
                .map(Path::of)
                .filter(PrintedReader::canUse)
                .findFirst()
                .orElse(null);
        assumeTrue(tessdata != null, "no language data of Tesseract on this machine");
        printed = PrintedReader.open(tessdata, 2);
        handwritten = new HeaderReader();
    }

    @AfterAll
    static void close() {
        if (printed != null) {
            printed.close();
            handwritten.close();
        }
    }

    private static PageGenerator generator(ScanQuality quality, long seed) {
        return new PageGenerator(HeaderForm.cmenV3(), new FontGlyphSource(), quality, seed);
    }

    private static Identification identification(GeneratedPage page) throws IOException {
        HeaderReading reading = printed.unlessHandwritten(handwritten.read(page.encoded()), page.encoded());
        return new StudentMatcher(ROSTER).match(reading);
    }

    private static void assertWritten(GeneratedPage page) throws IOException {
        Identification identification = identification(page);
        assertThat(identification.student()).as(identification.reason()).contains(WRITER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE LA TOUR Jean-Luc 12/03/2008",
                "Jean-Luc DE LA TOUR\nné le 12/03/2008",
                "DE LA TOUR\nJean-Luc\n12.03.2008",
                "Nom : DE LA TOUR\nPrénom : Jean-Luc\nNé(e) le : 12/03/2008",
                "Nom de famille\nDE LA TOUR\nPrénom(s)\nJean-Luc\nDate de naissance\n12 03 2008",
                "Nom et prénom : DE LA TOUR Jean-Luc   Né le : 12/03/2008   Classe : 3e B",
                "Last name: DE LA TOUR\nFirst name: Jean-Luc\nDate of birth: 2008-03-12"
            })
    void identifiesTheWriterNamedByAStickerOrLabels(String lines) throws IOException {
        assertWritten(generator(ScanQuality.EASY, 3).draw(Sticker.of(lines.split("\n"))));
    }

    @ParameterizedTest
    @EnumSource(
            value = ScanQuality.class,
            names = {"EASY", "NORMAL"})
    void readsAStickerBesideEmptyBoxes(ScanQuality quality) throws IOException {
        Sticker sticker = Sticker.of("DE LA TOUR Jean-Luc", "12/03/2008").below(HeaderForm.cmenV3());

        assertWritten(generator(quality, 4).draw(sticker));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void turnsThePageUpright(int quarterTurns) throws IOException {
        GeneratedPage page = generator(ScanQuality.EASY, 5)
                .turned(quarterTurns)
                .draw(Sticker.of("DE LA TOUR Jean-Luc", "12/03/2008"));

        assertWritten(page);
        assertThat(printed.read(page.encoded()).header().quarterTurns())
                .isEqualTo(page.truth().quarterTurns());
    }

    @Test
    void namesNobodyForSomebodyWhoIsNotOnTheRoster() throws IOException {
        GeneratedPage page = generator(ScanQuality.EASY, 6).draw(Sticker.of("DELATTRE Jeanne 12/05/2008"));

        assertThat(identification(page).student()).isEmpty();
    }

    @Test
    void findsNoHeaderOnAPageOfHandwriting() throws IOException {
        GeneratedPage page = generator(ScanQuality.NORMAL, 7).drawInnerPage();

        assertThat(printed.read(page.encoded()).header().found()).isFalse();
        assertThat(identification(page).decision()).isEqualTo(Identification.Decision.UNREADABLE);
    }

    @Test
    void keepsWhatWasHandwritten() throws IOException {
        GeneratedPage page = generator(ScanQuality.EASY, 8).draw(HeaderText.of(WRITER));
        HeaderReading handwriting = handwritten.read(page.encoded());

        assertThat(printed.unlessHandwritten(handwriting, page.encoded())).isSameAs(handwriting);
    }

    @Test
    void tellsTheSubjectsVariant() throws IOException {
        GeneratedPage page = generator(ScanQuality.EASY, 9)
                .draw(Sticker.of("BREVET BLANC - Mathématiques", "SUJET B (2 h)", "DE LA TOUR Jean-Luc 12/03/2008"));

        PrintedReading reading = printed.read(page.encoded());

        assertThat(reading.subjectVariant()).isEqualTo("B");
        assertThat(reading.header().text(HeaderField.BIRTH_DATE)).isEqualTo("12/03/2008");
    }

    @Test
    void saysTheSameOnAnyThread() throws Exception {
        byte[] page = generator(ScanQuality.NORMAL, 10)
                .draw(Sticker.of("DE LA TOUR Jean-Luc 12/03/2008"))
                .encoded();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            Callable<PrintedReading> read = () -> printed.read(page);
            List<Future<PrintedReading>> readings = callers.invokeAll(List.of(read, read, read, read));

            PrintedReading alone = printed.read(page);
            for (Future<PrintedReading> reading : readings) {
                assertThat(reading.get()).isEqualTo(alone);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void namesAFolderWithoutLanguageData(@TempDir Path empty) {
        assertThat(PrintedReader.canUse(empty)).isFalse();
        assertThatThrownBy(() -> PrintedReader.open(empty, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("traineddata");
    }
}
