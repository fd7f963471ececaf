package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page's decoded pixels are those of its file, whichever way it went into the PDF: the file is decoded by OpenCV, the
 * PDF's image by PDFBox.
 */
class SamePixelsTest {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 43;
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    @Nested
    class OfJpeg {
        @ParameterizedTest
        @EnumSource(Jpegs.class)
        void areCarriedOverInEveryKindOfJpeg(Jpegs kind) throws IOException {
            byte[] jpeg = kind.encode(Pictures.page(331, 470, kind.type));

            byte[] pdf = Copies.flatten(Copies.of(jpeg));

            assertThat(stored(pdf)).isEqualTo(jpeg);
            // two builds of libjpeg round the last step of colour conversion alike, or a bit apart
            Samples.ofPage(pdf, 0)
                    .assertSameAs(Samples.ofFile(jpeg), kind.type == BufferedImage.TYPE_BYTE_GRAY ? 0 : 257);
        }

        @Test
        void areCarriedOverInCmykThatAdobeInverts() throws IOException {
            int[] cmyk = new int[4 * WIDTH * HEIGHT];
            for (int i = 0; i < cmyk.length; i++) {
                cmyk[i] = (i % 4) * 60 + 20;
            }
            Samples drawn = new Samples(
                    WIDTH, HEIGHT, 4, Arrays.stream(cmyk).map(v -> v * 257).toArray());

            byte[] plain = Jpegs.cmyk(WIDTH, HEIGHT, cmyk, false);
            byte[] adobe = Jpegs.cmyk(
                    WIDTH, HEIGHT, Arrays.stream(cmyk).map(v -> 255 - v).toArray(), true);

            Samples.ofPage(Copies.flatten(Copies.of(plain)), 0).assertSameAs(drawn, 2 * 257);
            Samples.ofPage(Copies.flatten(Copies.of(adobe)), 0).assertSameAs(drawn, 2 * 257);
        }

        @Test
        void keepTheirColourProfile() throws IOException {
            byte[] jpeg = Jpegs.withProfile(Pictures.jpeg(Pictures.page(100, 140, BufferedImage.TYPE_INT_RGB)), SRGB);

            byte[] pdf = Copies.flatten(Copies.of(jpeg));

            assertThat(profile(pdf)).isEqualTo(SRGB);
            assertThat(stored(pdf)).isEqualTo(jpeg);
        }
    }

    @Nested
    class OfPng {
        @ParameterizedTest
        @CsvSource({"0, 1", "0, 2", "0, 4", "0, 8", "0, 16", "2, 8", "2, 16", "3, 1", "3, 2", "3, 4", "3, 8"})
        void areCarriedOverInEveryDepth(int colorType, int bits) throws IOException {
            byte[] png = png(colorType, bits);

            byte[] pdf = Copies.flatten(Copies.of(png));

            Samples.ofPage(pdf, 0).assertSameAs(Samples.ofFile(png), 0);
            assertThat(stored(pdf)).as("the rows as the file packs them").isEqualTo(rows(png));
        }

        @ParameterizedTest
        @CsvSource({"4, 8", "4, 16", "6, 8", "6, 16"})
        void areLaidOnWhitePaperWhereTheyAreTransparent(int colorType, int bits) throws IOException {
            byte[] png = png(colorType, bits);
            // OpenCV gives grey with alpha as three equal colours with alpha
            Samples expected = Samples.ofFile(png).onWhite((1 << bits) - 1).simplest();

            Samples.ofPage(Copies.flatten(Copies.of(png)), 0).assertSameAs(expected, 0);
        }

        @ParameterizedTest
        @CsvSource({"0, 1", "0, 4", "0, 8", "0, 16", "2, 8", "2, 16"})
        void areWhiteWhereTheTransparentColourIs(int colorType, int bits) throws IOException {
            int channels = colorType == RawPng.RGB ? 3 : 1;
            int[] samples = samples(channels, bits);
            byte[] key = new byte[2 * channels];
            for (int c = 0; c < channels; c++) {
                key[2 * c] = (byte) (samples[c] >> 8);
                key[2 * c + 1] = (byte) samples[c];
            }
            byte[] png = RawPng.encode(WIDTH, HEIGHT, colorType, bits, samples, RawPng.chunk("tRNS", key));
            int[] expected = new int[samples.length];
            int most = (1 << bits) - 1;
            for (int i = 0; i < samples.length; i += channels) {
                boolean transparent = Arrays.equals(samples, i, i + channels, samples, 0, channels);
                for (int c = 0; c < channels; c++) {
                    expected[i + c] = transparent ? 65535 : samples[i + c] * (65535 / most);
                }
            }

            Samples.ofPage(Copies.flatten(Copies.of(png)), 0)
                    .assertSameAs(new Samples(WIDTH, HEIGHT, channels, expected), 0);
        }

