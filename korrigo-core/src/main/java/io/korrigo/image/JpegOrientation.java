package io.korrigo.image;

import io.korrigo.Internal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How a JPEG file says that its picture is to be held, by EXIF: what a scanner turned need not be encoded again.
 *
 * <p><b>Threads:</b> stateless.
 */
@Internal
public final class JpegOrientation {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    /** From a segment's marker to what is in it: the marker, its length, EXIF's mark. */
    private static final int DATA = 4 + EXIF.length;

    private static final int ORIENTATION = 0x112;
    /** EXIF's number for 0 to 3 clockwise quarter turns. */
    private static final List<Integer> NUMBERS = List.of(1, 6, 3, 8);

    private JpegOrientation() {}

    /**
     * How the picture of a file is to be held, 1 to 8 as EXIF counts; 1 for a file that doesn't say, or is no JPEG.
     *
     * @param file an image file, which need not be in order
     */
    static int of(byte[] file) {
        if (file.length < 2 || (file[0] & 0xFF) != 0xFF || (file[1] & 0xFF) != 0xD8) {
            return 1;
        }
        return JpegSegments.of(file, file.length).segments().stream()
                .filter(segment -> isExif(file, segment.from()))
                .mapToInt(segment -> number(file, data(segment), segment.end()))
                .filter(number -> number > 0)
                .findFirst()
                .orElse(1);
    }

    /**
     * The same picture, to be held {@code quarterTurns} clockwise of how it is stored, whatever the file said before; the file itself where it
     * says so already.
     *
     * @param jpeg a file that begins with the mark of a JPEG
     * @param quarterTurns 0 to 3
     */
    public static byte[] held(byte[] jpeg, int quarterTurns) {
        JpegSegments segments = JpegSegments.of(jpeg, jpeg.length);
        List<JpegSegments.Segment> exif = segments.segments().stream()
                .filter(segment -> isExif(jpeg, segment.from()))
                .toList();
        boolean said = exif.stream()
                .map(segment -> number(jpeg, data(segment), segment.end()))
                .filter(number -> number > 1)
                .findFirst()
                .map(number -> number.equals(NUMBERS.get(quarterTurns)))
                .orElse(quarterTurns == 0);
        if (said) {
            return jpeg;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + 64);
        out.write(jpeg, 0, 2);
        if (quarterTurns != 0) {
            out.writeBytes(segment(quarterTurns));
        }
        int at = 2;
        for (JpegSegments.Segment segment : exif) {
            out.write(jpeg, at, segment.from() - at);
            at = segment.end();
        }
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }

    /** Whether EXIF data is in the segment whose marker is at {@code at}. */
    static boolean isExif(byte[] jpeg, int at) {
        return at + 4 + EXIF.length <= jpeg.length
                && (jpeg[at + 1] & 0xFF) == JpegSegments.APP1
                && Arrays.equals(jpeg, at + 4, at + 4 + EXIF.length, EXIF, 0, EXIF.length);
    }

    /**
     * Clockwise quarter turns by which the picture is to be held, or -1 where it is mirrored, too.
     *
     * @param at where the marker of a segment of EXIF data is
     * @param end where the segment ends
     */
    static int quarterTurns(byte[] jpeg, int at, int end) {
        return NUMBERS.indexOf(Math.max(1, number(jpeg, at + DATA, end)));
    }

    private static int data(JpegSegments.Segment segment) {
        return segment.from() + DATA;
    }

    /**
     * EXIF's number for it; 0 where the data doesn't tell, or what it tells makes no sense.
     *
     * @param file of any kind that carries EXIF data
     * @param tiff where the data begins, which is built like a TIFF file
     * @param end where it ends
     */
    static int number(byte[] file, int tiff, int end) {
        if (tiff + 8 > end) {
            return 0;
        }
        boolean little = file[tiff] == 'I';
        long directory = tiff + number(file, tiff + 4, 4, little);
        if (directory < tiff || directory + 2 > end) {
            return 0;
        }
        long entries = number(file, (int) directory, 2, little);
        for (int i = 0; i < entries && directory + 14 + 12L * i <= end; i++) {
            int entry = (int) directory + 2 + 12 * i;
            if (number(file, entry, 2, little) == ORIENTATION) {
                int number = (int) number(file, entry + 8, 2, little);
                return number > 8 ? 0 : number;
            }
        }
        return 0;
    }

    private static long number(byte[] file, int at, int bytes, boolean little) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | file[little ? at + bytes - 1 - i : at + i] & 0xFF;
        }
        return number;
    }

    /** The least EXIF data that there is: one directory with one entry. */
    static byte[] segment(int quarterTurns) {
        byte[] tiff = {
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) (int) NUMBERS.get(quarterTurns),
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xFF);
        out.write(JpegSegments.APP1);
        out.write(0);
        out.write(2 + EXIF.length + tiff.length);
        out.writeBytes(EXIF);
        out.writeBytes(tiff);
        return out.toByteArray();
    }
}
