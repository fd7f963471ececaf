package io.korrigo.rest;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.ImageOutputStream;

/** Pages whose files say how to hold them, as EXIF and TIFF 6.0 count from 1 to 8. */
final class HeldPictures {
    static final int WIDE = 200;
    static final int HIGH = 300;

    private static final int SHORT = TIFFTag.TIFF_SHORT;
    /** The number stands in the last but five bytes. */
    private static final byte[] EXIF = {
        'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, SHORT, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private HeldPictures() {}

    /** White paper with a black corner of 50 by 50 at its top left, and half a black corner at its top right. */
    static BufferedImage corners() {
        BufferedImage page = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDE, HIGH);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, 50, 50);
        graphics.fillRect(150, 0, 50, 25);
        graphics.dispose();
        return page;
    }

    /**
     * A file that shows {@code upright} when it is held as it says.
     *
     * @param format "jpg", "png", "tif" in grey, or "fax", a TIFF with one bit a pixel
     */
    static byte[] file(BufferedImage upright, String format, int orientation) throws IOException {
        BufferedImage stored = stored(
                upright,
                orientation,
                format.equals("fax") ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_GRAY);
        byte[] exif = EXIF.clone();
        exif[19] = (byte) orientation;
        return switch (format) {
            case "jpg" -> {
                byte[] said = ByteBuffer.allocate(exif.length + 10)
                        .putInt(0xFFE10000 | exif.length + 8)
                        .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
                        .put(exif)
                        .array();
                yield inserted(encoded(stored, "jpg"), 2, said);
            }
            case "png" -> {
                ByteBuffer chunk = ByteBuffer.allocate(exif.length + 12).putInt(exif.length);
                chunk.put(new byte[] {'e', 'X', 'I', 'f'}).put(exif);
                CRC32 sum = new CRC32();
                sum.update(chunk.array(), 4, exif.length + 4);
                // after the mark and the header
                yield inserted(
                        encoded(stored, "png"),
                        8 + 25,
                        chunk.putInt((int) sum.getValue()).array());
            }
            default -> tiff(stored, format.equals("fax") ? "CCITT T.6" : "LZW", orientation);
        };
    }

    private static BufferedImage stored(BufferedImage upright, int orientation, int type) {
        boolean lies = orientation >= 5;
        int wide = upright.getWidth();
        int high = upright.getHeight();
        BufferedImage stored = new BufferedImage(lies ? high : wide, lies ? wide : high, type);
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                // EXIF 2.32, 4.6.4 A: where row 0 and column 0 of what is stored are on the paper
                int column = switch (orientation) {
                    case 2, 3 -> wide - 1 - x;
                    case 5, 6 -> y;
                    case 7, 8 -> high - 1 - y;
                    default -> x;
                };
                int row = switch (orientation) {
                    case 3, 4 -> high - 1 - y;
                    case 5, 8 -> x;
                    case 6, 7 -> wide - 1 - x;
                    default -> y;
                };
                stored.setRGB(column, row, upright.getRGB(x, y));
            }
        }
        return stored;
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(picture, format, file);
        return file.toByteArray();
    }

    private static byte[] inserted(byte[] file, int at, byte[] added) {
        return ByteBuffer.allocate(file.length + added.length)
                .put(file, 0, at)
                .put(added)
                .put(file, at, file.length - at)
                .array();
    }

    private static byte[] tiff(BufferedImage picture, String compression, int orientation) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
            IIOMetadata said = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), how);
            TIFFDirectory tags = TIFFDirectory.createFromMetadata(said);
            TIFFTag tag = BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_ORIENTATION);
            tags.addTIFFField(new TIFFField(tag, SHORT, 1, new char[] {(char) orientation}));
            writer.write(null, new IIOImage(picture, null, tags.getAsMetadata()), how);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
