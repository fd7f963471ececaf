package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderReading;
import io.korrigo.image.OpenCvLibrary;
import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class CutCellTest {
    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @Test
    void hasThePatchThatTheReaderReadsInItsBox() {
        Mat page = DrawnHeader.of(20, 20, 10);
        DrawnHeader.write(page, 400, 100, 44, "MARTIN");
        DrawnHeader.write(page, 400, 210, 44, "ZOE");
        byte[] image = DrawnHeader.encoded(page, ".png");

        List<CutCell> cells = CutCell.of(image, CellClassifier.SIDE);

        assertThat(cells).hasSize("MARTINZOE".length());
        try (HeaderReader reader = new HeaderReader();
                CellClassifier classifier = CellClassifier.load()) {
            HeaderReading reading = reader.read(image);
            assertThat(cells)
                    .allSatisfy(cell -> assertThat(probabilities(classifier, cell))
                            .containsExactly(at(reading, cell, page).probabilities(), within(1e-4f)));
        }
        page.release();
    }

    private static float[] probabilities(CellClassifier classifier, CutCell cell) {
        Mat patch = new Mat(CellClassifier.SIDE, CellClassifier.SIDE, CvType.CV_8UC1);
        patch.put(0, 0, cell.patch());
        float[] probabilities = classifier.classify(List.of(patch))[0];
        patch.release();
        return probabilities;
    }

    private static CellReading at(HeaderReading reading, CutCell cell, Mat page) {
        Point2D from = cell.corners().get(0);
        Point2D to = cell.corners().get(2);
        double x = (from.getX() + to.getX()) / 2 / page.cols();
        double y = (from.getY() + to.getY()) / 2 / page.rows();
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
