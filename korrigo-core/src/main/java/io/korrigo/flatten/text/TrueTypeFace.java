package io.korrigo.flatten.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A font of Korrigo's own, read once for the whole process: which glyph a character has, how wide it is, its outline.
 *
 * <p>Reads the tables of OpenType 1.9 that TrueType outlines need; the fonts are those in this package's resources, so
 * a damaged one is a broken build and not an input to be polite about.
 *
 * <p><b>Threads:</b> immutable.
 */
final class TrueTypeFace {
    static final TrueTypeFace SANS = load("DejaVuSans");
    static final TrueTypeFace BOLD = load("DejaVuSans-Bold");

    /** Emoji are rare, so they are read when one is first written. */
    private static final class Emoji {
        static final TrueTypeFace FACE = load("NotoEmoji-Regular");
    }

    private final String name;
    private final ByteBuffer file;
    private final Map<String, int[]> tables = new HashMap<>();
    private final int unitsPerEm;
    private final boolean longOffsets;
    private final int metricsCount;
    private final int metricsAt;
    private final int locationsAt;
    private final int outlinesAt;
    private final short[] advances;
    private final short[] basicPlane = new short[1 << 16];
    private final Map<Integer, Integer> otherPlanes = new HashMap<>();

    private TrueTypeFace(String name, byte[] bytes) {
        this.name = name;
        this.file = ByteBuffer.wrap(bytes);
        int count = file.getShort(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            String tag = new String(bytes, entry, 4, StandardCharsets.ISO_8859_1);
            tables.put(tag, new int[] {file.getInt(entry + 8), file.getInt(entry + 12)});
        }
        this.unitsPerEm = unsigned(at("head") + 18);
        this.longOffsets = file.getShort(at("head") + 50) == 1;
        this.metricsCount = unsigned(at("hhea") + 34);
        this.metricsAt = at("hmtx");
        this.locationsAt = at("loca");
        this.outlinesAt = at("glyf");
        this.advances = new short[unsigned(at("maxp") + 4)];
        for (int glyph = 0; glyph < advances.length; glyph++) {
            advances[glyph] = (short) thousandths(rawAdvance(glyph));
        }
        readCharacters();
    }

    private static TrueTypeFace load(String name) {
        String resource = name + ".ttf";
        try (InputStream in = TrueTypeFace.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks its font " + resource);
            }
            return new TrueTypeFace(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the font " + resource, e);
        }
    }

    static TrueTypeFace emoji() {
        return Emoji.FACE;
    }

    /** The font's PostScript name. */
    String name() {
        return name;
    }

    /** The glyph of a character, or 0 when the font has none. */
    int glyph(int codePoint) {
        return codePoint < basicPlane.length
                ? Short.toUnsignedInt(basicPlane[codePoint])
                : otherPlanes.getOrDefault(codePoint, 0);
    }

    /** How far a glyph moves the pen, in thousandths of the font's size. */
    int advance(int glyph) {
        return advances[glyph];
    }

    int rawAdvance(int glyph) {
        return unsigned(metricsAt + 4 * Math.min(glyph, metricsCount - 1));
    }

    int rawLeftBearing(int glyph) {
        return glyph < metricsCount
                ? file.getShort(metricsAt + 4 * glyph + 2)
                : file.getShort(metricsAt + 4 * metricsCount + 2 * (glyph - metricsCount));
    }

    /** A glyph's description as the glyf table holds it; empty for a blank. */
    byte[] outline(int glyph) {
        int from = offset(glyph);
        return Arrays.copyOfRange(file.array(), outlinesAt + from, outlinesAt + offset(glyph + 1));
    }

    /** A copy of a whole table. */
    byte[] table(String tag) {
        int[] place = tables.get(tag);
        if (place == null) {
            throw new IllegalStateException("The font " + name + " lacks its table " + tag);
        }
        return Arrays.copyOfRange(file.array(), place[0], place[0] + place[1]);
    }

    /** Left, bottom, right and top of all glyphs together, in thousandths of the font's size. */
    int[] boundingBox() {
        int[] box = new int[4];
        for (int i = 0; i < 4; i++) {
            box[i] = thousandths(file.getShort(at("head") + 36 + 2 * i));
        }
        return box;
    }

    /** In thousandths of the font's size. */
    int ascent() {
        return thousandths(file.getShort(at("hhea") + 4));
    }

    /** In thousandths of the font's size, below zero. */
    int descent() {
        return thousandths(file.getShort(at("hhea") + 6));
    }

    private void readCharacters() {
        int cmap = at("cmap");
        int subtables = file.getShort(cmap + 2);
        for (int i = 0; i < subtables; i++) {
            int subtable = cmap + file.getInt(cmap + 8 + 8 * i);
            if (unsigned(subtable) == 4) {
                readSegments(subtable);
            } else if (unsigned(subtable) == 12) {
                readGroups(subtable);
            }
        }
    }

    private void readSegments(int subtable) {
        int twice = unsigned(subtable + 6);
        for (int i = 0; i < twice; i += 2) {
            int end = unsigned(subtable + 14 + i);
            int start = unsigned(subtable + 16 + twice + i);
            int delta = file.getShort(subtable + 16 + 2 * twice + i);
            int rangeAt = subtable + 16 + 3 * twice + i;
            int range = unsigned(rangeAt);
            for (int c = start; c <= end && c != 0xFFFF; c++) {
                int glyph = range == 0 ? c : unsigned(rangeAt + range + 2 * (c - start));
                basicPlane[c] = (short) (glyph == 0 ? 0 : glyph + delta);
            }
        }
    }

    private void readGroups(int subtable) {
        int groups = file.getInt(subtable + 12);
        for (int i = 0; i < groups; i++) {
            int group = subtable + 16 + 12 * i;
            int start = file.getInt(group);
            for (int c = Math.max(start, 1 << 16); c <= file.getInt(group + 4); c++) {
                otherPlanes.put(c, file.getInt(group + 8) + c - start);
            }
        }
    }

    private int offset(int glyph) {
        return longOffsets ? file.getInt(locationsAt + 4 * glyph) : 2 * unsigned(locationsAt + 2 * glyph);
    }

    private int at(String tag) {
        int[] place = tables.get(tag);
        if (place == null) {
            throw new IllegalStateException("The font " + name + " lacks its table " + tag);
        }
        return place[0];
    }

    private int thousandths(int units) {
        return Math.round(units * 1000f / unitsPerEm);
    }

    private int unsigned(int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }
}
