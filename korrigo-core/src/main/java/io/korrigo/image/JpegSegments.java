package io.korrigo.image;

import io.korrigo.Internal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of a JPEG file in order (ITU-T T.81, annex B), found without decoding anything.
 *
 * <p>Lenient as decoders are: fill bytes, and markers that stand alone, may be anywhere between segments.
 *
 * <p><b>Threads:</b> immutable as long as nobody writes into {@code file}.
 *
 * @param file begins with the JPEG
 * @param length of the JPEG
 * @param segments up to the end marker, which is left out, as is whatever comes after it
 * @param isWhole whether the end marker was found; without it the last segment may be missing
 */
@Internal
public record JpegSegments(byte[] file, int length, List<Segment> segments, boolean isWhole) {
    public static final int SOF0 = 0xC0;
    public static final int SOF1 = 0xC1;
    public static final int SOF2 = 0xC2;
    public static final int DHT = 0xC4;
    public static final int SOI = 0xD8;
    public static final int EOI = 0xD9;
    public static final int SOS = 0xDA;
    public static final int DQT = 0xDB;
    public static final int DRI = 0xDD;
    public static final int APP0 = 0xE0;
    public static final int APP1 = 0xE1;
    public static final int APP2 = 0xE2;
    public static final int APP14 = 0xEE;

    private static final int TEM = 0x01;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /**
     * A marker with its data; with a scan goes its coded data.
     *
     * @param from where the marker's 0xFF is
     * @param data where its data begins, after the length
     * @param scan where coded data begins, or {@code end}
     */
    public record Segment(int marker, int from, int data, int scan, int end) {
        /** Whether it says how the picture is coded and how large it is: any SOF. */
        public boolean isFrame() {
            return marker >= SOF0 && marker <= 0xCF && marker != DHT && marker != 0xC8 && marker != 0xCC;
        }
    }

    public JpegSegments {
        segments = List.copyOf(segments);
    }

    /** Walks the JPEG in the first {@code length} bytes of {@code file}; a cut one is walked to where it ends. */
    public static JpegSegments of(byte[] file, int length) {
        List<Segment> segments = new ArrayList<>();
        int at = 2;
        while (true) {
            at = nextMarker(file, at, length);
            if (at + 1 >= length) {
                return new JpegSegments(file, length, segments, false);
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == EOI) {
                return new JpegSegments(file, length, segments, true);
            }
            if (marker == 0xFF) {
                at++;
            } else if (marker <= TEM || marker >= RST0 && marker <= SOI) {
                // stand alone: no length follows
                at += 2;
            } else {
                int scan =
                        at + 3 < length ? at + 2 + Math.max(2, (file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF) : -1;
                if (scan < 0 || scan > length) {
                    return new JpegSegments(file, length, segments, false);
                }
                int end = marker == SOS ? endOfScan(file, scan, length) : scan;
                segments.add(new Segment(marker, at, at + 4, scan, end));
                at = end;
            }
        }
    }

    /** The first marker that ends a scan: 0xFF00 is data, restart markers belong to the scan. */
    private static int endOfScan(byte[] file, int from, int length) {
        for (int at = from; ; at++) {
            at = nextMarker(file, at, length);
            if (at + 1 >= length) {
                return length;
            }
            int next = file[at + 1] & 0xFF;
            if (next != 0 && next != 0xFF && (next < RST0 || next > RST7)) {
                return at;
            }
        }
    }

    /** Index of the next byte 0xFF from {@code from} on, or {@code length}; eight bytes at a time. */
    private static int nextMarker(byte[] bytes, int from, int length) {
        int at = from;
        while (at + 8 <= length) {
            long inverted = ~(long) EIGHT_BYTES.get(bytes, at);
            if ((inverted - LOW_BITS & ~inverted & HIGH_BITS) != 0) {
                break;
            }
            at += 8;
        }
        while (at < length && bytes[at] != (byte) 0xFF) {
            at++;
        }
        return at;
    }

    /** Whether the segment's data begins with these ASCII characters and has at least {@code least} bytes. */
    public boolean startsWith(Segment segment, String signature, int least) {
        byte[] expected = signature.getBytes(StandardCharsets.US_ASCII);
        int from = segment.data();
        return segment.scan() - from >= Math.max(least, expected.length)
                && Arrays.equals(file, from, from + expected.length, expected, 0, expected.length);
    }

    /** How Adobe's marker says that colours are transformed, or -1 without one. */
    public int adobeTransform() {
        return segments.stream()
                .filter(segment -> segment.marker() == APP14 && startsWith(segment, "Adobe", 12))
                .mapToInt(segment -> unsignedByte(segment.data() + 11))
                .findFirst()
                .orElse(-1);
    }

    public boolean isJfif() {
        return segments.stream().anyMatch(segment -> segment.marker() == APP0 && startsWith(segment, "JFIF\0", 5));
    }

    public int unsignedByte(int at) {
        return file[at] & 0xFF;
    }

    public int unsignedShort(int at) {
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }
}
