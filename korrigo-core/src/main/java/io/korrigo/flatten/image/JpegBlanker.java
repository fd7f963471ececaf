package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.image.EntropyBits;
import io.korrigo.image.HuffmanCode;
import io.korrigo.image.JpegScan;
import io.korrigo.image.JpegSegments;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whitens parts of a baseline JPEG without decoding it to pixels: the blocks that a part touches lose all that was in
 * them, all others keep each coefficient.
 *
 * <p>Blocks are coded one after the other, each with its difference from the one before (ITU-T T.81, F.1.2): differences
 * are coded anew, everything else of a block is copied.
 */
public final class JpegBlanker {
    private static final int END_OF_BLOCK = 0;

    /** Differences of up to 11 bits, all that a baseline JPEG can have, as annex K.3 codes them. */
    private static final byte[] ALL_DIFFERENCES = {
        0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    };

    private final JpegParts parts;
    private final JpegScan scan;
    private final List<Rectangle> regions;
    private final int[] differenceCodes;
    private final int[] before;
    private final int[] beforeNow;
    private final int[] white;
    private final int[] endOfBlock;

    private JpegBlanker(JpegParts parts, JpegScan scan, List<Rectangle> regions) {
        this.parts = parts;
        this.scan = scan;
        this.regions = regions;
        HuffmanCode all = new HuffmanCode(ALL_DIFFERENCES, 0, false);
        this.differenceCodes = IntStream.range(0, all.size()).map(all::code).toArray();
        int count = scan.components().size();
        this.before = new int[count];
        this.beforeNow = new int[count];
        this.white = new int[count];
        this.endOfBlock = new int[count];
        for (int i = 0; i < count; i++) {
            JpegScan.Component component = scan.components().get(i);
            white[i] = Math.round(8f * (white(i) - 128) / component.step());
            endOfBlock[i] = component.coefficients().code(END_OF_BLOCK);
        }
    }

    /**
     * The file without what was in the regions and without descriptions, or empty for a JPEG that is coded in another way:
     * progressive, in several scans, or without a code for a block's early end.
     *
     * @param regions in stored pixels
     */
    public static Optional<byte[]> blank(JpegParts parts, List<Rectangle> regions) throws PageFault {
        JpegScan scan = JpegScan.of(parts.jpeg());
        if (scan == null) {
            return Optional.empty();
        }
        JpegBlanker blanker = new JpegBlanker(parts, scan, regions);
        return IntStream.of(blanker.endOfBlock).anyMatch(code -> code == 0)
                ? Optional.empty()
                : Optional.of(blanker.blank());
    }

