package io.korrigo.identify.combs;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.identify.combs.Comb.Box;
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

/** Two name rows that were found, one well and one less so, and no date. */
class DateSeekerTest {
    private static final int WIDTH = 26;
    private static final int HEIGHT = 32;
    private static final int LEFT = 120;
    private static final int BOXES = 22;
    private static final List<Integer> DATE = List.of(2, 2, 4);

    private final Mat page = new Mat(400, 860, CvType.CV_8UC1, new Scalar(245));

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void release() {
        page.release();
    }

    private List<Box> drawn(int left, int y, int count) {
        List<Box> boxes = IntStream.range(0, count)
                .mapToObj(i -> {
                    double x = left + i * WIDTH;
                    return new Box(
                            new Point(x, y),
                            new Point(x + WIDTH, y),
                            new Point(x + WIDTH, y + HEIGHT),
                            new Point(x, y + HEIGHT));
                })
                .toList();
        for (Box box : boxes) {
            Imgproc.rectangle(page, box.topLeft(), box.bottomRight(), new Scalar(30));
        }
        return boxes;
    }

    private static Comb row(List<Box> boxes, double support) {
        return new Comb(boxes, List.of(boxes.size()), support, 3);
    }

    private List<Comb> completed(double support) {
        return completed(LEFT, support);
    }

    private List<Comb> completed(int left, double support) {
        Comb lower = row(drawn(LEFT, 160, BOXES), 0.95);
        Comb upper = row(drawn(left, 100, BOXES), support);
        return DateSeeker.complete(LineMap.of(page), List.of(lower, upper));
    }

    @Test
    void looksForNoDateInANameRowOfWhichLittleIsSeen() {
        assertThat(completed(0.65)).extracting(Comb::groups).containsExactly(List.of(BOXES), List.of(BOXES));
    }

    @Test
    void looksForADateWhereARowIsHardlyThere() {
        assertThat(completed(0.55)).extracting(Comb::groups).contains(DATE).doesNotContain(List.of(22, 22));
    }

    @Test
    void findsTheDateBelowThem() {
        drawn(LEFT, 220, 2);
        drawn(LEFT + 3 * WIDTH, 220, 2);
        drawn(LEFT + 6 * WIDTH, 220, 4);

        List<Comb> combs = completed(0.65);

        assertThat(combs).extracting(Comb::groups).contains(DATE);
        assertThat(combs.stream().filter(comb -> comb.groups().equals(DATE)))
                .allSatisfy(date -> assertThat(date.centre().y).isBetween(230.0, 242.0));
        assertThat(combs.stream().filter(comb -> comb.size() == BOXES)).hasSize(2);
    }
}