        @ParameterizedTest
        @ValueSource(
                ints = {
                    BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_BYTE_GRAY,
                    BufferedImage.TYPE_BYTE_BINARY,
                    BufferedImage.TYPE_BYTE_INDEXED,
                    BufferedImage.TYPE_USHORT_GRAY
                })
        void areDecodedWhereRowsAreInterlaced(int type) throws IOException {
            byte[] png = Pictures.interlacedPng(Pictures.page(331, 470, type));

            Samples.ofPage(Copies.flatten(Copies.of(png)), 0)
                    .assertSameAs(Samples.ofFile(png).simplest(), 0);
        }

        @Test
        void keepTheirColourProfileWhetherCarriedOverOrDecoded() throws IOException {
            byte[] named = "sRGB\0\0".getBytes(StandardCharsets.ISO_8859_1);
            byte[] chunk = RawPng.chunk("iCCP", Jpegs.joined(named, RawPng.deflate(SRGB)));
            byte[] carried = RawPng.encode(WIDTH, HEIGHT, RawPng.RGB, 8, samples(3, 8), chunk);
            byte[] decoded = RawPng.encode(WIDTH, HEIGHT, RawPng.RGB_ALPHA, 8, samples(4, 8), chunk);

            assertThat(profile(Copies.flatten(Copies.of(carried)))).isEqualTo(SRGB);
            assertThat(profile(Copies.flatten(Copies.of(decoded)))).isEqualTo(SRGB);
            Samples.ofPage(Copies.flatten(Copies.of(decoded)), 0)
                    .assertSameAs(Samples.ofFile(decoded).onWhite(255), 0);
        }

        private byte[] png(int colorType, int bits) {
            int channels = List.of(1, 0, 3, 1, 2, 0, 4).get(colorType);
            byte[] palette = new byte[3 << Math.min(bits, 8)];
            new Random(3).nextBytes(palette);
            byte[][] chunks =
                    colorType == RawPng.PALETTE ? new byte[][] {RawPng.chunk("PLTE", palette)} : new byte[0][];
            return RawPng.encode(WIDTH, HEIGHT, colorType, bits, samples(channels, bits), chunks);
        }

        /** The contents of the IDAT chunks. */
        private byte[] rows(byte[] png) {
            java.nio.ByteBuffer file = java.nio.ByteBuffer.wrap(png);
            byte[] rows = new byte[0];
            for (int at = 8; at < png.length; at += 12 + file.getInt(at)) {
                if (new String(png, at + 4, 4, StandardCharsets.US_ASCII).equals("IDAT")) {
                    rows = Jpegs.joined(rows, Arrays.copyOfRange(png, at + 8, at + 8 + file.getInt(at)));
                }
            }
            return rows;
        }
    }

    @Nested
    class OfTiff {
        @ParameterizedTest
        @CsvSource({"II, 0, 1", "II, 1, 1", "MM, 0, 1", "MM, 1, 2", "II, 0, 2"})
        void areCarriedOverInFaxGroup4(String order, int photometric, int fillOrder) throws IOException {
            byte[] strip = RawTiff.group4(WIDTH, HEIGHT, bilevel());
            byte[] tiff = tiff(order, Map.of(259, 4, 262, photometric, 266, fillOrder), reversed(strip, fillOrder));

            byte[] pdf = Copies.flatten(Copies.of(tiff));

            Samples.ofPage(pdf, 0).assertSameAs(Samples.ofFile(tiff), 0);
            assertThat(stored(pdf)).isEqualTo(strip);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1})
        void stayBilevelWhenFaxStripsAreJoined(int photometric) throws IOException {
            byte[] rows = bilevel();
            int half = (HEIGHT + 1) / 2;
            int rowBytes = (WIDTH + 7) / 8;
            byte[] upper = RawTiff.group4(WIDTH, half, Arrays.copyOf(rows, half * rowBytes));
            byte[] lower =
                    RawTiff.group4(WIDTH, HEIGHT - half, Arrays.copyOfRange(rows, half * rowBytes, HEIGHT * rowBytes));
            byte[] tiff = tiff("II", Map.of(259, 4, 262, photometric), upper, lower);

            byte[] pdf = Copies.flatten(Copies.of(tiff));

            Samples.ofPage(pdf, 0).assertSameAs(Samples.ofFile(tiff), 0);
            assertThat(stored(pdf).length).isLessThan(upper.length + lower.length + 100);
        }

