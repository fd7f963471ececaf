package io.korrigo.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a TIFF file says of one of its pictures (TIFF 6.0, section 2): whole numbers by tag. Nothing is decoded.
 *
 * <p><b>Threads:</b> immutable.
 */
final class TiffDirectory {
    static final int SUBFILE = 254;
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int STRIP_BYTES = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int PLANAR = 284;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private static final int ENTRY = 12;
    /** Of a picture scanned at 600 dpi, with each of its rows stored by itself: some ten thousand. */
    private static final int MOST_VALUES = 1 << 20;

    private final Map<Integer, Entry> entries;
    private final long next;

    private TiffDirectory(Map<Integer, Entry> entries, long next) {
        this.entries = entries;
        this.next = next;
    }

    /**
     * A tag's values as they are stored.
     *
     * @param type as TIFF 6.0 numbers it
     * @param bytes of all values, in the file's order of bytes
     */
    record Entry(int type, int count, ByteBuffer bytes) {
        long value(int index) {
            return switch (type) {
                case 1 -> Byte.toUnsignedLong(bytes.get(index));
                case 3 -> Short.toUnsignedLong(bytes.getShort(2 * index));
                case 4 -> Integer.toUnsignedLong(bytes.getInt(4 * index));
                default -> 0;
            };
        }

        /** Of a ratio, 0 where it is none. */
        double ratio() {
            long below = type == 5 ? Integer.toUnsignedLong(bytes.getInt(4)) : 0;
            return below == 0 ? 0 : (double) Integer.toUnsignedLong(bytes.getInt(0)) / below;
        }
    }

    /** @throws java.io.EOFException when an offset leads out of the file */
    static TiffDirectory read(StoredBytes file, long at, ByteOrder order) throws IOException {
        int count = Short.toUnsignedInt(file.read(at, 2).order(order).getShort());
        ByteBuffer table = file.read(at + 2, ENTRY * count + 4).order(order);
        Map<Integer, Entry> entries = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer entry = table.slice(ENTRY * i, ENTRY).order(order);
            int size = sizeOf(entry.getShort(2));
            long values = Integer.toUnsignedLong(entry.getInt(4));
            if (size == 0 || values == 0 || values > MOST_VALUES) {
                // of a type that no tag which matters here has
                continue;
            }
            int bytes = (int) values * size;
            ByteBuffer stored =
                    bytes <= 4 ? entry.slice(8, bytes) : file.read(Integer.toUnsignedLong(entry.getInt(8)), bytes);
            entries.put(
                    Short.toUnsignedInt(entry.getShort(0)),
                    new Entry(entry.getShort(2), (int) values, stored.order(order)));
        }
        return new TiffDirectory(entries, Integer.toUnsignedLong(table.getInt(ENTRY * count)));
    }

    private static int sizeOf(int type) {
        return switch (type) {
            case 1, 7 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5 -> 8;
            default -> 0;
        };
    }

    /** All tags, by their numbers in rising order. */
    Map<Integer, Entry> entries() {
        return entries;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** How many values the tag has, 0 when it is missing. */
    int count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count();
    }

    /** @throws IndexOutOfBoundsException when the tag has fewer values, or is missing */
    long value(int tag, int index) {
        Entry entry = entries.get(tag);
        if (entry == null || index >= entry.count()) {
            throw new IndexOutOfBoundsException("Tag " + tag + " has no value " + index);
        }
        return entry.value(index);
    }

    /** The tag's first value, or {@code otherwise} when it is missing. */
    long first(int tag, long otherwise) {
        Entry entry = entries.get(tag);
        return entry == null ? otherwise : entry.value(0);
    }

    /** How many times as wide as high a stored pixel is; 1 where the file does not say. */
    double pixelAspect() {
        Entry across = entries.get(X_RESOLUTION);
        Entry down = entries.get(Y_RESOLUTION);
        double aspect = across == null || down == null ? 1 : down.ratio() / across.ratio();
        return aspect > 0 && Double.isFinite(aspect) ? aspect : 1;
    }

    /** Whether it is a page, and not a small copy or a mask of one. */
    boolean isPage() {
        return (first(SUBFILE, 0) & 5) == 0;
    }

    boolean isTiled() {
        return has(TILE_OFFSETS);
    }

    /** The tag that tells where the parts of the picture, strips or tiles, are. */
    int offsets() {
        return isTiled() ? TILE_OFFSETS : STRIP_OFFSETS;
    }

    /** The tag that tells how long the parts are. */
    int lengths() {
        return has(TILE_BYTES) ? TILE_BYTES : STRIP_BYTES;
    }

    /** Where the next directory begins, 0 after the last. */
    long next() {
        return next;
    }
}
