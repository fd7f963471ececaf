package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.identify.CellReading;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class CellClassifierTest {
    /** Side of the canvas that these tests draw on; what the classifier gets is reduced to its own. */
    private static final int CANVAS = 48;

    private static final Scalar INK = new Scalar(230);

    private final List<Mat> drawn = new ArrayList<>();
    private CellClassifier classifier;

    @BeforeEach
    void load() {
        classifier = CellClassifier.load();
    }

    @AfterEach
    void release() {
        classifier.close();
        drawn.forEach(Mat::release);
    }

    @Nested
    class Reading {
        @Test
        void readsPrintedCapitals() {
            String letters = CellReading.CLASSES.substring(0, 26);

            int right = rightAmong(letters, letters);

            assertThat(right).isGreaterThanOrEqualTo(23);
        }

        @Test
        void readsPrintedDigits() {
            String digits = CellReading.CLASSES.substring(26, 36);

            int right = rightAmong(digits, digits);

            assertThat(right).isGreaterThanOrEqualTo(9);
        }

        @Test
        void seesThroughTheLinesOfTheBox() {
            List<Mat> patches = new ArrayList<>();
            for (char c : "ABEHKMRS".toCharArray()) {
                Mat patch = letter(c);
                box(patch, 110);
                patches.add(patch);
            }

            float[][] read = classify(patches);

            assertThat(best(read, CellReading.CLASSES)).isEqualTo("ABEHKMRS");
        }

        private int rightAmong(String text, String allowed) {
            List<Mat> patches = text.chars().mapToObj(c -> letter((char) c)).toList();
            String read = best(classify(patches), allowed);
            int right = 0;
            for (int i = 0; i < text.length(); i++) {
                right += read.charAt(i) == text.charAt(i) ? 1 : 0;
            }
            return right;
        }
    }

    @Nested
    class EmptyAndCrossedOut {
        @Test
        void callsPaperBlank() {
            assertThat(probability(patch(), CellReading.BLANK)).isGreaterThan(0.95);
        }

        @Test
        void callsAnEmptyBoxBlank() {
            Mat patch = patch();
            box(patch, 120);

            assertThat(probability(patch, CellReading.BLANK)).isGreaterThan(0.95);
        }

        @Test
        void callsAnEmptyBoxBesideALetterBlank() {
            Mat patch = patch();
            Imgproc.ellipse(patch, new Point(50, 24), new Size(7, 11), 0, 0, 360, INK, 2, Imgproc.LINE_AA);

            assertThat(probability(patch, CellReading.BLANK)).isGreaterThan(0.95);
        }

        @Test
        void callsAHyphenBlankBecauseNoLetterStandsThere() {
            Mat patch = patch();
            line(patch, 19, 25, 29, 24);

            assertThat(probability(patch, CellReading.BLANK)).isGreaterThan(0.95);
        }

        @Test
        void neverCallsAClearLetterBlank() {
            for (char c : CellReading.CLASSES.substring(0, 36).toCharArray()) {
                assertThat(probability(letter(c), CellReading.BLANK))
                        .as("%s", c)
                        .isLessThan(0.01);
            }
        }

        @Test
        void callsALetterUnderACrossCrossedOut() {
            Mat patch = letter('B');
            line(patch, 10, 9, 38, 39);
            line(patch, 38, 10, 10, 38);

            assertThat(probability(patch, CellReading.CROSSED_OUT)).isGreaterThan(0.8);
        }

        @Test
        void callsAScribbleCrossedOut() {
            Mat patch = letter('E');
            for (int y = 10; y < 38; y += 4) {
                line(patch, 10, y, 38, y + 3);
                line(patch, 38, y + 3, 10, y + 4);
            }

            assertThat(probability(patch, CellReading.CROSSED_OUT)).isGreaterThan(0.8);
        }
    }

    @Nested
    class Batches {
        @Test
        void answersTheSameAloneAndTogether() {
            List<Mat> patches = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                patches.add(letter(CellReading.CLASSES.charAt(i % 36)));
            }

            float[][] together = classify(patches);

            for (int i = 0; i < patches.size(); i += 41) {
                float[] alone = classify(List.of(patches.get(i)))[0];
                for (int k = 0; k < alone.length; k++) {
                    assertThat(together[i][k]).isEqualTo(alone[k], within(1e-4f));
                }
            }
        }

        @Test
        void givesProbabilitiesThatSumToOne() {
            for (float[] reading : classify(List.of(patch(), letter('A'), letter('7')))) {
                double sum = 0;
                for (float p : reading) {
                    assertThat(p).isBetween(0f, 1f);
                    sum += p;
                }
                assertThat(reading).hasSize(CellReading.CLASSES.length());
                assertThat(sum).isEqualTo(1, within(1e-5));
            }
        }

        @Test
        void givesNothingForNothing() {
            assertThat(classifier.classify(List.of())).isEmpty();
        }

        @Test
        void leavesThePatchesUnchanged() {
            Mat patch = reduced(letter('Q'));
            double before = Core.sumElems(patch).val[0];

            classifier.classify(List.of(patch));

            assertThat(Core.sumElems(patch).val[0]).isEqualTo(before);
        }

        @Test
        void refusesAPatchOfAnotherSizeOrType() {
            Mat small = keep(new Mat(28, 28, CvType.CV_8UC1, new Scalar(0)));
            Mat colour = keep(new Mat(CellClassifier.SIDE, CellClassifier.SIDE, CvType.CV_8UC3, new Scalar(0)));

            assertThatIllegalArgumentException().isThrownBy(() -> classifier.classify(List.of(small)));
            assertThatIllegalArgumentException().isThrownBy(() -> classifier.classify(List.of(colour)));
        }

        @Test
        void refusesToClassifyOnceClosed() {
            classifier.close();

            assertThatIllegalStateException().isThrownBy(() -> classify(List.of(patch())));
        }
    }

    @Nested
    class Model {
        @Test
        void staysUnderTwoMegabytesAndHalfAMillionParameters() throws Exception {
            for (String model : List.of(CellClassifier.CAPITALS, CellClassifier.SMALL_LETTERS)) {
                try (var stream = CellClassifier.class.getResourceAsStream(model)) {
                    // four bytes a parameter: this bounds both
                    assertThat(stream.readAllBytes().length).isBetween(100_000, 2_000_000);
                }
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {CellClassifier.CAPITALS, CellClassifier.SMALL_LETTERS})
        void isNamedByItsHash(String model) throws Exception {
            try (CellClassifier named = CellClassifier.load(model);
                    var stream = CellClassifier.class.getResourceAsStream(model)) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());

                assertThat(named.modelHash())
                        .as("in its folder: sha256sum %1$s >%1$s.sha256", model)
                        .isEqualTo(HexFormat.of().formatHex(hash));
            }
        }
    }

    private double probability(Mat patch, char c) {
        return classify(List.of(patch))[0][CellReading.CLASSES.indexOf(c)];
    }

    private float[][] classify(List<Mat> drawn) {
        return classifier.classify(drawn.stream().map(this::reduced).toList());
    }

    private Mat reduced(Mat canvas) {
        Mat patch = keep(new Mat());
        Imgproc.resize(canvas, patch, new Size(CellClassifier.SIDE, CellClassifier.SIDE), 0, 0, Imgproc.INTER_AREA);
        return patch;
    }

    private static String best(float[][] readings, String allowed) {
        StringBuilder text = new StringBuilder();
        for (float[] reading : readings) {
            char best = allowed.charAt(0);
            for (char c : allowed.toCharArray()) {
                if (reading[CellReading.CLASSES.indexOf(c)] > reading[CellReading.CLASSES.indexOf(best)]) {
                    best = c;
                }
            }
            text.append(best);
        }
        return text.toString();
    }

    private Mat patch() {
        return keep(new Mat(CANVAS, CANVAS, CvType.CV_8UC1, new Scalar(0)));
    }

    private Mat letter(char c) {
        Mat patch = patch();
        String text = String.valueOf(c);
        Size size = Imgproc.getTextSize(text, Imgproc.FONT_HERSHEY_SIMPLEX, 0.95, 2, null);
        Point start = new Point(24 - size.width / 2, 24 + size.height / 2);
        Imgproc.putText(patch, text, start, Imgproc.FONT_HERSHEY_SIMPLEX, 0.95, INK, 2, Imgproc.LINE_AA);
        return patch;
    }

    private static void box(Mat patch, int strength) {
        Imgproc.rectangle(patch, new Point(7, 7), new Point(41, 41), new Scalar(strength), 1);
        line(patch, 0, 7, 48, 7, strength);
        line(patch, 0, 41, 48, 41, strength);
    }

    private static void line(Mat patch, int x0, int y0, int x1, int y1) {
        Imgproc.line(patch, new Point(x0, y0), new Point(x1, y1), INK, 2, Imgproc.LINE_AA);
    }

    private static void line(Mat patch, int x0, int y0, int x1, int y1, int strength) {
        Imgproc.line(patch, new Point(x0, y0), new Point(x1, y1), new Scalar(strength), 1);
    }

    private Mat keep(Mat mat) {
        drawn.add(mat);
        return mat;
    }
}
