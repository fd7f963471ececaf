package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Whether the strips or tiles of a TIFF hold all the rows that it says: decoders paint those that are missing black, and say nothing.
 *
 * <p>Counts what each part unpacks to, as far as its packing can be counted without decoding: PackBits, LZW and deflate
 * (TIFF 6.0, sections 9 and 13, and its supplement 2). Rows of faxes are counted by {@link FaxRows}, those of JPEGs not here.
 */
final class TiffRows {
    private static final int ROWS_PER_STRIP = 278;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int GROUP_3_OPTIONS = 292;
    private static final int GROUP_4_OPTIONS = 293;
    /** Options of faxes: rows told by the one above, and parts that are not coded at all, which nobody writes. */
    private static final int IN_TWO = 1;

    private static final int UNCOMPRESSED = 2;

    private final byte[] file;
    private final TiffTags tags;
    private final int width;
    private final int height;

    private TiffRows(byte[] file, TiffTags tags, int width, int height) {
        this.file = file;
        this.tags = tags;
        this.width = width;
        this.height = height;
    }

    /** @throws PageFault when a part is not in the first {@code size} bytes of {@code file}, or lacks rows */
    static void check(byte[] file, int size, TiffTags tags, int width, int height) throws PageFault {
        new TiffRows(file, tags, width, height).check(size);
    }

    private void check(int size) throws PageFault {
        boolean tiled = tags.all(TILE_WIDTH).length > 0;
        // some writers tell by the tags of strips where tiles are
        double[] offsets = tags.all(tags.all(TILE_OFFSETS).length > 0 ? TILE_OFFSETS : TiffTags.STRIP_OFFSETS);
        double[] lengths = tags.all(tags.all(TILE_BYTES).length > 0 ? TILE_BYTES : TiffTags.STRIP_BYTES);
        int parts = Math.min(offsets.length, lengths.length);
        for (int i = 0; i < parts; i++) {
            if (offsets[i] + lengths[i] > size) {
                throw new PageFault("the TIFF is cut short; scan or upload the page again");
            }
        }
        double rows = tiled ? tags.first(TILE_HEIGHT, height) : Math.min(height, tags.first(ROWS_PER_STRIP, height));
        double across = tiled ? tags.first(TILE_WIDTH, width) : width;
        if (rows < 1 || across < 1) {
            throw new PageFault("the TIFF is damaged: its parts have no size; scan or upload the page again");
        }
        double bits = across * tags.first(TiffTags.BITS, 1) * tags.first(TiffTags.SAMPLES, 1);
        double columns = Math.ceil(width / across);
        boolean all = parts == 0 || parts >= columns * Math.ceil(height / rows);
        for (int i = 0; i < parts && all; i++) {
            double above = Math.floor(i / columns) * rows;
            double present = tiled ? rows : Math.min(rows, height - above);
            long wanted = (long) (Math.ceil(bits / 8) * Math.max(0, present));
            int compression = (int) tags.first(TiffTags.COMPRESSION, 1);
            all = compression >= 2 && compression <= 4
                    ? isWholeFax((int) offsets[i], (int) lengths[i], compression, (int) across, (int) present)
                    : unpacked((int) offsets[i], (int) lengths[i], wanted) >= wanted;
        }
        if (!all) {
            throw new PageFault("the TIFF is damaged: it holds fewer rows than it says; upload the page again");
        }
    }

    private boolean isWholeFax(int from, int length, int compression, int columns, int rows) {
        byte[] data = Arrays.copyOfRange(file, from, from + length);
        if (tags.first(TiffTags.FILL_ORDER, 1) == 2) {
            for (int i = 0; i < length; i++) {
                data[i] = (byte) (Integer.reverse(data[i]) >>> 24);
            }
        }
        int options = (int) tags.first(compression == 4 ? GROUP_4_OPTIONS : GROUP_3_OPTIONS, 0);
        if ((options & UNCOMPRESSED) != 0) {
            return true;
        }
        FaxRows fax = new FaxRows(data, columns, rows);
        int found = switch (compression) {
            case 2 -> fax.huffman();
            case 3 -> fax.group3((options & IN_TWO) != 0);
            default -> fax.group4();
        };
        return found >= rows - FaxRows.MISSED;
    }

    /** How many bytes a part unpacks to, counted up to {@code wanted}; {@code wanted} where it can't be told. */
    private long unpacked(int from, int length, long wanted) throws PageFault {
        return switch ((int) tags.first(TiffTags.COMPRESSION, 1)) {
            case 1 -> length;
            case 5 -> lzw(from, from + length, wanted);
            case 8, 32946 -> inflated(from, length, wanted);
            case 32773 -> packBits(from, from + length, wanted);
            default -> wanted;
        };
    }

    private long packBits(int from, int end, long wanted) {
        long found = 0;
        int at = from;
        while (at < end && found < wanted) {
            int count = file[at++];
            if (count >= 0) {
                found += Math.min(count + 1, end - at);
                at += count + 1;
            } else if (count > -128 && at < end) {
                found += 1 - count;
                at++;
            }
        }
        return found;
    }

    private long inflated(int from, int length, long wanted) throws PageFault {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, from, length);
            byte[] buffer = new byte[1 << 15];
            long found = 0;
            int read = -1;
            while (found < wanted && read != 0) {
                read = inflater.inflate(buffer);
                found += read;
            }
            return found;
        } catch (DataFormatException e) {
            throw new PageFault("the TIFF is damaged: its rows can't be unpacked; upload the page again", e);
        } finally {
            inflater.end();
        }
    }

    private long lzw(int from, int end, long wanted) {
        if (end - from > 1 && file[from] == 0 && (file[from + 1] & 1) != 0) {
            // as it was before TIFF 6.0, the bits the other way round: whether that can be decoded shows later
            return wanted;
        }
        int[] sizes = new int[1 << 12];
        Arrays.fill(sizes, 0, 256, 1);
        long found = 0;
        int next = 258;
        int bits = 9;
        int before = 0;
        int data = 0;
        int count = 0;
        int at = from;
        while (found < wanted) {
            while (count < bits) {
                if (at == end) {
                    return found;
                }
                data = data << 8 | file[at++] & 0xFF;
                count += 8;
            }
            count -= bits;
            int code = data >>> count & (1 << bits) - 1;
            if (code == 257) {
                return found;
            }
            if (code == 256) {
                next = 258;
                bits = 9;
                before = 0;
                continue;
            }
            if (before > 0 && next < sizes.length) {
                sizes[next++] = before + 1;
            }
            if (code >= next) {
                return found;
            }
            before = sizes[code];
            found += before;
            // the width grows one code early
            if (next + 1 >= 1 << bits && bits < 12) {
                bits++;
            }
        }
        return found;
    }
}
