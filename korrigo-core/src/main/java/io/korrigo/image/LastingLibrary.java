package io.korrigo.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Marks a file of a shared library (ELF, 64 bits, little-endian) as one that the linker never unloads, as the linker's
 * {@code -z nodelete} would have.
 *
 * <p>OpenCV keeps threads of its own and leaves a destructor with each thread that used it. Java unloads a library with the
 * class loader that loaded it, and then the next such thread that ends takes the JVM with it.
 *
 * <p>Source: System V ABI, "Dynamic Section"; {@code DF_1_NODELETE} of {@code DT_FLAGS_1} in glibc's elf.h.
 */
final class LastingLibrary {
    /** Magic number, then class 2 (64 bits) and data 1 (little-endian). */
    private static final long ELF_64_LITTLE = 0x01_02_46_4C_45_7FL;

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADERS_AT = 32;
    private static final int PROGRAM_HEADER_SIZE_AT = 54;
    private static final int PROGRAM_HEADER_COUNT_AT = 56;
    private static final int PT_DYNAMIC = 2;
    private static final int ENTRY = 16;
    private static final long DT_NULL = 0;
    private static final long DT_FLAGS_1 = 0x6FFFFFFBL;
    private static final long DF_1_NODELETE = 8;

    private LastingLibrary() {}

    /** @return false where the file is none of that kind, or has no entry to spare: it is as it was */
    static boolean mark(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = read(channel, 0, HEADER);
            if ((header.getLong(0) & 0xFFFF_FFFF_FFFFL) != ELF_64_LITTLE) {
                return false;
            }
            int size = header.getShort(PROGRAM_HEADER_SIZE_AT);
            for (int i = 0; i < header.getShort(PROGRAM_HEADER_COUNT_AT); i++) {
                ByteBuffer segment = read(channel, header.getLong(PROGRAM_HEADERS_AT) + (long) i * size, size);
                if (segment.getInt(0) == PT_DYNAMIC) {
                    return markDynamic(channel, segment.getLong(8), Math.toIntExact(segment.getLong(32)));
                }
            }
            return false;
        } catch (EOFException shorter) {
            return false;
        }
    }

    /** An entry is a tag and a value; the first tag 0 ends them, and linkers leave some more behind it. */
    private static boolean markDynamic(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer entries = read(channel, at, length);
        for (int entry = 0; entry + ENTRY <= length; entry += ENTRY) {
            long tag = entries.getLong(entry);
            if (tag == DT_FLAGS_1) {
                write(channel, at + entry, tag, entries.getLong(entry + 8) | DF_1_NODELETE);
                return true;
            } else if (tag == DT_NULL) {
                boolean spare = entry + 2 * ENTRY <= length && entries.getLong(entry + ENTRY) == DT_NULL;
                if (spare) {
                    write(channel, at + entry, DT_FLAGS_1, DF_1_NODELETE);
                }
                return spare;
            }
        }
        return false;
    }

    private static void write(FileChannel channel, long at, long tag, long value) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        entry.putLong(tag).putLong(value).flip();
        while (entry.hasRemaining()) {
            channel.write(entry, at + entry.position());
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes;
    }
}
