package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments, in order, of a JPEG file that {@link JpegImage} has found sound (ITU-T T.81, annex B).
 *
 * @param file the whole file
 * @param segments up to the end marker, which is left out, as is whatever comes after it
 */
public record JpegParts(byte[] file, List<Segment> segments) {
    private static final int TEM = 0x01;
    static final int DHT = 0xC4;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DRI = 0xDD;

    /**
     * A marker with its data; with a scan goes its coded data.
     *
     * @param from where the marker's 0xFF is
     * @param data where its data begins, after the length
     * @param scan where coded data begins, or {@code end}
     */
    record Segment(int marker, int from, int data, int scan, int end) {}

    public static JpegParts of(byte[] file) throws PageFault {
        List<Segment> segments = new ArrayList<>();
        int at = 2;
        while (at + 3 < file.length) {
            int marker = file[at + 1] & 0xFF;
            if ((file[at] & 0xFF) != 0xFF || marker == 0xFF) {
                at++;
            } else if (marker == EOI) {
                return new JpegParts(file, segments);
            } else if (marker == TEM || marker == SOI || marker >= 0xD0 && marker <= 0xD7) {
                // stand alone: no length follows
                at += 2;
            } else {
                int scan = at + 2 + ((file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF);
                if (scan > file.length) {
                    break;
                }
                int end = marker == SOS ? endOfScan(file, scan) : scan;
                segments.add(new Segment(marker, at, at + 4, scan, end));
                at = end;
            }
        }
        if (at + 1 < file.length && (file[at + 1] & 0xFF) == EOI) {
            return new JpegParts(file, segments);
        }
        throw new PageFault("the JPEG is cut short; scan or upload the page again");
    }

    private static int endOfScan(byte[] file, int from) {
        for (int at = from; at + 1 < file.length; at++) {
            int next = file[at + 1] & 0xFF;
            if ((file[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                return at;
            }
        }
        return file.length;
    }

    /**
     * The file with the same picture and nothing that describes it: without EXIF, XMP, thumbnails, comments, and whatever
     * follows its end.
     */
    public byte[] withoutDescriptions() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        out.write(0xFF);
        out.write(SOI);
        segments.forEach(segment -> writePlain(out, segment));
        out.write(0xFF);
        out.write(EOI);
        return out.toByteArray();
    }

    /** Writes the segment if the picture needs it. */
    void writePlain(ByteArrayOutputStream out, Segment segment) {
        int marker = segment.marker();
        if (marker == 0xE0 && startsWith(segment, "JFIF\0") && segment.end() - segment.data() >= 14) {
            // version, unit and density, and that no thumbnail follows
            out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE0, 0, 16});
            out.write(file, segment.data(), 12);
            out.writeBytes(new byte[] {0, 0});
        } else if (marker == 0xE2 && startsWith(segment, "ICC_PROFILE\0")
                || marker == 0xEE && startsWith(segment, "Adobe")
                || marker < 0xE0) {
            out.write(file, segment.from(), segment.end() - segment.from());
        }
    }

    private boolean startsWith(Segment segment, String signature) {
        byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
        return segment.end() - segment.data() >= expected.length
                && Arrays.equals(file, segment.data(), segment.data() + expected.length, expected, 0, expected.length);
    }

    /** How Adobe's marker says that colours are transformed, or -1 without one. */
    int adobeTransform() {
        return segments.stream()
                .filter(segment -> segment.marker() == 0xEE && startsWith(segment, "Adobe"))
                .filter(segment -> segment.end() - segment.data() >= 12)
                .mapToInt(segment -> file[segment.data() + 11] & 0xFF)
                .findFirst()
                .orElse(-1);
    }

    boolean isJfif() {
        return segments.stream().anyMatch(segment -> segment.marker() == 0xE0 && startsWith(segment, "JFIF\0"));
    }

    int unsignedByte(int at) {
        return file[at] & 0xFF;
    }

    int unsignedShort(int at) {
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }
}
