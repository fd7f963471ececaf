package io.korrigo.image;

import io.korrigo.Internal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a JPEG is coded that has all components in one sequential scan of Huffman codes (ITU-T T.81, F.1): what scanners
 * write. Its units follow each other row by row, and each holds the blocks of all components.
 *
 * <p><b>Threads:</b> immutable as long as nobody writes into the file.
 *
 * @param frame the segment that tells the size
 * @param scan the segment with the coded data
 * @param width in pixels
 * @param height in pixels
 * @param restartInterval units between restart markers, or 0 without any
 */
@Internal
public record JpegScan(
        JpegSegments jpeg,
        JpegSegments.Segment frame,
        JpegSegments.Segment scan,
        int width,
        int height,
        List<Component> components,
        int restartInterval) {
    /**
     * One component.
     *
     * @param across its blocks side by side in a unit
     * @param down its blocks one below the other in a unit
     * @param step by which the mean brightness of its blocks was divided
     * @param differences the code of differences between these means
     * @param coefficients the code of everything else
     */
    public record Component(int id, int across, int down, int step, HuffmanCode differences, HuffmanCode coefficients) {
        /** How many of its blocks are in a unit. */
        public int blocks() {
            return across * down;
        }
    }

    public JpegScan {
        components = List.copyOf(components);
    }

    /** Null for a JPEG that is coded in another way, and for one whose tables or sizes are damaged. */
    public static @Nullable JpegScan of(JpegSegments jpeg) {
        try {
            return new Reader(jpeg).read();
        } catch (IndexOutOfBoundsException damaged) {
            // the file's own numbers lead out of it or of its tables
            return null;
        }
    }

    private static final class Reader {
        private final JpegSegments jpeg;
        private final HuffmanCode[] differences = new HuffmanCode[4];
        private final HuffmanCode[] coefficients = new HuffmanCode[4];
        private final int[] steps = new int[4];
        private int restartInterval;

        Reader(JpegSegments jpeg) {
            this.jpeg = jpeg;
        }

        private @Nullable JpegScan read() {
            JpegSegments.Segment frame = null;
            JpegSegments.Segment scan = null;
            for (JpegSegments.Segment segment : jpeg.segments()) {
                boolean another = segment.isFrame() && (frame != null || segment.marker() > JpegSegments.SOF1);
                if (another || scan != null && segment.marker() == JpegSegments.SOS) {
                    return null;
                }
                switch (segment.marker()) {
                    case JpegSegments.SOF0, JpegSegments.SOF1 -> frame = segment;
                    case JpegSegments.DHT -> tables(segment);
                    case JpegSegments.DQT -> steps(segment);
                    case JpegSegments.DRI -> restartInterval = jpeg.unsignedShort(segment.data());
                    case JpegSegments.SOS -> scan = segment;
                    default -> {}
                }
            }
            return frame == null || scan == null ? null : scan(frame, scan);
        }

        private void tables(JpegSegments.Segment segment) {
            int at = segment.data();
            while (at + 17 <= segment.end()) {
                int kind = jpeg.unsignedByte(at);
                HuffmanCode code = new HuffmanCode(jpeg.file(), at + 1, kind >> 4 == 1);
                (kind >> 4 == 1 ? coefficients : differences)[kind & 3] = code;
                at += 17 + code.size();
            }
        }

        private void steps(JpegSegments.Segment segment) {
            int at = segment.data();
            while (at + 65 <= segment.end()) {
                int kind = jpeg.unsignedByte(at);
                boolean wide = kind >> 4 != 0;
                steps[kind & 3] = wide ? jpeg.unsignedShort(at + 1) : jpeg.unsignedByte(at + 1);
                at += wide ? 129 : 65;
            }
        }

        private @Nullable JpegScan scan(JpegSegments.Segment frame, JpegSegments.Segment scan) {
            int at = frame.data();
            int count = jpeg.unsignedByte(at + 5);
            if (count == 0 || jpeg.unsignedByte(at) != 8 || jpeg.unsignedByte(scan.data()) != count) {
                return null;
            }
            List<Component> components = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int place = at + 6 + 3 * i;
                int sampling = count == 1 ? 0x11 : jpeg.unsignedByte(place + 1);
                int selectors = jpeg.unsignedByte(scan.data() + 2 + 2 * i);
                HuffmanCode ofDifferences = differences[selectors >> 4 & 3];
                HuffmanCode ofCoefficients = coefficients[selectors & 3];
                boolean sound = jpeg.unsignedByte(place) == jpeg.unsignedByte(scan.data() + 1 + 2 * i)
                        && (sampling >> 4) * (sampling & 15) > 0;
                if (!sound || ofDifferences == null || ofCoefficients == null) {
                    return null;
                }
                components.add(new Component(
                        jpeg.unsignedByte(place),
                        sampling >> 4,
                        sampling & 15,
                        Math.max(1, steps[jpeg.unsignedByte(place + 2) & 3]),
                        ofDifferences,
                        ofCoefficients));
            }
            return new JpegScan(
                    jpeg,
                    frame,
                    scan,
                    jpeg.unsignedShort(at + 3),
                    jpeg.unsignedShort(at + 1),
                    components,
                    restartInterval);
        }
    }

    /** Pixels that a unit is wide. */
    public int unitWidth() {
        return 8 * components.stream().mapToInt(Component::across).max().orElse(1);
    }

    /** Pixels that a unit is high. */
    public int unitHeight() {
        return 8 * components.stream().mapToInt(Component::down).max().orElse(1);
    }

    /** Units side by side. */
    public int columns() {
        return (width + unitWidth() - 1) / unitWidth();
    }

    /** Units one below the other. */
    public int rows() {
        return (height + unitHeight() - 1) / unitHeight();
    }

    /** Its coded data from the first bit on. */
    public EntropyBits bits() {
        return new EntropyBits(jpeg.file(), scan.scan(), scan.end());
    }

    /** Whether its components are red, green and blue, as libjpeg tells. */
    public boolean isRgb() {
        int transform = jpeg.adobeTransform();
        boolean named = components.size() == 3
                && components.get(0).id() == 'R'
                && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
        return components.size() == 3 && (transform == 0 || transform < 0 && named && !jpeg.isJfif());
    }
}
