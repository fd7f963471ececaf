package io.korrigo.page;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A PNG file in the making (ISO/IEC 15948): rows in, bytes out.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class PngFile {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

    private final byte[] header;
    private final byte[] palette;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 20);
    private final Deflater deflater;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] filter = {0};

    /**
     * @param palette red, green and blue of each colour, empty where samples are no indices
     * @param level of packing, as {@link Deflater} counts
     */
    PngFile(int width, int height, int bits, int colorType, byte[] palette, int level) {
        this.header = header(width, height, bits, colorType);
        this.palette = palette;
        this.deflater = new Deflater(level);
    }

    private static byte[] header(int width, int height, int bits, int colorType) {
        byte[] rest = {(byte) bits, (byte) colorType, 0, 0, 0};
        return ByteBuffer.allocate(13).putInt(width).putInt(height).put(rest).array();
    }

    /** Adds a row of samples, packed as PNG and PDF pack them. */
    void row(byte[] samples) {
        add(filter);
        add(samples);
    }

    private void add(byte[] bytes) {
        deflater.setInput(bytes);
        while (!deflater.needsInput()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
    }

    /** The file; no row can be added after. */
    byte[] finish() {
        deflater.finish();
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return file(header, palette, packed.toByteArray());
    }

    /** A file of rows that are packed already, each behind its filter's number. */
    static byte[] of(int width, int height, int bits, int colorType, byte[] palette, byte[] packed) {
        return file(header(width, height, bits, colorType), palette, packed);
    }

    private static byte[] file(byte[] header, byte[] palette, byte[] packed) {
        ByteBuffer out = ByteBuffer.allocate(SIGNATURE.length
                + 12
                + header.length
                + (palette.length == 0 ? 0 : 12 + palette.length)
                + 12
                + packed.length
                + 12);
        out.put(SIGNATURE);
        chunk(out, "IHDR", header);
        if (palette.length > 0) {
            chunk(out, "PLTE", palette);
        }
        chunk(out, "IDAT", packed);
        chunk(out, "IEND", new byte[0]);
        return out.array();
    }

    private static void chunk(ByteBuffer out, String type, byte[] data) {
        out.putInt(data.length);
        int from = out.position();
        out.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 sum = new CRC32();
        sum.update(out.array(), from, out.position() - from);
        out.putInt((int) sum.getValue());
    }
}
