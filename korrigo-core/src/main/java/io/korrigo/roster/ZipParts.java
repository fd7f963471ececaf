package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a ZIP archive that is held in memory, by its central directory (APPNOTE 6.3, sections 4.3.12 and 4.3.16).
 *
 * <p>Nothing is trusted before {@link #check} has unpacked everything to nowhere once.
 */
final class ZipParts {
    /** How much more than the limit of the file it may unpack to. */
    private static final int EXPANSION = 20;

    private static final int ENTRIES = 1000;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    /** The end record may be followed by a comment of so many bytes. */
    private static final int COMMENT = 0xFFFF;

    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** Where one file lies, packed. */
    private record Entry(int flags, int method, long crc, int start, int length) {}

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private ZipParts(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether the file starts as an archive does. */
    static boolean isArchive(byte[] start) {
        return start.length > 3 && start[0] == 'P' && start[1] == 'K' && (start[2] == 3 || start[2] == 5);
    }

    /**
     * Reads the archive and checks it.
     *
     * @throws InvalidInputException when it is too large, damaged, protected, or unpacks to far more than a class list
     */
    static ZipParts of(RosterFile.Bytes file, long maxBytes) throws IOException {
        int limit = (int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8);
        ZipParts parts;
        try (InputStream in = file.open()) {
            byte[] bytes = in.readNBytes(limit);
            if (bytes.length > maxBytes) {
                throw ByteEvidence.tooLarge(maxBytes);
            }
            parts = new ZipParts(bytes);
        }
        try {
            parts.readDirectory();
        } catch (IndexOutOfBoundsException malformed) {
            throw broken(malformed);
        }
        parts.check(maxBytes > Long.MAX_VALUE / EXPANSION ? Long.MAX_VALUE : maxBytes * EXPANSION);
        return parts;
    }

    /** Names of the files in it, folders left out. */
    Set<String> names() {
        return entries.keySet();
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The unpacked file. */
    InputStream open(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw broken(null);
        }
        InputStream packed = new ByteArrayInputStream(bytes, entry.start(), entry.length());
        if (entry.method() == STORED) {
            return packed;
        }
        Inflater inflater = new Inflater(true);
        return new FilterInputStream(new InflaterInputStream(packed, inflater, 1 << 13)) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    /** Whether the unpacked file holds an ASCII text. */
    boolean contains(String name, String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[1 << 13];
        int matched = 0;
        try (InputStream in = open(name)) {
            for (int n; (n = in.read(chunk)) > 0; ) {
                for (int i = 0; i < n; i++) {
                    // No text that is sought begins again inside itself.
                    matched = chunk[i] == wanted[matched] ? matched + 1 : chunk[i] == wanted[0] ? 1 : 0;
                    if (matched == wanted.length) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void readDirectory() {
        int end = bytes.length - END_LENGTH;
        int lowest = Math.max(0, end - COMMENT);
        while (end >= lowest && buffer.getInt(end) != END) {
            end--;
        }
        if (end < lowest) {
            throw broken(null);
        }
        int count = buffer.getShort(end + 10) & 0xFFFF;
        int at = buffer.getInt(end + 16);
        if (count > ENTRIES) {
            throw tooMuch();
        }
        for (int i = 0; i < count; i++) {
            if (buffer.getInt(at) != CENTRAL) {
                throw broken(null);
            }
            int nameLength = buffer.getShort(at + 28) & 0xFFFF;
            int extraLength = buffer.getShort(at + 30) & 0xFFFF;
            int commentLength = buffer.getShort(at + 32) & 0xFFFF;
            int flags = buffer.getShort(at + 8) & 0xFFFF;
            Charset names = (flags & 0x800) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            String name = new String(bytes, at + CENTRAL_LENGTH, nameLength, names);
            if (!name.endsWith("/")) {
                Entry entry = entry(at, flags);
                if (entries.putIfAbsent(name, entry) != null) {
                    throw broken(null);
                }
            }
            at += CENTRAL_LENGTH + nameLength + extraLength + commentLength;
        }
    }

    private Entry entry(int at, int flags) {
        int local = buffer.getInt(at + 42);
        if (buffer.getInt(local) != LOCAL) {
            throw broken(null);
        }
        int start =
                local + LOCAL_LENGTH + (buffer.getShort(local + 26) & 0xFFFF) + (buffer.getShort(local + 28) & 0xFFFF);
        int length = buffer.getInt(at + 20);
        if (length < 0 || start > bytes.length - length) {
            throw broken(null);
        }
        return new Entry(flags, buffer.getShort(at + 10), buffer.getInt(at + 16) & 0xFFFFFFFFL, start, length);
    }

    /** Unpacks everything to nowhere. */
    private void check(long limit) {
        long left = limit;
        byte[] chunk = new byte[1 << 16];
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            Entry entry = each.getValue();
            if ((entry.flags() & 1) != 0) {
                throw new InvalidInputException(
                        "The archive is protected by a password; unpack it, or save the class list without one");
            }
            if (entry.method() != STORED && entry.method() != DEFLATED) {
                throw new InvalidInputException("The archive is packed in a way that isn't read; unpack it and import"
                        + " the class list in it");
            }
            CRC32 crc = new CRC32();
            try (InputStream in = open(each.getKey())) {
                for (int n; (n = in.read(chunk)) > 0; ) {
                    crc.update(chunk, 0, n);
                    left -= n;
                    if (left < 0) {
                        throw tooMuch();
                    }
                }
            } catch (IOException malformed) {
                throw broken(malformed);
            }
            if (crc.getValue() != entry.crc()) {
                throw broken(null);
            }
        }
    }

    private static InvalidInputException tooMuch() {
        return new InvalidInputException("The workbook or archive unpacks to far more than a class list; save the class"
                + " list alone in a new workbook");
    }

    private static InvalidInputException broken(@Nullable Throwable cause) {
        String message =
                "The roster is a ZIP archive but no Excel workbook (.xlsx) or other class list, or it is damaged;"
                        + " send it again, or save the class list as .xlsx or CSV (UTF-8)";
        return cause == null ? new InvalidInputException(message) : new InvalidInputException(message, cause);
    }
}
