package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.identify.HeaderField;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class PageGeneratorTest {
    private static final HeaderText TEXT = new HeaderText("LE GALL", "ÉLI#AOÏSE", "0123456789", "07122008");
    private static final GlyphSource GLYPHS = new FontGlyphSource();

    @Nested
    class Bytes {
        @Test
        void areTheSameForTheSameSeed() {
            PageGenerator first = new PageGenerator(HeaderForm.random(3), GLYPHS, ScanQuality.NORMAL, 7);
            PageGenerator second =
                    new PageGenerator(HeaderForm.random(3), new FontGlyphSource(), ScanQuality.NORMAL, 7);

            assertThat(first.draw(TEXT).encoded()).isEqualTo(second.draw(TEXT).encoded());
        }

        @Test
        void differByTheSeed() {
            PageGenerator first = new PageGenerator(HeaderForm.cmenV2(), GLYPHS, ScanQuality.EASY, 1);
            PageGenerator second = new PageGenerator(HeaderForm.cmenV2(), GLYPHS, ScanQuality.EASY, 2);

            assertThat(first.draw(TEXT).encoded())
                    .isNotEqualTo(second.draw(TEXT).encoded());
        }

        @ParameterizedTest
        @EnumSource(ScanQuality.class)
        void areAPictureOfTheSizeInTheTruth(ScanQuality quality) throws IOException {
            GeneratedPage page = new PageGenerator(HeaderForm.random(5), GLYPHS, quality, 11).draw(TEXT);

            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(page.encoded()));

            assertThat(decoded.getWidth()).isEqualTo(page.truth().width());
            assertThat(decoded.getHeight()).isEqualTo(page.truth().height());
        }

        @Test
        void nameTheResolution() {
            byte[] jpeg = new PageGenerator(HeaderForm.cmenV2(), GLYPHS, ScanQuality.EASY, 1)
                    .draw(TEXT)
                    .encoded();

            assertThat(jpeg[13]).isEqualTo((byte) 1);
            assertThat(jpeg[14] << 8 | jpeg[15] & 0xff).isEqualTo(200);
        }
    }

    @Nested
    class Truth {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3})
        void liesOnTheDrawnLines(int quarterTurns) {
            for (int seed = 0; seed < 6; seed++) {
                HeaderForm form = List.of(
                                HeaderForm.cmenV2(),
                                HeaderForm.random(seed),
                                HeaderForm.cmenV3True(),
                                HeaderForm.ccycTrue(),
                                HeaderForm.wide(seed),
                                HeaderForm.random(seed))
                        .get(seed);
                GeneratedPage page = new PageGenerator(form, GLYPHS, ScanQuality.EASY, seed)
                        .turned(quarterTurns)
                        .draw(HeaderText.blank());

                assertThat(page.truth().rows()).hasSize(4);
                for (PageTruth.Row row : page.truth().rows()) {
                    for (PageTruth.Cell box : row.boxes()) {
                        assertThat(contrast(page.image(), box))
                                .as("seed %d, %s", seed, row.field())
                                .isGreaterThan(8);
                    }
                }
            }
        }

        @Test
        void saysWhatStandsInEachBox() {
            PageTruth truth = new PageGenerator(HeaderForm.cmenV2(), GLYPHS, ScanQuality.HARD, 4)
                    .draw(TEXT)
                    .truth();

            PageTruth.Row name = truth.row(HeaderField.LAST_NAME).orElseThrow();
            assertThat(name.boxes()).hasSize(24);
            assertThat(name.text()).isEqualTo("LE GALL");
            assertThat(name.boxes().get(2).letter()).isEqualTo(' ');
            PageTruth.Row first = truth.row(HeaderField.FIRST_NAME).orElseThrow();
            assertThat(first.text()).isEqualTo("ÉLI#AOÏSE");
            assertThat(first.boxes().get(0).letter()).isEqualTo('E');
            assertThat(first.boxes().get(3).content()).isEqualTo("#A");
            assertThat(truth.row(HeaderField.BIRTH_DATE).orElseThrow().boxes()).hasSize(8);
        }

        @Test
        void leavesOutWhatDoesNotFit() {
            HeaderForm form = HeaderForm.cmenV2();
            String tooLong = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

            PageTruth truth = new PageGenerator(form, GLYPHS, ScanQuality.EASY, 4)
                    .draw(new HeaderText(tooLong, "", "", ""))
                    .truth();

            assertThat(truth.row(HeaderField.LAST_NAME).orElseThrow().text()).isEqualTo(tooLong.substring(0, 24));
        }

        @Test
        void hasNoRowsForAnInnerPage() {
            PageTruth truth = new PageGenerator(HeaderForm.cmenV2(), GLYPHS, ScanQuality.NORMAL, 9)
                    .drawInnerPage()
                    .truth();

            assertThat(truth.rows()).isEmpty();
        }

        @Test
        void tellsTheTurnsThatBringThePageUpright() {
            PageGenerator generator = new PageGenerator(HeaderForm.cmenV2(), GLYPHS, ScanQuality.EASY, 9);

            assertThat(generator.turned(1).draw(TEXT).truth().quarterTurns()).isEqualTo(3);
            assertThat(generator.turned(2).draw(TEXT).truth().quarterTurns()).isEqualTo(2);
            assertThatThrownBy(() -> generator.turned(4)).isInstanceOf(IllegalArgumentException.class);
        }

        /** How much darker the outline of {@code box} is than its middle, in grey levels, on an empty form. */
        private double contrast(BufferedImage image, PageTruth.Cell box) {
            List<Point2D> corners = box.corners();
            double middleX =
                    corners.stream().mapToDouble(Point2D::getX).average().orElseThrow();
            double middleY =
                    corners.stream().mapToDouble(Point2D::getY).average().orElseThrow();
            double line = 0;
            int points = 0;
            for (int side = 0; side < 4; side++) {
                Point2D from = corners.get(side);
                Point2D to = corners.get((side + 1) % 4);
                for (double share = 0.1; share < 1; share += 0.1) {
                    double x = from.getX() + (to.getX() - from.getX()) * share;
                    double y = from.getY() + (to.getY() - from.getY()) * share;
                    line += Math.min(grey(image, x - 0.5, y - 0.5), grey(image, x + 0.5, y + 0.5));
                    points++;
                }
            }
            return grey(image, middleX, middleY) - line / points;
        }

        private double grey(BufferedImage image, double x, double y) {
            int rgb = image.getRGB((int) x, (int) y);
            return ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3.0;
        }
    }

    @Test
    void putsInkIntoWrittenBoxesOnly() {
        GeneratedPage page = new PageGenerator(HeaderForm.cmenV2(), GLYPHS, ScanQuality.EASY, 21)
                .draw(new HeaderText("A  B", "", "", ""));

        List<PageTruth.Cell> boxes =
                page.truth().row(HeaderField.LAST_NAME).orElseThrow().boxes();
        assertThat(darkest(page.image(), boxes.get(0))).isLessThan(140);
        assertThat(darkest(page.image(), boxes.get(1))).isGreaterThan(170);
        assertThat(darkest(page.image(), boxes.get(3))).isLessThan(140);
    }

    /** The darkest grey in the middle half of {@code box}. */
    private static int darkest(BufferedImage image, PageTruth.Cell box) {
        Point2D from = box.corners().get(0);
        Point2D to = box.corners().get(2);
        int darkest = 255;
        for (double v = 0.25; v < 0.75; v += 0.02) {
            for (double u = 0.25; u < 0.75; u += 0.02) {
                int x = (int) (from.getX() + u * (to.getX() - from.getX()));
                int y = (int) (from.getY() + v * (to.getY() - from.getY()));
                darkest = Math.min(darkest, image.getRGB(x, y) >> 8 & 0xff);
            }
        }
        return darkest;
    }
}
