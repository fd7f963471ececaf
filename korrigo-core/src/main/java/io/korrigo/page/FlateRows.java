package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** Rows of samples that a PDF keeps packed by deflate, as PNG: where they are filtered as PNG's are, as they stand. */
final class FlateRows {
    private FlateRows() {}

    record Shape(int width, int height, int bits, int channels) {
        int rowBytes() {
            return (width * channels * bits + 7) / 8;
        }
    }

    /** Null when the rows are coded in another way. */
    static byte @Nullable [] png(
            COSStream stream, COSDictionary parameters, Shape shape, int colorType, byte[] palette, String name)
            throws IOException {
        int predictor = parameters.getInt(COSName.PREDICTOR, 1);
        if (predictor == 1) {
            return unfiltered(stream, shape, colorType, palette, name);
        }
        boolean asInPng = predictor >= 10
                && parameters.getInt(COSName.COLORS, 1) == shape.channels()
                && parameters.getInt(COSName.BITS_PER_COMPONENT, 8) == shape.bits()
                && parameters.getInt(COSName.COLUMNS, 1) == shape.width();
        if (!asInPng) {
            return null;
        }
        try (InputStream in = stream.createRawInputStream()) {
            return PngFile.of(shape.width(), shape.height(), shape.bits(), colorType, palette, in.readAllBytes());
        }
    }

    private static byte[] unfiltered(COSStream stream, Shape shape, int colorType, byte[] palette, String name)
            throws IOException {
        PngFile png = new PngFile(shape.width(), shape.height(), shape.bits(), colorType, palette, Deflater.BEST_SPEED);
        byte[] row = new byte[shape.rowBytes()];
        try (InputStream in = new InflaterInputStream(stream.createRawInputStream())) {
            for (int y = 0; y < shape.height(); y++) {
                if (in.readNBytes(row, 0, row.length) < row.length) {
                    throw new EOFException();
                }
                png.row(row);
            }
        } catch (EOFException | ZipException cut) {
            throw new InvalidInputException(name + " has a picture that is cut short: scan or export it again", cut);
        }
        return png.finish();
    }
}
