package io.korrigo.flatten;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files of every colour type and depth, each row with another of the five filters, in several IDAT chunks. */
final class RawPng {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    private static final int CHUNK = 1000;

    private RawPng() {}

    /** @param samples row by row, channels of a pixel side by side, each from 0 to 2^bits - 1 */
    static byte[] encode(int width, int height, int colorType, int bits, int[] samples, byte[]... chunks) {
        int channels = samples.length / (width * height);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(height).put((byte) bits).put((byte) colorType);
        file.writeBytes(chunk("IHDR", header.array()));
        for (byte[] chunk : chunks) {
            file.writeBytes(chunk);
        }
        byte[] data = deflate(filter(pack(width * channels, bits, samples), height, Math.max(1, bits * channels / 8)));
        for (int from = 0; from < data.length; from += CHUNK) {
            file.writeBytes(
                    chunk("IDAT", java.util.Arrays.copyOfRange(data, from, Math.min(data.length, from + CHUNK))));
        }
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] chunk(String name, byte[] body) {
        byte[] named = ByteBuffer.allocate(4 + body.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
        CRC32 crc = new CRC32();
        crc.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(body.length)
                .put(named)
                .putInt((int) crc.getValue())
                .array();
    }

    /** Rows of {@code perRow} samples, each row beginning at a byte. */
    static byte[] pack(int perRow, int bits, int[] samples) {
        int rowBytes = (perRow * bits + 7) / 8;
        byte[] packed = new byte[samples.length / perRow * rowBytes];
        for (int i = 0; i < samples.length; i++) {
            int bit = i % perRow * bits;
            int at = i / perRow * rowBytes + bit / 8;
            if (bits == 16) {
                packed[at] = (byte) (samples[i] >> 8);
                packed[at + 1] = (byte) samples[i];
            } else {
                packed[at] |= (byte) (samples[i] << 8 - bits - bit % 8);
            }
        }
        return packed;
    }

    private static byte[] filter(byte[] rows, int height, int pixelBytes) {
        int rowBytes = rows.length / height;
        ByteArrayOutputStream filtered = new ByteArrayOutputStream();
        for (int y = 0; y < height; y++) {
            int kind = y % 5;
            filtered.write(kind);
            for (int x = 0; x < rowBytes; x++) {
                int at = y * rowBytes + x;
                int left = x < pixelBytes ? 0 : rows[at - pixelBytes] & 0xFF;
                int up = y == 0 ? 0 : rows[at - rowBytes] & 0xFF;
                int corner = x < pixelBytes || y == 0 ? 0 : rows[at - rowBytes - pixelBytes] & 0xFF;
                int predicted = switch (kind) {
                    case 1 -> left;
                    case 2 -> up;
                    case 3 -> (left + up) / 2;
                    case 4 -> paeth(left, up, corner);
                    default -> 0;
                };
                filtered.write(rows[at] - predicted);
            }
        }
        return filtered.toByteArray();
    }

    private static int paeth(int left, int up, int corner) {
        int guess = left + up - corner;
        int byLeft = Math.abs(guess - left);
        int byUp = Math.abs(guess - up);
        int byCorner = Math.abs(guess - corner);
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }

    static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            byte[] part = new byte[4096];
            while (!deflater.finished()) {
                deflated.write(part, 0, deflater.deflate(part));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
