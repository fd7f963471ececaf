package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.image.JpegSegments;
import java.io.ByteArrayOutputStream;

/**
 * The segments that the picture of a JPEG file needs, once {@link JpegImage} has found the file sound.
 *
 * @param jpeg the file
 */
public record JpegParts(JpegSegments jpeg) {
    /** @param length of the JPEG at the beginning of {@code file} */
    public static JpegParts of(byte[] file, int length) throws PageFault {
        JpegSegments jpeg = JpegSegments.of(file, length);
        if (!jpeg.isWhole()) {
            throw new PageFault("the JPEG is cut short; scan or upload the page again");
        }
        return new JpegParts(jpeg);
    }

    /**
     * The file with the same picture and nothing that describes it: without EXIF, XMP, thumbnails, comments, and whatever
     * follows its end.
     */
    public byte[] withoutDescriptions() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length());
        writeMarker(out, JpegSegments.SOI);
        jpeg.segments().forEach(segment -> writePlain(out, segment));
        writeMarker(out, JpegSegments.EOI);
        return out.toByteArray();
    }

    static void writeMarker(ByteArrayOutputStream out, int marker) {
        out.write(0xFF);
        out.write(marker);
    }

    /** Writes the segment if the picture needs it. */
    void writePlain(ByteArrayOutputStream out, JpegSegments.Segment segment) {
        int marker = segment.marker();
        if (marker == JpegSegments.APP0 && jpeg.startsWith(segment, "JFIF\0", 14)) {
            // version, unit and density, and that no thumbnail follows
            writeMarker(out, marker);
            out.writeBytes(new byte[] {0, 16});
            out.write(jpeg.file(), segment.data(), 12);
            out.writeBytes(new byte[] {0, 0});
        } else if (marker == JpegSegments.APP2 && jpeg.startsWith(segment, "ICC_PROFILE\0", 12)
                || marker == JpegSegments.APP14 && jpeg.startsWith(segment, "Adobe", 5)
                || marker < JpegSegments.APP0) {
            out.write(jpeg.file(), segment.from(), segment.end() - segment.from());
        }
    }
}
