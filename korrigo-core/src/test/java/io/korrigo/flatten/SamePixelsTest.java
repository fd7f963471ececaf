package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

            assertThat(Copies.stored(pdf)).isEqualTo(jpeg);
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
            assertThat(Copies.stored(pdf)).isEqualTo(jpeg);
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
            assertThat(Copies.stored(pdf)).as("the rows as the file packs them").isEqualTo(rows(png));
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
            int[] samples = Samples.noise(WIDTH, HEIGHT, channels, bits);
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
            byte[] carried = RawPng.encode(WIDTH, HEIGHT, RawPng.RGB, 8, Samples.noise(WIDTH, HEIGHT, 3, 8), chunk);
            byte[] decoded =
                    RawPng.encode(WIDTH, HEIGHT, RawPng.RGB_ALPHA, 8, Samples.noise(WIDTH, HEIGHT, 4, 8), chunk);

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
            return RawPng.encode(WIDTH, HEIGHT, colorType, bits, Samples.noise(WIDTH, HEIGHT, channels, bits), chunks);
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
