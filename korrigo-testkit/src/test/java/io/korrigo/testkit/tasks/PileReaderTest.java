package io.korrigo.testkit.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PileLimits;
import io.korrigo.scan.PileProblem;
import io.korrigo.scan.PileProblem.Kind;
import io.korrigo.scan.PileSorter;
import io.korrigo.scan.SortedPile;
import io.korrigo.tasks.PileReader;
import io.korrigo.testkit.pages.FoldedSheets;
import io.korrigo.testkit.pages.FoldedSheets.Colours;
import io.korrigo.testkit.pages.FoldedSheets.Written;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.RosterGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PileReaderTest {
    private static final HeaderReader READER = new HeaderReader();
    private static final List<Student> ROSTER = new RosterGenerator(7).roster(12);
    private static final FoldedSheets SHEETS =
            new FoldedSheets(HeaderForm.cmenV3True(), new FontGlyphSource(), ScanQuality.EASY, 150, Colours.GREY);

    @TempDir
    private Path folder;

    private int views;

    @AfterAll
    static void closeReader() {
        READER.close();
    }

    private static Written written(int student, int sheet, int pages) {
        return new Written(HeaderText.of(ROSTER.get(student)), pages, student, 100L * student + sheet);
    }

    private void scan(Written written, int scan, boolean upsideDown) throws IOException {
        for (GeneratedPage side : SHEETS.scan(written, scan, upsideDown)) {
            add(side);
        }
    }

    private void add(GeneratedPage side) throws IOException {
        Files.write(folder.resolve(String.format(Locale.ROOT, "view%d%s", ++views, side.extension())), side.encoded());
    }

    private SortedPile sort() throws IOException {
        try (Pile pile = Pile.open(folder, PileLimits.USUAL)) {
            return new PileReader(READER, ROSTER).sort(pile, PileSorter.Expected.NOTHING, (seen, of) -> {});
        }
    }

    private static List<String> students(SortedPile pile) {
        return pile.copies().stream()
                .map(copy -> String.valueOf(copy.writer().student()))
                .toList();
    }

    private static String id(int student) {
        return ROSTER.get(student).id();
    }

    private static List<Kind> kinds(SortedPile pile) {
        return pile.problems().stream().map(PileProblem::kind).toList();
    }

    @Test
    void sortsFoldedSheetsIntoCopiesWhereverOneIsTurnedDoubledOrLeftBlank() throws IOException {
        scan(written(0, 0, 4), 1, false);
        scan(written(0, 1, 1), 2, false);
        scan(written(1, 0, 2), 3, true);
        scan(written(2, 0, 3), 4, false);
        scan(written(2, 0, 3), 5, false);

        SortedPile pile = sort();

        assertThat(students(pile)).containsExactly(id(0), id(1), id(2));
        assertThat(pile.copies().get(0).sheets()).containsExactly(0, 1);
        assertThat(pile.balance()).isEqualTo(new SortedPile.Balance(5, 10, 20, 3, 10, 6, 4));
        assertThat(pile.copies().get(1).pages()).allMatch(page -> page.quarterTurns() == 2);
        assertThat(kinds(pile)).containsExactly(Kind.TURNED, Kind.SCANNED_TWICE);
    }
}
