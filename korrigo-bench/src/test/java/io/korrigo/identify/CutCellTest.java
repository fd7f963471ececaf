package io.korrigo.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.PageRegion;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.HeaderText;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.ScanQuality;
import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class CutCellTest {
    @Test
    void hasThePatchThatTheReaderReadsInItsBox() {
        HeaderText text = new HeaderText("MARTIN", "ZOE", "", "01022008");
        GeneratedPage page =
                new PageGenerator(HeaderForm.cmenV3(), new FontGlyphSource(), ScanQuality.EASY, 3).draw(text);

        List<CutCell> cells = CutCell.of(page.encoded(), CellClassifier.SIDE);

        assertThat(cells).hasSizeGreaterThanOrEqualTo("MARTINZOE01022008".length());
        try (HeaderReader reader = new HeaderReader();
                CellClassifier classifier = CellClassifier.load()) {
            HeaderReading reading = reader.read(page.encoded());
            assertThat(cells)
                    .allSatisfy(cell -> assertThat(probabilities(classifier, cell))
                            .containsExactly(at(reading, cell, page).probabilities(), within(1e-4f)));
        }
    }

    private static float[] probabilities(CellClassifier classifier, CutCell cell) {
        Mat patch = new Mat(CellClassifier.SIDE, CellClassifier.SIDE, CvType.CV_8UC1);
        patch.put(0, 0, cell.patch());
        float[] probabilities = classifier.classify(List.of(patch))[0];
        patch.release();
        return probabilities;
    }

    private static CellReading at(HeaderReading reading, CutCell cell, GeneratedPage page) {
        Point2D from = cell.corners().get(0);
        Point2D to = cell.corners().get(2);
        double x = (from.getX() + to.getX()) / 2 / page.truth().width();
        double y = (from.getY() + to.getY()) / 2 / page.truth().height();
        return reading.rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(each -> contains(each.region(), x, y))
                .findFirst()
                .orElseThrow();
    }

    private static boolean contains(PageRegion region, double x, double y) {
        return region.x() < x && x < region.x() + region.w() && region.y() < y && y < region.y() + region.h();
    }
}
