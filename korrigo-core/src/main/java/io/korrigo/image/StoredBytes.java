package io.korrigo.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that are read by their place: those of a file, which is never held whole, or of an array.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
interface StoredBytes extends Closeable {
    long length();

    /**
     * The {@code count} bytes from {@code at} on.
     *
     * @throws EOFException when there are not so many
     */
    ByteBuffer read(long at, int count) throws IOException;

    static StoredBytes of(byte[] bytes) {
        return new StoredBytes() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public ByteBuffer read(long at, int count) throws IOException {
                requireWithin(at, count, bytes.length);
                return ByteBuffer.wrap(bytes, (int) at, count).slice();
            }

            @Override
            public void close() {
                // an array holds nothing open
            }
        };
    }

    static StoredBytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new StoredBytes() {
            private final long length = channel.size();

            @Override
            public long length() {
                return length;
            }

            @Override
            public ByteBuffer read(long at, int count) throws IOException {
                requireWithin(at, count, length);
                ByteBuffer bytes = ByteBuffer.allocate(count);
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, at + bytes.position()) < 0) {
                        throw new EOFException();
                    }
                }
                return bytes.flip();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static void requireWithin(long at, int count, long length) throws EOFException {
        if (at < 0 || count < 0 || at > length - count) {
            throw new EOFException();
        }
    }
}
