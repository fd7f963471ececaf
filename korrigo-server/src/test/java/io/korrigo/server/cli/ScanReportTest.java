package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.scan.Part;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PileLimits;
import io.korrigo.scan.PilePage;
import io.korrigo.scan.PileProblem;
import io.korrigo.scan.SheetWriters.Writer;
import io.korrigo.scan.SortedPile;
import io.korrigo.scan.SortedPile.SortedCopy;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanReportTest {
    private static SortedCopy copy(int sheet, @Nullable String student) {
        PilePage page = new PilePage(sheet, Part.WHOLE, 0, 1, sheet, true, false);
        return new SortedCopy(List.of(page), new Writer(sheet, student, 1, ""));
    }

    @Test
    void saysBetweenWhichCopiesASheetLiesAlsoWhereNobodyKnowsWhoseTheyAre(@TempDir Path folder) throws Exception {
        for (int page = 1; page <= 3; page++) {
            BufferedImage picture = new BufferedImage(100, 140, BufferedImage.TYPE_BYTE_GRAY);
            ImageIO.write(picture, "png", folder.resolve("p" + page + ".png").toFile());
        }
        SortedPile sorted = new SortedPile(
                3,
                3,
                List.of(copy(0, "s-1"), copy(1, "s-2"), copy(2, null)),
                List.of(),
                List.of(new PileProblem(PileProblem.Kind.TURNED, 1, 1, 0, 0)));
        List<Student> roster = List.of(Student.of("s-1", "Roux", "Zoé", null), Student.of("s-2", "Petit", "Ali", null));

        try (Pile pile = Pile.open(folder, PileLimits.USUAL)) {
            ScanReport report = new ScanReport(ScanWords.of(Locale.FRENCH), sorted, roster, pile);

            assertThat(report.exceptions())
                    .containsExactly(
                            "Feuille n° 2 depuis le haut (p2.png), entre Roux Zoé et copie 3 : Feuille tournée,"
                                    + " remise à l'endroit (copie Petit Ali)");
        }
    }
}
