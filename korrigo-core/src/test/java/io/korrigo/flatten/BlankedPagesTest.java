package io.korrigo.flatten;

import static io.korrigo.flatten.BlankedCopies.HEADER;
import static io.korrigo.flatten.BlankedCopies.SECRET;
import static io.korrigo.flatten.BlankedCopies.blanked;
import static io.korrigo.flatten.BlankedCopies.holds;
import static io.korrigo.flatten.BlankedCopies.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.source.PageSource;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlankedPagesTest {

    /** Everything in the region is white; beyond it, and the blocks that it touches, no pixel is another. */
    private static void assertBlanked(BufferedImage before, BufferedImage after, Rectangle region, int beyond) {
        Rectangle touched = new Rectangle(region);
        touched.grow(beyond, beyond);
        List<String> wrong = new ArrayList<>();
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                int was = before.getRGB(x, y) & 0xFFFFFF;
                int is = after.getRGB(x, y) & 0xFFFFFF;
                boolean white = (is & 0xFF) >= 252 && (is >> 8 & 0xFF) >= 252 && is >> 16 >= 252;
                if (region.contains(x, y) ? !white : !touched.contains(x, y) && is != was) {
                    wrong.add(x + ", " + y);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Rectangle pixels(PageRegion region, int width, int height) {
        int left = (int) Math.floor(region.x() * width);
        int top = (int) Math.floor(region.y() * height);
        return new Rectangle(
                left,
                top,
                (int) Math.ceil((region.x() + region.w()) * width) - left,
                (int) Math.ceil((region.y() + region.h()) * height) - top);
    }

    @Nested
    class Jpeg {
        @ParameterizedTest
        @EnumSource(Jpegs.class)
        void losesTheRegionAndKeepsEveryPixelElsewhere(Jpegs kind) throws IOException {
            BufferedImage page = Pictures.page(331, 467, kind.type);
            byte[] jpeg = kind.encode(page);

            try (PDDocument plain = Copies.read(Copies.flatten(Copies.of(jpeg)));
                    PDDocument pdf = Copies.read(Copies.flatten(blanked(List.of(Copies.source("p", jpeg)))))) {
                assertBlanked(image(plain, 0).getImage(), image(pdf, 0).getImage(), pixels(HEADER, 331, 467), 17);
                boolean edited = kind != Jpegs.PROGRESSIVE && kind != Jpegs.PROGRESSIVE_GREY;
                assertThat(image(pdf, 0).getCOSObject().getCOSName(COSName.FILTER))
                        .isEqualTo(edited ? COSName.DCT_DECODE : COSName.FLATE_DECODE);
            }
        }

        @Test
        void withRestartMarkersIsEditedToo() throws IOException {
            BufferedImage page = Pictures.page(331, 467, BufferedImage.TYPE_INT_RGB);
            byte[] jpeg = Jpegs.withRestarts(page, 7);
            assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).contains("\u00FF\u00D3");

            try (PDDocument pdf = Copies.read(Copies.flatten(blanked(List.of(Copies.source("p", jpeg)))))) {
                assertThat(image(pdf, 0).getCOSObject().getCOSName(COSName.FILTER))
                        .isEqualTo(COSName.DCT_DECODE);
                assertBlanked(Pictures.decode(jpeg), image(pdf, 0).getImage(), pixels(HEADER, 331, 467), 17);
            }
        }

        @Test
        void withAMarkerThatStandsAloneIsEditedToo() throws IOException {
            BufferedImage page = Pictures.page(331, 467, BufferedImage.TYPE_INT_RGB);
            byte[] jpeg = Pictures.insert(Jpegs.YCBCR.encode(page), 2, new byte[] {(byte) 0xFF, 1});

            try (PDDocument pdf = Copies.read(Copies.flatten(blanked(List.of(Copies.source("p", jpeg)))))) {
                assertBlanked(Pictures.decode(jpeg), image(pdf, 0).getImage(), pixels(HEADER, 331, 467), 17);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void isBlankedWhereThePersonWhoHoldsItSeesTheRegion(int orientation) throws IOException {
            boolean onItsSide = orientation >= 5;
            BufferedImage dark =
                    new BufferedImage(onItsSide ? 842 : 595, onItsSide ? 595 : 842, BufferedImage.TYPE_BYTE_GRAY);
            byte[] jpeg = Pictures.withOrientation(Pictures.jpeg(dark), orientation);

            BufferedImage seen = Copies.render(
                    Copies.flatten(Copies.of(List.of(Copies.source("p", jpeg)))
                            .withBlanked(List.of(new BlankedRegion(0, HEADER)))),
                    0);

            double margin = 18.0 / 595;
            assertThat(Copies.color(seen, HEADER.x() + 0.005, HEADER.y() + 0.005))
                    .containsExactly(255, 255, 255);
            assertThat(Copies.color(seen, 0.695, 0.245)).containsExactly(255, 255, 255);
            assertThat(Copies.color(seen, HEADER.x() - margin, 0.15)).containsExactly(0, 0, 0);
            assertThat(Copies.color(seen, 0.7 + margin, 0.15)).containsExactly(0, 0, 0);
            assertThat(Copies.color(seen, 0.4, 0.25 + margin)).containsExactly(0, 0, 0);
        }

        @Test
        void takesNoDescriptionAlongFromAnyPage() {
            byte[] named = named(Pictures.jpeg(Pictures.page(331, 467, BufferedImage.TYPE_INT_RGB)));
            List<PageSource> pages = List.of(Copies.source("p0", named), Copies.source("p1", named));

            assertThat(holds(Copies.flatten(Copies.of(pages)), SECRET)).isTrue();
            assertThat(holds(Copies.flatten(blanked(pages)), SECRET)).isFalse();
        }

        /** The JPEG with a name wherever a JPEG can have one beside its picture. */
        private byte[] named(byte[] jpeg) {
            byte[] name = SECRET.getBytes(StandardCharsets.US_ASCII);
            byte[] file = jpeg;
            for (byte[] segment : List.of(
                    Jpegs.segment(0xFE, name),
                    Jpegs.segment(0xED, Jpegs.joined("Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII), name)),
                    Jpegs.segment(
                            0xE1,
                            Jpegs.joined("http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII), name)),
                    Jpegs.segment(0xE0, Jpegs.joined("JFXX\0".getBytes(StandardCharsets.US_ASCII), name)))) {
                file = Pictures.insert(file, 20, segment);
            }
            return Jpegs.joined(Pictures.withOrientation(file, 1), name);
        }

        @Test
        void thatIsCutShortIsRefusedByName() {
            byte[] jpeg = Pictures.jpeg(Pictures.page(331, 467, BufferedImage.TYPE_INT_RGB));
            byte[] cut = Jpegs.joined(Copies.cut(jpeg, jpeg.length / 2), new byte[] {(byte) 0xFF, (byte) 0xD9});

            assertThatThrownBy(() -> Copies.flatten(blanked(List.of(Copies.source("p", cut)))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("page 1 of 1 (p)")
                    .hasMessageMatching(".*(cut short|is no code).*");
        }
    }

    @Nested
    class OtherImages {
        @ParameterizedTest
        @CsvSource({"png,10", "png,1", "png,11", "png,2", "png,12", "tiff,12", "tiff,5"})
        void areWhiteInTheRegionAndTheSamePixelsElsewhere(String format, int type) throws IOException {
            BufferedImage page = Pictures.page(331, 467, type);
            byte[] file =
                    format.equals("png") ? Pictures.png(page) : Pictures.tiff(page, type == 12 ? "CCITT T.6" : "LZW");

            try (PDDocument plain = Copies.read(Copies.flatten(Copies.of(file)));
                    PDDocument pdf = Copies.read(Copies.flatten(blanked(List.of(Copies.source("p", file)))))) {
                assertBlanked(image(plain, 0).getImage(), image(pdf, 0).getImage(), pixels(HEADER, 331, 467), 0);
            }
        }
    }

    @Test
    void isRefusedForAPageThatIsNotThere() {
        CopyToFlatten copy =
                Copies.of(Pictures.jpeg(Pictures.blank(100, 140))).withBlanked(List.of(new BlankedRegion(1, HEADER)));

        assertThatThrownBy(() -> Copies.flatten(copy))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 2");
    }

    @Test
    void areWhiteWhereThePaletteHasNoWhite() throws IOException {
        byte[] reds = {(byte) 255, 0};
        byte[] others = {0, 0};
        var palette = new java.awt.image.IndexColorModel(1, 2, reds, others, new byte[] {0, (byte) 255});
        BufferedImage page = new BufferedImage(400, 560, BufferedImage.TYPE_BYTE_BINARY, palette);

        byte[] pdf = Copies.flatten(Copies.of(Pictures.png(page))
                .withBlanked(List.of(new BlankedRegion(0, new PageRegion(0, 0, 1, 0.25)))));

        BufferedImage picture = Copies.render(pdf, 0);
        assertThat(Copies.color(picture, 0.5, 0.1)).containsExactly(255, 255, 255);
        assertThat(Copies.color(picture, 0.5, 0.5)).containsExactly(255, 0, 0);
    }

    @Test
    void areBlankedWhereMarkersStandAloneBetweenSegments() throws IOException {
        byte[] jpeg = Pictures.insert(Pictures.jpeg(Pictures.page(400, 560, 10)), 2, new byte[] {(byte) 0xFF, 1});

        byte[] pdf = Copies.flatten(
                Copies.of(jpeg).withBlanked(List.of(new BlankedRegion(0, new PageRegion(0, 0, 1, 0.25)))));

        assertThat(Copies.color(Copies.render(pdf, 0), 0.5, 0.1)).containsExactly(255, 255, 255);
    }
}
