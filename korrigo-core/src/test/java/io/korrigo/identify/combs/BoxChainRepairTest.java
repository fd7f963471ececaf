package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.combs.BoxChain.Span;
import io.korrigo.image.OpenCvLibrary;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** A row of twenty boxes, open above, of which not all were taken. */
class BoxChainRepairTest {
    private static final int LEFT = 100;
    private static final int WIDTH = 24;
    private static final int BOXES = 20;
    private static final int LINE = 120;
    private static final int HEIGHT = 32;

    private final Mat page = new Mat(200, 700, CvType.CV_8UC1, new Scalar(245));

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void release() {
        page.release();
    }

    private void drawn() {
        Imgproc.line(page, new Point(LEFT, LINE), new Point(LEFT + BOXES * WIDTH, LINE), new Scalar(150));
        for (int i = 0; i <= BOXES; i++) {
            int x = LEFT + i * WIDTH;
            Imgproc.line(page, new Point(x, LINE - HEIGHT), new Point(x, LINE), new Scalar(90));
        }
    }

    /** The boxes that a chain of those at {@code taken} is repaired to, one list for each chain. */
    private List<List<Span>> repaired(int... taken) {
        drawn();
        LevelLine line =
                new LevelLine(LEFT, LEFT + BOXES * WIDTH, LEFT + BOXES * WIDTH / 2.0, new double[] {LINE}, 1, 30);
        LineBand band = LineBand.open(LineMap.of(page), line, HEIGHT, LEFT - 40, LEFT + BOXES * WIDTH + 40);
        BoxChain chain = new BoxChain(boxes(IntStream.of(taken)), 5);
        return new BoxChainRepair(band, new boolean[band.length()])
                .repaired(chain).stream().map(BoxChain::boxes).toList();
    }

    private static List<Span> boxes(IntStream places) {
        return places.mapToObj(i -> new Span(40 + i * WIDTH, 40 + (i + 1) * WIDTH))
                .toList();
    }

    @Test
    void fillsARowOfWhichAFewBoxesWerePassedOver() {
        assertThat(repaired(0, 1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 16, 17, 18, 19))
                .containsExactly(boxes(IntStream.range(0, BOXES)));
    }

    @Test
    void fillsARowOfWhichEveryOtherBoxWasPassedOver() {
        assertThat(repaired(0, 1, 2, 4, 5, 7, 9, 11, 13, 15, 17, 19)).containsExactly(boxes(IntStream.range(0, BOXES)));
    }

    @Test
    void goesOnAtBothEnds() {
        assertThat(repaired(3, 4, 5, 6, 7, 8, 9)).containsExactly(boxes(IntStream.range(0, BOXES)));
    }
}
