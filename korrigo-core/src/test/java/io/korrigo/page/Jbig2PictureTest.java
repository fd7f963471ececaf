package io.korrigo.page;

import static io.korrigo.page.ScannedFiles.assertRefused;
import static io.korrigo.page.ScannedFiles.assertSame;
import static io.korrigo.page.ScannedFiles.page;
import static io.korrigo.page.ScannedFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.korrigo.InvalidInputException;
import io.korrigo.image.EncodedImage;
import io.korrigo.page.Jbig2Pages.Placed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Jbig2PictureTest {
    private static final int[] NONE = {};
    private static final int WIDTH = PdfPages.WIDTH;
    private static final int HEIGHT = PdfPages.HEIGHT;

    private static BufferedImage picture() {
        return PdfPages.picture(BufferedImage.TYPE_BYTE_BINARY);
    }

    private static byte[] pdf(byte[] globals, byte[] own) {
        return PdfPages.of((document, content) ->
                PdfPages.fill(content, Jbig2Pages.picture(document, globals, own, WIDTH, HEIGHT)));
    }

    private static byte[] pdf(byte[]... segments) {
        return pdf(new byte[0], Jbig2Pages.joined(segments));
    }

    /** Two symbols, and a page on which each is a few times. */
    private record Writing(List<BufferedImage> symbols, List<Placed> places) {
        static Writing some() {
            BufferedImage picture = picture();
            List<BufferedImage> symbols =
                    List.of(picture.getSubimage(100, 120, 41, 51), picture.getSubimage(139, 119, 90, 53));
            List<Placed> places = IntStream.range(0, 12)
                    .mapToObj(i -> new Placed(i % 2, 700 - 50 * i, 40 + 80 * i))
                    .toList();
            return new Writing(symbols, places);
        }

        BufferedImage page() {
            BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
            var graphics = page.createGraphics();
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
            for (Placed placed : places) {
                graphics.drawImage(symbols.get(placed.symbol()), placed.x(), placed.y(), null);
            }
            graphics.dispose();
            return page;
        }
    }

    @Nested
    class ComesOutWithTheSamePixels {
        @Test
        void whereItIsCodedPixelByPixel() throws IOException {
            byte[] page = page(pdf(Jbig2Pages.whole(picture())), 0);

            assertThat(page).startsWith(0x89, 'P', 'N', 'G');
            assertSame(page, picture());
        }

        @Test
        void whereItsSymbolsAreSharedByAllPictures() throws IOException {
            Writing writing = Writing.some();
            byte[] symbols = Jbig2Pages.symbols(writing.symbols());
            byte[] text = Jbig2Pages.text(WIDTH, HEIGHT, writing.symbols(), writing.places());

            assertSame(page(pdf(symbols, text), 0), writing.page());
        }

        @Test
        void whereItComesInStripesAndTellsItsHeightInTheLast() throws IOException {
            byte[] stripe = Jbig2Pages.segment(2, Jbig2Pages.STRIPE_END, 1, NONE, Jbig2Pages.ints(HEIGHT - 1));
            byte[] first = Jbig2Pages.segment(
                    0, Jbig2Pages.PAGE, 1, NONE, Jbig2Pages.ints(WIDTH, -1, 0, 0), new byte[] {0, -1, -1});
            byte[] whole = Jbig2Pages.segment(1, Jbig2Pages.WHOLE, 1, NONE, Jbig2Pages.wholeRegion(picture()));

            assertSame(page(pdf(first, whole, stripe), 0), picture());
        }

        @Test
        void whereBlackIsWhite() throws IOException {
            BufferedImage inverted = picture();
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    inverted.setRGB(x, y, ~inverted.getRGB(x, y));
                }
            }
            byte[] pdf = PdfPages.of((document, content) -> {
                PDImageXObject picture =
                        Jbig2Pages.picture(document, new byte[0], Jbig2Pages.whole(inverted), WIDTH, HEIGHT);
                COSArray decode = new COSArray(List.of(new COSFloat(1), new COSFloat(0)));
                picture.getCOSObject().setItem(COSName.DECODE, decode);
                PdfPages.fill(content, picture);
            });

            assertSame(page(pdf, 0), picture());
        }
    }

    @Nested
    class IsDrawn {
        private void assertInk(byte[] page) throws IOException {
            BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(page));
            assertThat(drawn.getWidth()).as("A4 at 200 dpi").isBetween(1652, 1654);
            // the sixth box of the page is filled from 311 to 316, at 100 dpi
            assertThat(drawn.getRGB(2 * 313, 2 * 140) & 0xFF).isLessThan(60);
            assertThat(drawn.getRGB(2 * 600, 2 * 900) & 0xFF).isEqualTo(255);
        }

        @Test
        void underText() throws IOException {
            assertInk(page(
                    PdfPages.of((document, content) -> {
                        PdfPages.fill(
                                content,
                                Jbig2Pages.picture(document, new byte[0], Jbig2Pages.whole(picture()), WIDTH, HEIGHT));
                        text(content, RenderingMode.FILL);
                    }),
                    0));
        }

        /** As copiers do who keep the colours of the paper apart from the writing. */
        @Test
        void asTheMaskOfAnotherPicture() throws IOException {
            byte[] pdf = PdfPages.of((document, content) -> {
                BufferedImage black = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
                PDImageXObject ink =
                        org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory.createFromImage(document, black);
                PDImageXObject mask =
                        Jbig2Pages.picture(document, new byte[0], Jbig2Pages.whole(picture()), WIDTH, HEIGHT);
                mask.getCOSObject().setBoolean(COSName.IMAGE_MASK, true);
                mask.getCOSObject().removeItem(COSName.COLORSPACE);
                ink.getCOSObject().setItem(COSName.MASK, mask);
                PdfPages.fill(content, ink);
            });

            assertInk(page(pdf, 0));
        }
    }

    @Nested
    class IsRefused {
        private void assertTooMuch(String why, byte[]... segments) {
            assertRefused(pdf(segments), "scan.pdf#1 has a " + why);
        }

        @Test
        void whereItIsCutBetweenItsSegments() {
            byte[] whole = Jbig2Pages.whole(picture());

            assertTooMuch("JBIG2 picture that is cut short", Arrays.copyOf(whole, whole.length - 1));
        }

        @Test
        void whereItIsOfAnotherSizeThanItSays() {
            BufferedImage narrow = picture().getSubimage(0, 0, WIDTH - 1, HEIGHT);

            assertTooMuch("JBIG2 picture of 826 x 1169 pixels that says it has 827 x 1169", Jbig2Pages.whole(narrow));
        }

        @Test
        void whereAPageOrARegionIsOfAnInsaneSize() {
            int most = (int) EncodedImage.MAX_PIXELS;
            assertTooMuch("picture of 100000000 x 2 pixels", Jbig2Pages.page(most, 2));
            assertTooMuch(
                    "picture of 100000001 x 1 pixels",
                    Jbig2Pages.page(WIDTH, HEIGHT),
                    Jbig2Pages.segment(1, Jbig2Pages.WHOLE, 1, NONE, Jbig2Pages.region(most + 1, 1), new byte[30]));
            assertTooMuch(
                    "picture of 827 x 2000000000 pixels",
                    Jbig2Pages.segment(0, Jbig2Pages.PAGE, 1, NONE, Jbig2Pages.ints(WIDTH, -1, 0, 0), new byte[3]),
                    Jbig2Pages.segment(1, Jbig2Pages.STRIPE_END, 1, NONE, Jbig2Pages.ints(1_999_999_999)));
        }

        @Test
        void whereItsRegionsTogetherAskForMoreThanFourPages() {
            byte[] regions = Jbig2Pages.joined(IntStream.range(0, 5)
                    .mapToObj(i -> Jbig2Pages.segment(
                            1 + i, Jbig2Pages.WHOLE, 1, NONE, Jbig2Pages.region(10_000, 10_000), new byte[30]))
                    .toArray(byte[][]::new));

            assertTooMuch("JBIG2 picture of 500000000 pixels in regions", Jbig2Pages.page(WIDTH, HEIGHT), regions);
        }

        @Test
        void whereItHasMoreSymbolsPatternsOrCellsThanAPageNeeds() {
            assertTooMuch(
                    "JBIG2 picture of 65537 symbols",
                    Jbig2Pages.segment(
                            1, Jbig2Pages.SYMBOLS, 1, NONE, new byte[2], Jbig2Pages.NEAR, Jbig2Pages.ints(1, 65_537)));
            assertTooMuch(
                    "JBIG2 picture of 1048832 pixels in patterns",
                    Jbig2Pages.segment(1, Jbig2Pages.PATTERNS, 1, NONE, new byte[] {0, 16, 16}, Jbig2Pages.ints(4096)));
            assertTooMuch(
                    "JBIG2 picture of 8001000 halftone cells",
                    Jbig2Pages.segment(
                            1,
                            Jbig2Pages.HALFTONE,
                            1,
                            NONE,
                            Jbig2Pages.region(WIDTH, HEIGHT),
                            new byte[1],
                            Jbig2Pages.ints(8001, 1000)));
        }

        /** What its symbols take is coded with their pixels, and known no sooner. */
        @Test
        @Tag("slow")
        void whereItsSymbolsFillTheMemory() {
            byte[] symbols = Jbig2Pages.symbolOfSize(45_000, 37_000);
            byte[] text = Jbig2Pages.text(WIDTH, HEIGHT, List.of(picture()), List.of(new Placed(0, 0, 0)));

            assertThat(symbols.length).isLessThan(60);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> page(pdf(symbols, text), 0))
                    .withMessageMatching("scan.pdf#1 has a .*(over 192 MiB to decode|than there is memory for).*");
        }
    }

    @Test
    void oneThatIsBrokenCostsNoOtherPageOfItsFile() throws IOException {
        byte[] whole = Jbig2Pages.whole(picture());
        byte[] pdf = PdfPages.of(
                (document, content) -> PdfPages.fill(
                        content, Jbig2Pages.picture(document, new byte[0], Arrays.copyOf(whole, 40), WIDTH, HEIGHT)),
                (document, content) ->
                        PdfPages.fill(content, Jbig2Pages.picture(document, new byte[0], whole, WIDTH, HEIGHT)));

        assertRefused(pdf, "scan.pdf#1");
        assertSame(page(pdf, 1), picture());
    }
}
