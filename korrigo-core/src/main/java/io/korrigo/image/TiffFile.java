package io.korrigo.image;

import io.korrigo.Internal;
import io.korrigo.InvalidInputException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A TIFF file of one page or many (TIFF 6.0). A page is handed out as a TIFF file of its own: its tags and its stored
 * strips or tiles, moved together, nothing decoded. Of a file on disk only the directories are kept in memory.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
@Internal
public final class TiffFile implements Closeable {
    /** Above this many bytes of one page it is refused: an A3 sheet at 600 dpi in three colours has 209 million. */
    private static final long LARGEST_PAGE = 256L << 20;

    private static final int HEAD = 8;
    private static final byte[] LITTLE = {'I', 'I', 42, 0};
    private static final byte[] BIG = {'M', 'M', 0, 42};
    private static final int MOST_DIRECTORIES = 10_000;
    /** What tells of a page's pixels; other tags, among them those with offsets of their own, stay behind. */
    private static final Set<Integer> KEPT = Set.of(
            256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 292, 293, 296, 317, 320, 322, 323,
            324, 325, 332, 338, 339, 347, 529, 530, 531, 532);

    private final String name;
    private final StoredBytes file;
    private final ByteOrder order;
    private final List<TiffDirectory> pages;

    private TiffFile(String name, StoredBytes file, ByteOrder order, List<TiffDirectory> pages) {
        this.name = name;
        this.file = file;
        this.order = order;
        this.pages = List.copyOf(pages);
    }

    /** Whether a file that begins with {@code head}, 4 bytes or more, is a TIFF. */
    public static boolean recognises(byte[] head) {
        return head.length >= 4
                && (head[0] == 'I' && head[1] == 'I' && (head[2] == 42 || head[2] == 43) && head[3] == 0
                        || head[0] == 'M' && head[1] == 'M' && head[2] == 0 && (head[3] == 42 || head[3] == 43));
    }

    /**
     * Opens a file and reads its directories.
     *
     * @throws InvalidInputException when it is damaged or cut, or a BigTIFF
     * @throws IOException when it cannot be read
     */
    public static TiffFile open(Path path) throws IOException {
        StoredBytes file = StoredBytes.open(path);
        try {
            return read(String.valueOf(path.getFileName()), file);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * The same of a file's bytes, which must not change while it is used.
     *
     * @param name how messages call it
     */
    public static TiffFile of(String name, byte[] bytes) {
        try {
            return read(name, StoredBytes.of(bytes));
        } catch (IOException impossible) {
            throw new IllegalStateException("An array can be read", impossible);
        }
    }

    private static TiffFile read(String name, StoredBytes file) throws IOException {
        try {
            ByteBuffer head = file.read(0, 8);
            ByteOrder order = head.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            head.order(order);
            if (head.getShort(2) == 43) {
                throw new InvalidInputException(name + " is a BigTIFF, which is not read: save it as TIFF or PDF");
            }
            List<TiffDirectory> pages = new ArrayList<>();
            Set<Long> seen = new HashSet<>();
            for (long at = Integer.toUnsignedLong(head.getInt(4)); at != 0; ) {
                if (!seen.add(at) || seen.size() > MOST_DIRECTORIES) {
                    throw new InvalidInputException(
                            name + " is a damaged TIFF: its pages have no end; scan or save it again");
                }
                TiffDirectory directory = TiffDirectory.read(file, at, order);
                if (directory.isPage()) {
                    pages.add(directory);
                }
                at = directory.next();
            }
            if (pages.isEmpty()) {
                throw new InvalidInputException(
                        name + " is a damaged TIFF: it holds no picture; scan or save it again");
            }
            return new TiffFile(name, file, order, pages);
        } catch (EOFException cut) {
            throw EncodedImage.truncated(name);
        }
    }

    /** How many pages it has, at least 1. */
    public int pages() {
        return pages.size();
    }

    /** The directory of page {@code index}, from 0. */
    TiffDirectory directory(int index) {
        return pages.get(index);
    }

    /**
     * Page {@code index}, from 0, as a TIFF file with this page only.
     *
     * @throws InvalidInputException when its data is not in the file, or is too large
     * @throws IOException when the file cannot be read
     */
    public byte[] page(int index) throws IOException {
        TiffDirectory page = pages.get(index);
        long size = storedBytes(page, name, file.length());
        if (size > LARGEST_PAGE) {
            throw new InvalidInputException(name + ": page " + (index + 1) + " has " + (size >> 20)
                    + " MiB, the limit is " + (LARGEST_PAGE >> 20) + ": scan at 200 or 300 dpi");
        }
        return assemble(page, (int) size);
    }

    private byte[] assemble(TiffDirectory page, int size) throws IOException {
        int parts = page.count(page.offsets());
        // offsets take four bytes here, however many they took
        ByteBuffer offsets = ByteBuffer.allocate(4 * parts).order(order);
        Map<Integer, TiffDirectory.Entry> entries = new TreeMap<>(page.entries());
        entries.keySet().retainAll(KEPT);
        entries.put(page.offsets(), new TiffDirectory.Entry(4, parts, offsets));
        int values = HEAD + 2 + 12 * entries.size() + 4;
        int pixels =
                values + entries.values().stream().mapToInt(TiffFile::apart).sum();
        ByteBuffer out = ByteBuffer.allocate(pixels + size).order(order);
        int at = pixels;
        for (int i = 0; i < parts; i++) {
            int length = (int) page.value(page.lengths(), i);
            offsets.putInt(4 * i, at);
            out.put(at, file.read(page.value(page.offsets(), i), length), 0, length);
            at += length;
        }
        out.put(order == ByteOrder.LITTLE_ENDIAN ? LITTLE : BIG).putInt(HEAD).putShort((short) entries.size());
        for (Map.Entry<Integer, TiffDirectory.Entry> tag : entries.entrySet()) {
            TiffDirectory.Entry entry = tag.getValue();
            out.putShort(tag.getKey().shortValue())
                    .putShort((short) entry.type())
                    .putInt(entry.count());
            int bytes = entry.bytes().limit();
            if (bytes <= 4) {
                out.put(out.position(), entry.bytes(), 0, bytes).position(out.position() + 4);
            } else {
                out.put(values, entry.bytes(), 0, bytes).putInt(values);
                values += apart(entry);
            }
        }
        return out.putInt(0).array();
    }

    /** How many bytes a tag's values take outside the directory: they begin at even places. */
    private static int apart(TiffDirectory.Entry entry) {
        int bytes = entry.bytes().limit();
        return bytes <= 4 ? 0 : bytes + (bytes & 1);
    }

    /**
     * The bytes that a page's pixels take in a file of {@code length}.
     *
     * @throws InvalidInputException when they are not all there
     */
    static long storedBytes(TiffDirectory page, String name, long length) {
        int parts = page.count(page.offsets());
        if (parts == 0 || page.count(page.lengths()) < parts) {
            throw new InvalidInputException(name + " is a damaged TIFF: it holds no picture; scan or save it again");
        }
        long sum = 0;
        for (int i = 0; i < parts; i++) {
            long part = page.value(page.lengths(), i);
            if (page.value(page.offsets(), i) + part > length) {
                throw EncodedImage.truncated(name);
            }
            sum += part;
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
