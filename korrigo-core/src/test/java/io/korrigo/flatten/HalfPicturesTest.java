package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of which a part is missing while every checksum is right. */
class HalfPicturesTest {
    private static final int SIDE = 80;

    @Test
    void arePngsWithARowTooFew() throws IOException {
        assertThat(Copies.flatten(Copies.of(png(SIDE)))).isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(Copies.of(png(SIDE - 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("fewer rows");
    }

    @Test
    void areJpegsWhoseDataEndsEarly() throws IOException {
        byte[] jpeg = Jpegs.YCBCR.encode(Pictures.page(400, 300, Jpegs.YCBCR.type));
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) 0xD9;

        assertThat(Copies.flatten(Copies.of(jpeg))).isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(Copies.of(cut)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("of its 300 rows");
    }

    @Test
    void areTiffsWithARowTooFew() {
        Map<Integer, List<Integer>> grey = Map.of(258, List.of(8), 259, List.of(1), 262, List.of(1), 277, List.of(1));
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] strip = new byte[SIDE * SIDE / 2];

        assertThat(Copies.flatten(Copies.of(RawTiff.encode(order, SIDE, SIDE, grey, strip, strip))))
                .isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(Copies.of(
                        RawTiff.encode(order, SIDE, SIDE, grey, strip, Arrays.copyOf(strip, strip.length - 1)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("fewer rows");
    }

    @Test
    void areProgressiveJpegsWhoseDataEndsEarly() throws IOException {
        byte[] jpeg = progressive(Pictures.page(400, 300, Jpegs.YCBCR.type));
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) 0xD9;

        assertThat(Copies.flatten(Copies.of(jpeg))).isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(Copies.of(cut)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("before its picture is complete");
    }

    private static byte[] progressive(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(jpeg)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PackBits", "LZW", "ZLib", "Deflate"})
    void arePackedTiffsWithARowTooFew(String packing) throws IOException {
        byte[] whole = tiff(packing, SIDE);

        assertThat(Copies.flatten(Copies.of(whole))).isNotEmpty();
        assertThat(Copies.flatten(Copies.of(withHeight(whole, SIDE - 1)))).isNotEmpty();
        assertThatThrownBy(() -> Copies.flatten(Copies.of(withHeight(whole, SIDE + 1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("fewer rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
    void areFaxesOfWhichMoreThanEightRowsAreMissing(String packing) throws IOException {
        for (int width : new int[] {80, 1728, 4992}) {
            byte[] whole = fax(packing, width, SIDE);

            assertThat(Copies.flatten(Copies.of(asStrip(whole, width, SIDE, 1))))
                    .isNotEmpty();
            if (packing.equals("CCITT T.6")) {
                // carried over as it is: the others are decoded, and no row may be missing for that
                assertThat(Copies.flatten(Copies.of(asStrip(whole, width, SIDE + 8, 1))))
                        .isNotEmpty();
            }
            for (byte[] half : List.of(asStrip(whole, width, SIDE + 9, 1), asStrip(whole, width, SIDE, 0.6))) {
                assertThatThrownBy(() -> Copies.flatten(Copies.of(half)))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("page 1 of 1 (p0)")
                        .hasMessageContaining("fewer rows");
            }
        }
    }

    /** Runs of all lengths, from one pixel to whole rows, and rows that are much like the one above; one tile. */
    private static byte[] fax(String packing, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        Random random = new Random(width);
        for (int y = 0; y < height; y++) {
            int color = random.nextInt(2);
            for (int x = 0; x < width; ) {
                int run = 1 + random.nextInt(1 << random.nextInt(2, 13));
                for (int i = 0; i < run && x < width; i++, x++) {
                    boolean same = y % 3 > 0 && random.nextInt(50) > 0;
                    int above = y > 0 ? picture.getRaster().getSample(x, y - 1, 0) : 0;
                    picture.getRaster().setSample(x, y, 0, same ? above : color);
                }
                color = 1 - color;
            }
        }
        return tiff(packing, picture);
    }

    /** The only tile of a fax, or part of it, as the only strip of one that says to have so many rows. */
    private static byte[] asStrip(byte[] tiff, int width, int height, double part) {
        int from = value(tiff, 324, 273);
        byte[] data = Arrays.copyOfRange(tiff, from, from + (int) (part * value(tiff, 325, 279)));
        Map<Integer, List<? extends Number>> tags = new HashMap<>();
        for (int tag : new int[] {258, 259, 266, 277}) {
            tags.put(tag, List.of(Math.max(1, value(tiff, tag, tag))));
        }
        tags.put(262, List.of(value(tiff, 262, 262)));
        // how group 3 is coded
        tags.put(292, List.of((long) Math.max(0, value(tiff, 292, 292))));
        return RawTiff.encode(ByteOrder.BIG_ENDIAN, width, height, tags, data);
    }

    /** The first value of either tag, or -1. */
    private static int value(byte[] tiff, int tag, int otherwise) {
        ByteBuffer file = ByteBuffer.wrap(tiff);
        file.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = file.getInt(4);
        for (int i = 0; i < file.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            int found = Short.toUnsignedInt(file.getShort(entry));
            if (found == tag || found == otherwise) {
                return file.getShort(entry + 2) == 3 ? file.getShort(entry + 8) : file.getInt(entry + 8);
            }
        }
        return -1;
    }

    /** One strip of noise and plain paper, which packings treat differently. */
    private static byte[] tiff(String packing, int side) throws IOException {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(8);
        for (int i = 0; i < side * side; i++) {
            picture.getRaster().setSample(i % side, i / side, 0, i / side < side / 2 ? 255 : random.nextInt(256));
        }
        return tiff(packing, picture);
    }

    private static byte[] tiff(String packing, BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(tiff)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(packing);
            parameters.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setTiling(picture.getWidth(), picture.getHeight(), 0, 0);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return tiff.toByteArray();
    }

    /** The same file, saying another height for the picture and its only part. */
    private static byte[] withHeight(byte[] tiff, int height) {
        ByteBuffer file = ByteBuffer.wrap(tiff.clone());
        file.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = file.getInt(4);
        for (int i = 0; i < file.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            int tag = Short.toUnsignedInt(file.getShort(entry));
            if (tag == 257 || tag == 278 || tag == 323) {
                if (file.getShort(entry + 2) == 3) {
                    file.putShort(entry + 8, (short) height);
                } else {
                    file.putInt(entry + 8, height);
                }
            }
        }
        return file.array();
    }

    /** Grey, {@code rows} of {@value #SIDE} rows in it. */
    private static byte[] png(int rows) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(SIDE);
        fields.writeInt(SIDE);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(new byte[rows * (SIDE + 1)]);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(png, "IHDR", header.toByteArray());
        chunk(png, "IDAT", data.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] data) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(data);
        DataOutputStream out = new DataOutputStream(png);
        out.writeInt(data.length);
        out.write(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
