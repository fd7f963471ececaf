package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * The decoded samples of a picture, row by row, channels of a pixel side by side as grey, RGB, RGBA or CMYK.
 *
 * @param values each from 0 to 65535, whatever the depth was
 */
record Samples(int width, int height, int channels, int[] values) {
    static {
        nu.pattern.OpenCV.loadLocally();
    }

    /** What OpenCV's own decoders (libjpeg-turbo, libpng, libtiff) find in an image file, EXIF not applied. */
    static Samples ofFile(byte[] file) {
        Mat image = Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_UNCHANGED);
        int channels = image.channels();
        int[] values = new int[image.rows() * image.cols() * channels];
        if (CvType.depth(image.type()) == CvType.CV_16U) {
            short[] stored = new short[values.length];
            image.get(0, 0, stored);
            Arrays.setAll(values, i -> Short.toUnsignedInt(stored[i]));
        } else {
            byte[] stored = new byte[values.length];
            image.get(0, 0, stored);
            Arrays.setAll(values, i -> Byte.toUnsignedInt(stored[i]) * 257);
        }
        for (int i = 0; channels >= 3 && i < values.length; i += channels) {
            int blue = values[i];
            values[i] = values[i + 2];
            values[i + 2] = blue;
        }
        return new Samples(image.cols(), image.rows(), channels, values);
    }

    /** What PDFBox's filters find in the image of a flattened page, by the entries of its dictionary. */
    static Samples ofPage(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Copies.read(pdf)) {
            PDImageXObject image =
                    (PDImageXObject) document.getPage(page).getResources().getXObject(COSName.P);
            int channels = image.getColorSpace().getNumberOfComponents();
            int bits = image.getBitsPerComponent();
            byte[] stored;
            try (var in = image.createInputStream()) {
                stored = in.readAllBytes();
            }
            int[] values = unpack(stored, image.getWidth() * channels, image.getHeight(), bits);
            if (image.getColorSpace().getName().equals("Indexed")) {
                return indexed(image, values);
            }
            boolean inverted =
                    image.getDecode() != null && image.getDecode().get(0).equals(org.apache.pdfbox.cos.COSInteger.ONE);
            int most = (1 << bits) - 1;
            for (int i = 0; i < values.length; i++) {
                values[i] = (inverted ? most - values[i] : values[i]) * (65535 / most);
            }
            return new Samples(image.getWidth(), image.getHeight(), channels, values);
        }
    }

    private static Samples indexed(PDImageXObject image, int[] indices) throws IOException {
        int[] values = new int[3 * indices.length];
        for (int i = 0; i < indices.length; i++) {
            float[] rgb = image.getColorSpace().toRGB(new float[] {indices[i]});
            for (int c = 0; c < 3; c++) {
                values[3 * i + c] = Math.round(rgb[c] * 255) * 257;
            }
        }
        return new Samples(image.getWidth(), image.getHeight(), 3, values);
    }

    private static int[] unpack(byte[] stored, int perRow, int rows, int bits) {
        int rowBytes = (perRow * bits + 7) / 8;
        assertThat(stored).as("decoded bytes").hasSize(rowBytes * rows);
        int[] values = new int[perRow * rows];
        for (int i = 0; i < values.length; i++) {
            int bit = i % perRow * bits;
            int at = i / perRow * rowBytes + bit / 8;
            values[i] = bits == 16
                    ? (stored[at] & 0xFF) << 8 | stored[at + 1] & 0xFF
                    : (stored[at] & 0xFF) >> 8 - bits - bit % 8 & (1 << bits) - 1;
        }
        return values;
    }

    /** The same picture as grey, where all its pixels are grey, else as it is. */
    Samples simplest() {
        int[] grey = new int[width * height];
        for (int i = 0; channels == 3 && i < grey.length; i++) {
            grey[i] = values[3 * i];
            if (grey[i] != values[3 * i + 1] || grey[i] != values[3 * i + 2]) {
                return this;
            }
        }
        return channels == 3 ? new Samples(width, height, 1, grey) : this;
    }

    /** The picture on white paper, its last channel taken for alpha: rounded at the depth of {@code most}. */
    Samples onWhite(int most) {
        int colors = channels - 1;
        int[] mixed = new int[width * height * colors];
        long unit = 65535 / most;
        for (int i = 0; i < mixed.length; i++) {
            long alpha = values[i / colors * channels + colors] / unit;
            long value = values[i / colors * channels + i % colors] / unit;
            mixed[i] = (int) ((value * alpha + most * (most - alpha) + most / 2) / most * unit);
        }
        return new Samples(width, height, colors, mixed);
    }

    /** Fails at the first sample that differs by more than {@code tolerance} of 65535. */
    void assertSameAs(Samples expected, int tolerance) {
        assertThat(new int[] {width, height, channels})
                .containsExactly(expected.width, expected.height, expected.channels);
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i] - expected.values[i]) > tolerance) {
                int pixel = i / channels;
                throw new AssertionError("channel " + i % channels + " at column " + pixel % width + ", row "
                        + pixel / width + " is " + values[i] + " and not " + expected.values[i]);
            }
        }
    }
}
