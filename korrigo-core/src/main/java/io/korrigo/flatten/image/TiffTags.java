package io.korrigo.flatten.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one directory of a TIFF file, or of the EXIF block that is built like one (TIFF 6.0, section 2).
 *
 * <p>Reads whole numbers and ratios; other types are left out. A damaged entry is left out too: whoever needs a tag
 * asks for it.
 */
final class TiffTags {
    /** Most images of one file that are looked at: a class's scan has a few hundred. */
    private static final int MAX_DIRECTORIES = 10_000;

    static final int KIND = 254;
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int STRIP_BYTES = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int RESOLUTION_UNIT = 296;

    private static final int PROFILE = 34675;
    private static final int UNDEFINED = 7;

    private static final int MAX_VALUES = 1 << 16;
    private static final int MAX_PROFILE = 4 << 20;

    private final Map<Integer, double[]> values = new HashMap<>();
    private final long nextDirectory;
    private byte[] profile = new byte[0];

    private final int index;

    private TiffTags(ByteBuffer tiff, int directory, int index) {
        this.index = index;
        int count = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < count; i++) {
            int entry = directory + 2 + 12 * i;
            if (entry + 12 > tiff.limit()) {
                break;
            }
            if (Short.toUnsignedInt(tiff.getShort(entry)) == PROFILE) {
                profile = bytes(tiff, entry);
                continue;
            }
            double[] value = value(tiff, entry);
            if (value != null) {
                values.put(Short.toUnsignedInt(tiff.getShort(entry)), value);
            }
        }
        int next = directory + 2 + 12 * count;
        this.nextDirectory = next + 4 <= tiff.limit() ? Integer.toUnsignedLong(tiff.getInt(next)) : 0;
    }

    /**
     * The directories of the TIFF structure in {@code data} that are pages: no thumbnails, no masks.
     *
     * @return empty when there is none
     */
    static List<TiffTags> pages(byte[] data, int length) {
        List<TiffTags> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        TiffTags tags = read(data, 0, length);
        while (tags != null) {
            // bit 0: a small picture of another; bit 2: a mask
            if (((int) tags.first(KIND, 0) & 5) == 0) {
                pages.add(tags);
            }
            long next = tags.nextDirectory;
            boolean more = next >= 8 && next + 2 <= length && seen.add(next) && seen.size() < MAX_DIRECTORIES;
            tags = more ? new TiffTags(structure(data, 0, length), (int) next, tags.index + 1) : null;
        }
        return pages;
    }

    /** Place among all directories of the file, from 0. */
    int index() {
        return index;
    }

    private static ByteBuffer structure(byte[] data, int from, int length) {
        ByteBuffer tiff = ByteBuffer.wrap(data, from, length).slice();
        return tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** The first directory of the TIFF structure in {@code data}, or null when there is none. */
    static @Nullable TiffTags read(byte[] data, int from, int length) {
        if (length < 10) {
            return null;
        }
        ByteBuffer tiff = structure(data, from, length);
        boolean little = tiff.get(0) == 'I' && tiff.get(1) == 'I';
        if (!little && (tiff.get(0) != 'M' || tiff.get(1) != 'M')) {
            return null;
        }
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (tiff.getShort(2) != 42 || directory < 8 || directory + 2 > length) {
            return null;
        }
        return new TiffTags(tiff, (int) directory, 0);
    }

    /** The tag's values, empty when it is missing. */
    double[] all(int tag) {
        return values.getOrDefault(tag, new double[0]);
    }

    /** The tag's first value, or {@code otherwise} when it is missing. */
    double first(int tag, double otherwise) {
        double[] all = all(tag);
        return all.length == 0 ? otherwise : all[0];
    }

    int orientation() {
        return (int) first(ORIENTATION, 1);
    }

    /** The resolution that {@code tag} gives, in pixels per inch, or 0 when there is none. */
    double dpi(int tag) {
        double resolution = first(tag, 0);
        int unit = (int) first(RESOLUTION_UNIT, 2);
        return unit == 3 ? resolution * 2.54 : unit == 2 ? resolution : 0;
    }

    /** The ICC profile, or nothing when there is none or it is damaged. */
    byte[] profile() {
        return profile;
    }

    private static byte[] bytes(ByteBuffer tiff, int entry) {
        long count = Integer.toUnsignedLong(tiff.getInt(entry + 4));
        long at = Integer.toUnsignedLong(tiff.getInt(entry + 8));
        if (tiff.getShort(entry + 2) != UNDEFINED || count > MAX_PROFILE || at + count > tiff.limit()) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) count];
        tiff.get((int) at, bytes);
        return bytes;
    }

    private static double @Nullable [] value(ByteBuffer tiff, int entry) {
        int type = Short.toUnsignedInt(tiff.getShort(entry + 2));
        long count = Integer.toUnsignedLong(tiff.getInt(entry + 4));
        int size = switch (type) {
            case 1 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5 -> 8;
            default -> 0;
        };
        if (size == 0 || count == 0 || count > MAX_VALUES) {
            return null;
        }
        long at = count * size <= 4 ? entry + 8 : Integer.toUnsignedLong(tiff.getInt(entry + 8));
        if (at + count * size > tiff.limit()) {
            return null;
        }
        double[] value = new double[(int) count];
        for (int i = 0; i < count; i++) {
            value[i] = number(tiff, type, (int) at + i * size);
        }
        return value;
    }

    private static double number(ByteBuffer tiff, int type, int at) {
        return switch (type) {
            case 1 -> Byte.toUnsignedInt(tiff.get(at));
            case 3 -> Short.toUnsignedInt(tiff.getShort(at));
            case 4 -> Integer.toUnsignedLong(tiff.getInt(at));
            default -> {
                long denominator = Integer.toUnsignedLong(tiff.getInt(at + 4));
                yield denominator == 0 ? 0 : (double) Integer.toUnsignedLong(tiff.getInt(at)) / denominator;
            }
        };
    }
}
