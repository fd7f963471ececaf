package io.korrigo.testkit.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PileLimits;
import io.korrigo.scan.PileProblem;
import io.korrigo.scan.PileProblem.Kind;
import io.korrigo.scan.PileSorter;
import io.korrigo.scan.SortedPile;
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
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets are told apart by what is written alone: nobody reads a header here. */
@Tag("slow")
class SecondScansTest {
    private static final List<Student> ROSTER = new RosterGenerator(7).roster(2);

    @TempDir
    private Path folder;

    private int views;

    private void scan(FoldedSheets sheets, int writer, int sheet, int pages, int scan) throws IOException {
        Written written = new Written(HeaderText.of(ROSTER.get(writer)), pages, writer, 100L * writer + sheet);
        for (GeneratedPage side : sheets.scan(written, scan, false)) {
            Files.write(folder.resolve("view" + ++views + side.extension()), side.encoded());
        }
    }

    @Test
    void areFoundInBlackAndWhiteAndNoOtherSheetIsTakenForOne() throws IOException {
        FoldedSheets sheets = new FoldedSheets(
                HeaderForm.cmenV3True(), new FontGlyphSource(), ScanQuality.NORMAL, 150, Colours.BLACK_AND_WHITE);
        scan(sheets, 0, 0, 4, 1);
        scan(sheets, 0, 1, 1, 2);
        scan(sheets, 1, 0, 3, 3);
        scan(sheets, 0, 0, 4, 4);
        scan(sheets, 0, 1, 1, 5);

        PileSorter<String> sorter = new PileSorter<>(page -> Optional.empty(), headers -> List.of());
        SortedPile sorted;
        try (Pile pile = Pile.open(folder, PileLimits.USUAL)) {
            sorted = sorter.sort(pile, PileSorter.Expected.NOTHING, (seen, of) -> {});
        }

        assertThat(sorted.problems().stream().filter(problem -> problem.kind() == Kind.SCANNED_TWICE))
                .containsExactly(
                        new PileProblem(Kind.SCANNED_TWICE, 3, -1, 0, 0),
                        new PileProblem(Kind.SCANNED_TWICE, 4, -1, 1, 0));
    }
}
