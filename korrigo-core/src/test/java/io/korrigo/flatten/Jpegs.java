package io.korrigo.flatten;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** The kinds of JPEG that scanners, cameras and editors write. */
enum Jpegs {
    GREY(BufferedImage.TYPE_BYTE_GRAY, null, false),
    YCBCR(BufferedImage.TYPE_INT_RGB, null, false),
    YCBCR_BY_ADOBE(BufferedImage.TYPE_INT_RGB, 1, false),
    RGB_BY_ADOBE(BufferedImage.TYPE_INT_RGB, 0, false),
    PROGRESSIVE(BufferedImage.TYPE_INT_RGB, null, true),
    PROGRESSIVE_GREY(BufferedImage.TYPE_BYTE_GRAY, null, true);

    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    /** Of {@link BufferedImage}. */
    final int type;

    private final @Nullable Integer adobeTransform;
    private final boolean progressive;

    Jpegs(int type, @Nullable Integer adobeTransform, boolean progressive) {
        this.type = type;
        this.adobeTransform = adobeTransform;
        this.progressive = progressive;
    }

    byte[] encode(BufferedImage image) {
        return write(
                new IIOImage(image, null, null),
                ImageTypeSpecifier.createFromRenderedImage(image),
                adobeTransform,
                progressive);
    }

    /** @param samples as stored, that is inverted where Adobe's marker is there */
    static byte[] cmyk(int width, int height, int[] samples, boolean adobe) {
        WritableRaster raster =
                Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, width, height, 4, null);
        raster.setPixels(0, 0, width, height, samples);
        byte[] jpeg = write(new IIOImage(raster, null, null), null, null, false);
        byte[] marker = segment(0xEE, "Adobe\0d\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        return adobe ? Pictures.insert(jpeg, 2, marker) : jpeg;
    }

    /** A JPEG whose data can be picked up again after each so many units of blocks. */
    static byte[] withRestarts(BufferedImage image, int interval) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
            IIOMetadataNode restart = new IIOMetadataNode("dri");
            restart.setAttribute("interval", Integer.toString(interval));
            root.getElementsByTagName("markerSequence").item(0).appendChild(restart);
            metadata.setFromTree(FORMAT, root);
            return write(new IIOImage(image, null, metadata), null, null, false);
        } catch (IIOInvalidTreeException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    /** The JPEG with a colour profile in one part. */
    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] head = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        return Pictures.insert(jpeg, 2, segment(0xE2, joined(head, profile)));
    }

    static byte[] segment(int marker, byte[] body) {
        return ByteBuffer.allocate(4 + body.length)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (2 + body.length))
                .put(body)
                .array();
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] write(
            IIOImage image, @Nullable ImageTypeSpecifier type, @Nullable Integer adobeTransform, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1);
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            if (adobeTransform != null) {
                image.setMetadata(withAdobe(writer.getDefaultImageMetadata(type, param), adobeTransform));
            }
            writer.setOutput(out);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /** The metadata with Adobe's marker in place of JFIF's, and components named 1, 2 and 3 or R, G and B. */
    private static IIOMetadata withAdobe(IIOMetadata metadata, int transform) throws IIOInvalidTreeException {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode variety =
                (IIOMetadataNode) root.getElementsByTagName("JPEGvariety").item(0);
        while (variety.getLength() > 0) {
            variety.removeChild(variety.getFirstChild());
        }
        IIOMetadataNode sequence =
                (IIOMetadataNode) root.getElementsByTagName("markerSequence").item(0);
        IIOMetadataNode adobe = new IIOMetadataNode("app14Adobe");
        adobe.setAttribute("transform", Integer.toString(transform));
        sequence.insertBefore(adobe, sequence.getFirstChild());
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }
}