        @ParameterizedTest
        @CsvSource({"0, 1", "1, 1", "0, 8", "1, 8", "1, 16", "2, 8", "2, 16"})
        void areKeptInEveryDepthThatIsNotCompressed(int photometric, int bits) throws IOException {
            int channels = photometric == 2 ? 3 : 1;
            byte[] rows = RawPng.pack(WIDTH * channels, bits, samples(channels, bits));
            byte[] tiff = RawTiff.encode(
                    ByteOrder.BIG_ENDIAN,
                    WIDTH,
                    HEIGHT,
                    Map.of(
                            258, channels == 3 ? List.of(bits, bits, bits) : List.of(bits),
                            259, List.of(1),
                            262, List.of(photometric),
                            277, List.of(channels)),
                    rows);

            Samples.ofPage(Copies.flatten(Copies.of(tiff)), 0).assertSameAs(Samples.ofFile(tiff), 0);
        }

        @ParameterizedTest
        @CsvSource({
            "LZW, 1",
            "PackBits, 1",
            "Deflate, 1",
            "LZW, 10",
            "PackBits, 10",
            "Deflate, 10",
            "ZLib, 10",
            "LZW, 12",
            "PackBits, 12",
            "CCITT RLE, 12",
            "CCITT T.4, 12",
            "CCITT T.6, 12"
        })
        void areKeptInEveryOtherCompression(String compression, int type) throws IOException {
            byte[] tiff = Pictures.tiff(Pictures.page(331, 470, type), compression);

            Samples.ofPage(Copies.flatten(Copies.of(tiff)), 0)
                    .assertSameAs(Samples.ofFile(tiff).simplest(), 0);
        }

        private byte[] bilevel() {
            return RawPng.pack(WIDTH, 1, samples(1, 1));
        }

        private byte[] tiff(String order, Map<Integer, Integer> tags, byte[]... strips) {
            Map<Integer, List<Integer>> lists = new HashMap<>();
            tags.forEach((tag, value) -> lists.put(tag, List.of(value)));
            ByteOrder bytes = order.equals("MM") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            return RawTiff.encode(bytes, WIDTH, HEIGHT, lists, strips);
        }

        private byte[] reversed(byte[] strip, int fillOrder) {
            byte[] reversed = strip.clone();
            for (int i = 0; fillOrder == 2 && i < strip.length; i++) {
                reversed[i] = (byte) (Integer.reverse(strip[i]) >>> 24);
            }
            return reversed;
        }
    }

    @Test
    void ofAPagesPdfAreDrawnAsByItself() throws IOException {
        byte[] source;
        byte[] jpeg = Pictures.jpeg(Pictures.page(331, 470, BufferedImage.TYPE_INT_RGB));
        try (PDDocument document = new PDDocument()) {
            var page = new org.apache.pdfbox.pdmodel.PDPage();
            document.addPage(page);
            try (var content = new org.apache.pdfbox.pdmodel.PDPageContentStream(document, page)) {
                content.drawImage(
                        org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory.createFromByteArray(document, jpeg),
                        20,
                        30,
                        500,
                        700);
            }
            source = Copies.save(document);
        }

        byte[] pdf = Copies.flatten(Copies.of(source));

        assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
                .contains(new String(jpeg, StandardCharsets.ISO_8859_1));
        BufferedImage before = Copies.render(source, 0);
        BufferedImage after = Copies.render(pdf, 0);
        int[] expected = before.getRGB(0, 0, before.getWidth(), before.getHeight(), null, 0, before.getWidth());
        assertThat(after.getRGB(0, 0, after.getWidth(), after.getHeight(), null, 0, after.getWidth()))
                .isEqualTo(expected);
    }

    private static int[] samples(int channels, int bits) {
        Random random = new Random(bits);
        int[] samples = new int[WIDTH * HEIGHT * channels];
        Arrays.setAll(samples, i -> random.nextInt(1 << bits));
        return samples;
    }

    private static byte[] stored(byte[] pdf) throws IOException {
        try (PDDocument document = Copies.read(pdf);
                var in = document.getPage(0)
                        .getResources()
                        .getXObject(COSName.P)
                        .getCOSObject()
                        .createRawInputStream()) {
            return in.readAllBytes();
        }
    }

    private static byte[] profile(byte[] pdf) throws IOException {
        try (PDDocument document = Copies.read(pdf)) {
            var space = document.getPage(0)
                    .getResources()
                    .getXObject(COSName.P)
                    .getCOSObject()
                    .getCOSArray(COSName.COLORSPACE);
            assertThat(space.getName(0)).isEqualTo("ICCBased");
            try (var in = ((org.apache.pdfbox.cos.COSStream) space.getObject(1)).createInputStream()) {
                return in.readAllBytes();
            }
        }
    }
}
