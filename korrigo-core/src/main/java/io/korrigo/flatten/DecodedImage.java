package io.korrigo.flatten;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A page image that PDF has no form for, decoded and compressed again without loss.
 *
 * <p>Transparency is laid on white paper. Greys stay one byte, everything else becomes three of sRGB.
 */
final class DecodedImage implements PageImage {
    private final byte[] file;
    private final ImageShape shape;

    private DecodedImage(byte[] file, ImageShape shape) {
        this.file = file;
        this.shape = shape;
    }

    /** @param shape what the caller read from the file itself, its size already checked */
    static DecodedImage of(byte[] file, ImageShape shape) {
        return new DecodedImage(file, shape);
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public void write(PdfWriter pdf, int id, SharedObjects shared) throws IOException, PageFault {
        BufferedImage image = decode();
        boolean grey = isGrey(image);
        byte[] data = pack(image, grey ? 1 : 3);
        String entries = PageImage.entries(shape.width(), shape.height(), 8, grey ? "/DeviceGray" : "/DeviceRGB")
                + " /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors " + (grey ? 1 : 3) + " /Columns "
                + shape.width() + " >>";
        pdf.stream(id, entries, data, 0, data.length);
    }

    private BufferedImage decode() throws PageFault {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new PageFault("nothing here can decode this kind of image; save the page as JPEG or PNG");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                if (reader.getWidth(0) != shape.width() || reader.getHeight(0) != shape.height()) {
                    throw new PageFault("the image contradicts itself about its size; save the page again");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // the readers of the platform meet damaged files with unchecked exceptions of all sorts
            throw new PageFault("the image can't be decoded; scan or upload the page again", e);
        }
    }

    /** Rows with PNG's filter "up", which suits scans, deflated. */
    private static byte[] pack(BufferedImage image, int channels) throws IOException {
        byte[] above = new byte[image.getWidth() * channels];
        byte[] row = new byte[above.length];
        byte[] filtered = new byte[1 + row.length];
        filtered[0] = 2;
        Deflater deflater = new Deflater(6);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 16);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 14)) {
            int[] pixels =
                    new int[image.getWidth() * Math.max(1, image.getRaster().getNumBands())];
            for (int y = 0; y < image.getHeight(); y++) {
                if (channels == 1) {
                    greyRow(image, y, pixels, row);
                } else {
                    image.getRGB(0, y, image.getWidth(), 1, pixels, 0, image.getWidth());
                    onWhite(pixels, row);
                }
                for (int i = 0; i < row.length; i++) {
                    filtered[i + 1] = (byte) (row[i] - above[i]);
                }
                out.write(filtered);
                byte[] swap = above;
                above = row;
                row = swap;
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static boolean isGrey(BufferedImage image) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            for (int i = 0; i < palette.getMapSize(); i++) {
                int argb = palette.getRGB(i);
                if (argb >>> 24 != 255 || (argb >> 16 & 0xFF) != (argb & 0xFF) || (argb >> 8 & 0xFF) != (argb & 0xFF)) {
                    return false;
                }
            }
            return true;
        }
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && image.getRaster().getNumBands() <= 2;
    }

    /** Reads samples and not colours: the platform takes grey for linear light, and would brighten it. */
    private static void greyRow(BufferedImage image, int y, int[] samples, byte[] row) {
        ColorModel colors = image.getColorModel();
        int bands = image.getRaster().getNumBands();
        image.getRaster().getPixels(0, y, row.length, 1, samples);
        for (int x = 0; x < row.length; x++) {
            if (colors instanceof IndexColorModel palette) {
                row[x] = (byte) palette.getRed(samples[x]);
                continue;
            }
            int grey = toByte(samples[x * bands], colors.getComponentSize(0));
            int alpha = bands == 2 ? toByte(samples[x * bands + 1], colors.getComponentSize(1)) : 255;
            row[x] = (byte) ((grey * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }

    private static int toByte(int sample, int bits) {
        return bits == 8 ? sample : Math.round(sample * 255f / ((1 << bits) - 1));
    }

    private static void onWhite(int[] argb, byte[] rgb) {
        for (int x = 0, i = 0; i < rgb.length; x++) {
            int pixel = argb[x];
            int alpha = pixel >>> 24;
            int white = 255 * (255 - alpha);
            rgb[i++] = (byte) (((pixel >> 16 & 0xFF) * alpha + white + 127) / 255);
            rgb[i++] = (byte) (((pixel >> 8 & 0xFF) * alpha + white + 127) / 255);
            rgb[i++] = (byte) (((pixel & 0xFF) * alpha + white + 127) / 255);
        }
    }
}
