package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whitens parts of a baseline JPEG without decoding it to pixels: the blocks that a part touches lose all that was in
 * them, all others keep each coefficient.
 *
 * <p>Blocks are coded one after the other, each with its difference from the one before (ITU-T T.81, F.1.2): differences
 * are coded anew, everything else of a block is copied.
 */
public final class JpegBlanker {
    private static final int BLOCK = 8;
    private static final int END_OF_BLOCK = 0;
    private static final int SIXTEEN_ZEROS = 0xF0;

    /** A component of the picture as its scan codes it. */
    private static final class Component {
        private int id;
        private int across;
        private int down;
        private int quantisation;
        private int white;
        private int before;
        private int beforeNow;
        private @Nullable HuffmanTable differences;
        private @Nullable HuffmanTable coefficients;
    }

    private final JpegParts parts;
    private final List<Rectangle> regions;
    private final HuffmanTable[] differences = new HuffmanTable[4];
    private final HuffmanTable[] coefficients = new HuffmanTable[4];
    private final int[] steps = new int[4];
    private final HuffmanTable allDifferences;
    private Component[] components = {};
    private int width;
    private int height;
    private int restartInterval;

    private JpegBlanker(JpegParts parts, List<Rectangle> regions) throws PageFault {
        this.parts = parts;
        this.regions = regions;
        byte[] all = HuffmanTable.ALL_DIFFERENCES;
        this.allDifferences = new HuffmanTable(all, 0, all.length);
    }

    /**
     * The file without what was in the regions and without descriptions, or empty for a JPEG that is coded in another way:
     * progressive, or in several scans.
     *
     * @param regions in stored pixels
     */
    public static Optional<byte[]> blank(JpegParts parts, List<Rectangle> regions) throws PageFault {
        return new JpegBlanker(parts, regions).blank();
    }

