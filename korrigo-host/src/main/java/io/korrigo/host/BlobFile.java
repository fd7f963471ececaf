package io.korrigo.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written. A long one is forced to the disk piece by piece while the rest is written, so that not all
 * of it is waited for in the end.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class BlobFile extends OutputStream {
    private static final long PIECE = 32 << 20;

    private final FileChannel channel;
    private final boolean forced;
    private long length;
    private long begun;
    private @Nullable FutureTask<@Nullable Void> forcing;

    /**
     * Creates the file, which must not be there.
     *
     * @param forced whether it is on the disk once {@link #finish} returns
     */
    BlobFile(Path path, boolean forced) throws IOException {
        this.channel = FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(path));
        this.forced = forced;
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, count);
        while (rest.hasRemaining()) {
            length += channel.write(rest);
        }
        if (forced && length - begun >= PIECE && (forcing == null || forcing.isDone())) {
            begun = length;
            awaitForcing();
            forcing = new FutureTask<>(() -> {
                channel.force(false);
                return null;
            });
            Thread thread = new Thread(forcing, "korrigo-blob-force");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Ends the writing.
     *
     * @return length in bytes
     */
    long finish() throws IOException {
        if (forced) {
            awaitForcing();
            channel.force(true);
        }
        return length;
    }

    private void awaitForcing() throws IOException {
        try {
            if (forcing != null) {
                forcing.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException("The file could not be forced to the disk", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new java.nio.channels.ClosedByInterruptException();
        }
    }

    /** Closes it wherever its writing has come to. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
