package io.korrigo.flatten;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Publishes a file whole or not at all: written beside, forced to the disk, then renamed over. */
final class AtomicFile {
    /** Writes a file's content. */
    @FunctionalInterface
    interface Writer<T> {
        T writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** Puts what {@code writer} writes at {@code target}; when it throws, nothing changes and nothing is left behind. */
    static <T> T write(Path target, Writer<T> writer) throws IOException {
        Path aside = target.resolveSibling("." + UUID.randomUUID() + ".part");
        boolean published = false;
        try {
            T result;
            try (FileChannel channel =
                    FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                result = writer.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            published = true;
            return result;
        } finally {
            if (!published) {
                Files.deleteIfExists(aside);
            }
        }
    }
}
