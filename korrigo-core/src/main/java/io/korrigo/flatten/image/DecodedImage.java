package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A page image that PDF has no form for, decoded and compressed again without loss.
 *
 * <p>Samples keep their depth, 1, 8 or 16 bits, and their colour profile. Transparency is laid on white paper.
 */
final class DecodedImage implements ImageXObject {
    /** Most bytes that the samples of a page may take: an A3 sheet at 600 dpi in three colours has 209 million. */
    private static final long MAX_DECODED = 220L << 20;

    private final byte[] file;
    private final int length;
    private final int index;
    private final ImageShape shape;
    private final byte[] profile;
    private final int[] transparent;

    /**
     * @param length of the file at the beginning of {@code file}
     * @param index of the image in the file, from 0
     * @param shape what the caller read from the file itself, its size already checked
     * @param profile the ICC profile of the file, or empty
     * @param transparent the samples of the one colour that is paper and not ink, or empty
     */
    DecodedImage(byte[] file, int length, int index, ImageShape shape, byte[] profile, int[] transparent) {
        this.file = file;
        this.length = length;
        this.index = index;
        this.shape = shape;
        this.profile = profile;
        this.transparent = transparent;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public void write(PdfWriter pdf, int id, SharedObjects shared) throws IOException, PageFault {
        PixelRows rows = PixelRows.of(decoded(), transparent);
        PackedRows packed = PackedRows.of(rows);
        String device = rows.channels() == 1 ? "/DeviceGray" : rows.channels() == 3 ? "/DeviceRGB" : "/DeviceCMYK";
        String space = rows.areStored() ? shared.iccBased(pdf, profile, rows.channels(), device) : device;
        String entries = ImageXObject.entries(shape.width(), shape.height(), rows.bits(), space) + packed.entries();
        pdf.stream(id, entries, packed.data(), 0, packed.data().length);
    }

    @Override
    public BufferedImage decoded() throws PageFault {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file, 0, length))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new PageFault("nothing here can decode this kind of image; save the page as JPEG or PNG");
            }
            ImageReader reader = readers.next();
            try {
                // whoever asks for a later image goes back to the list of all
                reader.setInput(input, index == 0, true);
                if (reader.getWidth(index) != shape.width() || reader.getHeight(index) != shape.height()) {
                    throw new PageFault("the image contradicts itself about its size; save the page again");
                }
                checkMemory(reader.getImageTypes(index).next());
                return reader.read(index);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // the readers of the platform meet damaged files with unchecked exceptions of all sorts
            throw new PageFault("the image can't be decoded; save the page as JPEG or PNG, or scan it again", e);
        }
    }

    private void checkMemory(ImageTypeSpecifier type) throws PageFault {
        SampleModel samples = type.getSampleModel(1, 1);
        long bits = 0;
        for (int band = 0; band < samples.getNumBands(); band++) {
            bits += Math.max(
                    samples.getSampleSize(band), DataBuffer.getDataTypeSize(samples.getDataType()) > 8 ? 16 : 1);
        }
        if ((long) shape.width() * shape.height() / 8 * bits > MAX_DECODED) {
            throw new PageFault("the image is too large to be decoded (" + shape.width() + " x " + shape.height()
                    + " pixels of " + bits + " bits); scan it as JPEG, or at 200 or 300 dpi");
        }
    }
}
