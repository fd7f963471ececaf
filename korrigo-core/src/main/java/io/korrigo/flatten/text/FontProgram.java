package io.korrigo.flatten.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the font file that goes into a PDF: the tables and glyphs that are used, and no more (ISO 32000-1, 9.9).
 *
 * <p>Glyphs get new numbers in the order in which they are added; hinting instructions are left out, as viewers draw
 * outlines without them.
 */
final class FontProgram {
    private static final String[] TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};
    private static final int HEAD_CHECKSUM = 8;
    private static final int ARGUMENTS_ARE_WORDS = 1;
    private static final int HAS_SCALE = 8;
    private static final int MORE_COMPONENTS = 0x20;
    private static final int HAS_TWO_SCALES = 0x40;
    private static final int HAS_MATRIX = 0x80;
    private static final int HAS_INSTRUCTIONS = 0x100;

    private final TrueTypeFace face;
    private final List<Integer> glyphs;
    private final Map<Integer, Integer> components = new HashMap<>();

    /** @param glyphs the face's glyphs in their new order, glyph 0 first; may name one twice */
    FontProgram(TrueTypeFace face, List<Integer> glyphs) {
        this.face = face;
        this.glyphs = new ArrayList<>(glyphs);
    }

    /** The font file. */
    byte[] bytes() {
        ByteArrayOutputStream outlines = new ByteArrayOutputStream(1 << 14);
        List<Integer> offsets = new ArrayList<>();
        // grows while it is walked: the parts of accented letters join at the end
        for (int i = 0; i < glyphs.size(); i++) {
            offsets.add(outlines.size());
            outlines.writeBytes(outline(glyphs.get(i)));
            while (outlines.size() % 4 != 0) {
                outlines.write(0);
            }
        }
        offsets.add(outlines.size());
        return assemble(new byte[][] {outlines.toByteArray(), head(), hhea(), metrics(), locations(offsets), maxima()});
    }

    private byte[] outline(int glyph) {
        byte[] outline = face.outline(glyph);
        if (outline.length == 0) {
            return outline;
        }
        ByteBuffer data = ByteBuffer.wrap(outline);
        int contours = data.getShort(0);
        return contours >= 0 ? withoutInstructions(data, contours) : withNewComponents(data);
    }

    private static byte[] withoutInstructions(ByteBuffer data, int contours) {
        int lengthAt = 10 + 2 * contours;
        int rest = lengthAt + 2 + Short.toUnsignedInt(data.getShort(lengthAt));
        ByteBuffer bare = ByteBuffer.allocate(lengthAt + 2 + data.limit() - rest);
        bare.put(data.array(), 0, lengthAt).putShort((short) 0).put(data.array(), rest, data.limit() - rest);
        return bare.array();
    }

    private byte[] withNewComponents(ByteBuffer data) {
        int at = 10;
        int flags;
        do {
            flags = data.getShort(at);
            data.putShort(at, (short) (flags & ~HAS_INSTRUCTIONS));
            data.putShort(at + 2, (short) component(Short.toUnsignedInt(data.getShort(at + 2))));
            at += 4 + ((flags & ARGUMENTS_ARE_WORDS) != 0 ? 4 : 2);
            at += (flags & HAS_SCALE) != 0 ? 2 : (flags & HAS_TWO_SCALES) != 0 ? 4 : (flags & HAS_MATRIX) != 0 ? 8 : 0;
        } while ((flags & MORE_COMPONENTS) != 0);
        return java.util.Arrays.copyOf(data.array(), at);
    }

    private int component(int glyph) {
        return components.computeIfAbsent(glyph, added -> {
            glyphs.add(added);
            return glyphs.size() - 1;
        });
    }

    private byte[] head() {
        byte[] head = face.table("head");
        ByteBuffer.wrap(head).putInt(HEAD_CHECKSUM, 0).putShort(50, (short) 1);
        return head;
    }

    private byte[] hhea() {
        byte[] hhea = face.table("hhea");
        ByteBuffer.wrap(hhea).putShort(34, (short) glyphs.size());
        return hhea;
    }

    private byte[] metrics() {
        ByteBuffer metrics = ByteBuffer.allocate(4 * glyphs.size());
        for (int glyph : glyphs) {
            metrics.putShort((short) face.rawAdvance(glyph)).putShort((short) face.rawLeftBearing(glyph));
        }
        return metrics.array();
    }

    private static byte[] locations(List<Integer> offsets) {
        ByteBuffer locations = ByteBuffer.allocate(4 * offsets.size());
        offsets.forEach(locations::putInt);
        return locations.array();
    }

    private byte[] maxima() {
        byte[] maxima = face.table("maxp");
        ByteBuffer.wrap(maxima).putShort(4, (short) glyphs.size()).putShort(26, (short) 0);
        return maxima;
    }

    private static byte[] assemble(byte[][] contents) {
        int count = TABLES.length;
        int size = 12 + 16 * count;
        for (byte[] content : contents) {
            size += padded(content.length);
        }
        ByteBuffer font = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(count);
        font.putInt(0x00010000).putShort((short) count).putShort((short) (16 * power));
        font.putShort((short) Integer.numberOfTrailingZeros(power)).putShort((short) (16 * (count - power)));
        int at = 12 + 16 * count;
        int headAt = 0;
        for (int i = 0; i < count; i++) {
            System.arraycopy(contents[i], 0, font.array(), at, contents[i].length);
            headAt = TABLES[i].equals("head") ? at : headAt;
            font.put(TABLES[i].getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            font.putInt(checksum(font, at, padded(contents[i].length)))
                    .putInt(at)
                    .putInt(contents[i].length);
            at += padded(contents[i].length);
        }
        font.putInt(headAt + HEAD_CHECKSUM, 0xB1B0AFBA - checksum(font, 0, size));
        return font.array();
    }

    private static int checksum(ByteBuffer font, int from, int length) {
        int sum = 0;
        for (int i = from; i < from + length; i += 4) {
            sum += font.getInt(i);
        }
        return sum;
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }
}
