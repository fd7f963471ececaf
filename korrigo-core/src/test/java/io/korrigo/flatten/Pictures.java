package io.korrigo.flatten;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;

/** Page images drawn for tests. */
final class Pictures {
    private Pictures() {}

    /** A page with strokes and some noise, so that no two rows are alike. */
    static BufferedImage page(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(200), random.nextInt(200), random.nextInt(200)));
            graphics.drawLine(
                    random.nextInt(width), random.nextInt(height), random.nextInt(width), random.nextInt(height));
        }
        graphics.dispose();
        return image;
    }

    /** White paper, on which anything drawn later can be told. */
    static BufferedImage blank(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    static byte[] jpeg(BufferedImage image) {
        return encode(image, "jpeg", null, false);
    }

    static byte[] png(BufferedImage image) {
        return encode(image, "png", null, false);
    }

    static byte[] interlacedPng(BufferedImage image) {
        return encode(image, "png", null, true);
    }

    /** @param compression as ImageIO's TIFF writer names it, such as "CCITT T.6" */
    static byte[] tiff(BufferedImage image, String compression) {
        return encode(image, "tiff", compression, false);
    }

    static BufferedImage decode(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JPEG with an EXIF block that says how to hold it. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        exif.put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1});
        exif.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0);
        return insert(jpeg, 2, exif.array());
    }

    /** The JPEG with this resolution, in pixels per inch, in its JFIF header. */
    static byte[] withDensity(byte[] jpeg, int dpi) {
        byte[] changed = jpeg.clone();
        ByteBuffer.wrap(changed).put(13, (byte) 1).putShort(14, (short) dpi).putShort(16, (short) dpi);
        return changed;
    }

    static byte[] insert(byte[] file, int at, byte[] added) {
        ByteBuffer joined = ByteBuffer.allocate(file.length + added.length);
        return joined.put(file, 0, at)
                .put(added)
                .put(file, at, file.length - at)
                .array();
    }

    private static byte[] encode(
            BufferedImage image,
            String format,
            @org.jspecify.annotations.Nullable String compression,
            boolean interlaced) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (compression != null) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(compression);
            }
            if (interlaced) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