    private Optional<byte[]> blank() throws PageFault {
        ByteArrayOutputStream out = new ByteArrayOutputStream(parts.file().length);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) JpegParts.SOI});
        boolean scanned = false;
        for (JpegParts.Segment segment : parts.segments()) {
            int marker = segment.marker();
            if (marker >= 0xC0 && marker <= 0xCF && marker != JpegParts.DHT && marker > 0xC1 || scanned) {
                return Optional.empty();
            }
            switch (marker) {
                case 0xC0, 0xC1 -> readFrame(segment);
                case JpegParts.DHT -> readTables(segment, out);
                case 0xDB -> readSteps(segment);
                case JpegParts.DRI -> restartInterval = parts.unsignedShort(segment.data());
                default -> {}
            }
            if (marker == JpegParts.SOS) {
                if (!readScan(segment)) {
                    return Optional.empty();
                }
                writeDifferences(out);
                out.write(parts.file(), segment.from(), segment.scan() - segment.from());
                code(new JpegBits.Input(parts.file(), segment.scan(), segment.end()), out);
                scanned = true;
            } else if (marker != JpegParts.DHT) {
                parts.writePlain(out, segment);
            }
        }
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) JpegParts.EOI});
        return scanned ? Optional.of(out.toByteArray()) : Optional.empty();
    }

    private void readFrame(JpegParts.Segment segment) {
        int at = segment.data();
        height = parts.unsignedShort(at + 1);
        width = parts.unsignedShort(at + 3);
        components = new Component[parts.unsignedByte(at + 5)];
        for (int i = 0; i < components.length; i++) {
            int place = at + 6 + 3 * i;
            Component component = new Component();
            component.id = parts.unsignedByte(place);
            component.across = parts.unsignedByte(place + 1) >> 4;
            component.down = parts.unsignedByte(place + 1) & 15;
            component.quantisation = parts.unsignedByte(place + 2) & 3;
            components[i] = component;
        }
    }

    /** Keeps the tables and copies those of coefficients; those of differences are written anew. */
    private void readTables(JpegParts.Segment segment, ByteArrayOutputStream out) throws PageFault {
        byte[] file = parts.file();
        int at = segment.data();
        while (at + 17 <= segment.end()) {
            int kind = parts.unsignedByte(at);
            int symbols = 0;
            for (int i = 1; i <= 16; i++) {
                symbols += parts.unsignedByte(at + i);
            }
            int end = at + 17 + symbols;
            if (end > segment.end()) {
                throw new PageFault("the JPEG is damaged: its tables make no code");
            }
            HuffmanTable table = new HuffmanTable(file, at + 1, end);
            if (kind >> 4 == 0) {
                differences[kind & 3] = table;
            } else {
                coefficients[kind & 3] = table;
                writeTable(out, kind, Arrays.copyOfRange(file, at + 1, end));
            }
            at = end;
        }
    }

    private static void writeTable(ByteArrayOutputStream out, int kind, byte[] table) {
        int length = 3 + table.length;
        out.writeBytes(
                new byte[] {(byte) 0xFF, (byte) JpegParts.DHT, (byte) (length >> 8), (byte) length, (byte) kind});
        out.writeBytes(table);
    }

    /** A table of differences may lack those that come up between a white block and another. */
    private void writeDifferences(ByteArrayOutputStream out) {
        for (int i = 0; i < differences.length; i++) {
            if (differences[i] != null) {
                writeTable(out, i, HuffmanTable.ALL_DIFFERENCES);
            }
        }
    }

    private void readSteps(JpegParts.Segment segment) {
        int at = segment.data();
        while (at + 65 <= segment.end()) {
            int kind = parts.unsignedByte(at);
            boolean wide = kind >> 4 != 0;
            steps[kind & 3] = wide ? parts.unsignedShort(at + 1) : parts.unsignedByte(at + 1);
            at += wide ? 129 : 65;
        }
    }

    /** False where not all components are coded together, or a block can't be ended early. */
    private boolean readScan(JpegParts.Segment segment) throws PageFault {
        int at = segment.data();
        if (components.length == 0 || parts.unsignedByte(at) != components.length) {
            return false;
        }
        for (int i = 0; i < components.length; i++) {
            Component component = components[i];
            int tables = parts.unsignedByte(at + 2 + 2 * i);
            component.differences = differences[tables >> 4 & 3];
            component.coefficients = coefficients[tables & 3];
            if (component.id != parts.unsignedByte(at + 1 + 2 * i)
                    || component.differences == null
                    || component.coefficients == null
                    || !component.coefficients.has(END_OF_BLOCK)) {
                return false;
            }
            int step = Math.max(1, steps[component.quantisation]);
            component.white = Math.round(8f * (white(i) - 128) / step);
        }
        return true;
    }

    /** The stored sample of white paper, 0 to 255. */
    private int white(int component) {
        int transform = parts.adobeTransform();
        if (components.length == 4) {
            // Adobe's software stores CMYK inverted
            boolean chroma = transform == 2 && (component == 1 || component == 2);
            return chroma ? 128 : transform >= 0 ? 255 : 0;
        }
        boolean named =
                components.length == 3 && components[0].id == 'R' && components[1].id == 'G' && components[2].id == 'B';
        boolean rgb = transform == 0 || transform < 0 && named && !parts.isJfif();
        return components.length == 3 && component > 0 && !rgb ? 128 : 255;
    }

    private void code(JpegBits.Input in, ByteArrayOutputStream bytes) throws PageFault {
        boolean alone = components.length == 1;
        int across = 1;
        int down = 1;
        for (Component component : components) {
            across = alone ? 1 : Math.max(across, component.across);
            down = alone ? 1 : Math.max(down, component.down);
        }
        int unitWidth = BLOCK * across;
        int unitHeight = BLOCK * down;
        int columns = (width + unitWidth - 1) / unitWidth;
        int units = columns * ((height + unitHeight - 1) / unitHeight);
        JpegBits.Output out = new JpegBits.Output(bytes);
        for (int unit = 0; unit < units; unit++) {
            if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                restart(in, out, bytes, unit / restartInterval - 1);
            }
            Rectangle place =
                    new Rectangle(unit % columns * unitWidth, unit / columns * unitHeight, unitWidth, unitHeight);
            boolean blank = regions.stream().anyMatch(place::intersects);
            for (Component component : components) {
                int blocks = alone ? 1 : component.across * component.down;
                for (int i = 0; i < blocks; i++) {
                    block(component, in, out, blank);
                }
            }
            if (in.isOver()) {
                throw new PageFault("the JPEG is cut short; scan or upload the page again");
            }
        }
        out.align();
    }

    private void restart(JpegBits.Input in, JpegBits.Output out, ByteArrayOutputStream bytes, int count)
            throws PageFault {
        in.restart();
        out.align();
        bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) (0xD0 + count % 8)});
        for (Component component : components) {
            component.before = 0;
            component.beforeNow = 0;
        }
    }

    private void block(Component component, JpegBits.Input in, JpegBits.Output out, boolean blank) throws PageFault {
        int size = symbol(component.differences, in);
        int raw = size > 16 ? 0 : in.read(size);
        component.before += size > 0 && raw < 1 << size - 1 ? raw - (1 << size) + 1 : raw;
        int value = blank ? component.white : component.before;
        difference(value - component.beforeNow, out);
        component.beforeNow = value;
        HuffmanTable table = component.coefficients;
        for (int k = 1; k < 64; k++) {
            int symbol = symbol(table, in);
            int bits = in.read(symbol & 15);
            if (!blank) {
                out.write(table.code(symbol), table.codeLength(symbol));
                out.write(bits, symbol & 15);
            }
            if (symbol == END_OF_BLOCK) {
                break;
            }
            k += symbol == SIXTEEN_ZEROS ? 15 : symbol >> 4;
        }
        if (blank) {
            out.write(table.code(END_OF_BLOCK), table.codeLength(END_OF_BLOCK));
        }
    }

    private void difference(int value, JpegBits.Output out) throws PageFault {
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
        if (!allDifferences.has(size)) {
            throw new PageFault("the JPEG is damaged: it holds a brightness that can't be");
        }
        out.write(allDifferences.code(size), allDifferences.codeLength(size));
        out.write((value < 0 ? value - 1 : value) & (1 << size) - 1, size);
    }

    private static int symbol(HuffmanTable table, JpegBits.Input in) throws PageFault {
        int bits = in.peek();
        int length = table.length(bits);
        if (length == 0) {
            throw new PageFault("the JPEG is damaged: its data is no code; scan or upload the page again");
        }
        in.read(length);
        return table.symbol(bits);
    }
}