    private byte[] blank() throws PageFault {
        JpegSegments jpeg = parts.jpeg();
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length());
        JpegParts.writeMarker(out, JpegSegments.SOI);
        for (JpegSegments.Segment segment : jpeg.segments()) {
            if (segment.marker() == JpegSegments.DHT) {
                copyCoefficientTables(segment, out);
            } else if (segment.marker() == JpegSegments.SOS) {
                writeDifferenceTables(out);
                out.write(jpeg.file(), segment.from(), segment.scan() - segment.from());
                code(out);
            } else {
                parts.writePlain(out, segment);
            }
        }
        JpegParts.writeMarker(out, JpegSegments.EOI);
        return out.toByteArray();
    }

    /** Those of differences are written anew. */
    private void copyCoefficientTables(JpegSegments.Segment segment, ByteArrayOutputStream out) {
        JpegSegments jpeg = parts.jpeg();
        int at = segment.data();
        while (at + 17 <= segment.end()) {
            int end = at + 17;
            for (int i = 1; i <= 16; i++) {
                end += jpeg.unsignedByte(at + i);
            }
            if (jpeg.unsignedByte(at) >> 4 == 1) {
                writeTable(out, jpeg.unsignedByte(at), Arrays.copyOfRange(jpeg.file(), at + 1, end));
            }
            at = end;
        }
    }

    private static void writeTable(ByteArrayOutputStream out, int kind, byte[] table) {
        int length = 3 + table.length;
        JpegParts.writeMarker(out, JpegSegments.DHT);
        out.writeBytes(new byte[] {(byte) (length >> 8), (byte) length, (byte) kind});
        out.writeBytes(table);
    }

    /** A table of differences may lack those that come up between a white block and another. */
    private void writeDifferenceTables(ByteArrayOutputStream out) {
        int used = 0;
        for (int i = 0; i < scan.components().size(); i++) {
            used |= 1 << (parts.jpeg().unsignedByte(scan.scan().data() + 2 + 2 * i) >> 4 & 3);
        }
        for (int i = 0; i < 4; i++) {
            if ((used >> i & 1) != 0) {
                writeTable(out, i, ALL_DIFFERENCES);
            }
        }
    }

    /** The stored sample of white paper, 0 to 255. */
    private int white(int component) {
        int count = scan.components().size();
        if (count == 4) {
            // Adobe's software stores CMYK inverted
            int transform = parts.jpeg().adobeTransform();
            boolean chroma = transform == 2 && (component == 1 || component == 2);
            return chroma ? 128 : transform >= 0 ? 255 : 0;
        }
        return count == 3 && component > 0 && !scan.isRgb() ? 128 : 255;
    }

    private void code(ByteArrayOutputStream bytes) throws PageFault {
        EntropyBits in = scan.bits();
        JpegBits out = new JpegBits(bytes);
        int columns = scan.columns();
        int units = columns * scan.rows();
        for (int unit = 0; unit < units; unit++) {
            if (scan.restartInterval() > 0 && unit > 0 && unit % scan.restartInterval() == 0) {
                restart(in, out, bytes, unit / scan.restartInterval() - 1);
            }
            Rectangle place = new Rectangle(
                    unit % columns * scan.unitWidth(),
                    unit / columns * scan.unitHeight(),
                    scan.unitWidth(),
                    scan.unitHeight());
            boolean blank = regions.stream().anyMatch(place::intersects);
            for (int c = 0; c < before.length; c++) {
                for (int i = scan.components().get(c).blocks(); i > 0; i--) {
                    block(c, in, out, blank);
                }
            }
            if (in.isOver()) {
                throw new PageFault("the JPEG is cut short; scan or upload the page again");
            }
        }
        out.align();
    }

    private void restart(EntropyBits in, JpegBits out, ByteArrayOutputStream bytes, int count) throws PageFault {
        if (!in.restart()) {
            throw new PageFault("the JPEG is damaged: a restart marker is missing");
        }
        out.align();
        JpegParts.writeMarker(bytes, 0xD0 + count % 8);
        Arrays.fill(before, 0);
        Arrays.fill(beforeNow, 0);
    }

    private void block(int c, EntropyBits in, JpegBits out, boolean blank) throws PageFault {
        JpegScan.Component component = scan.components().get(c);
        int difference = in.difference(component.differences());
        before[c] += difference;
        int value = blank ? white[c] : before[c];
        boolean sound = difference != EntropyBits.DAMAGED;
        if (sound) {
            writeDifference(value - beforeNow[c], out);
            sound = blank
                    ? in.skipCoefficients(component.coefficients())
                    : in.copyCoefficients(component.coefficients(), out);
        }
        if (!sound) {
            throw new PageFault("the JPEG is damaged: its data is no code; scan or upload the page again");
        }
        beforeNow[c] = value;
        if (blank) {
            out.writeCode(endOfBlock[c]);
        }
    }

    private void writeDifference(int value, JpegBits out) throws PageFault {
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
        if (size >= differenceCodes.length) {
            throw new PageFault("the JPEG is damaged: it holds a brightness that can't be");
        }
        out.writeCode(differenceCodes[size]);
        out.write((value < 0 ? value - 1 : value) & (1 << size) - 1, size);
    }
}
