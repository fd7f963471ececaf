package io.korrigo.server.cli;

import io.korrigo.host.FileRights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A new file that nobody but its owner may read, where the file system knows such rights. */
final class OwnerFile {
    private OwnerFile() {}

    /** @throws java.nio.file.FileAlreadyExistsException when it is there */
    static OutputStream create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        FileAttribute<?>[] ownerOnly = folder != null && FileRights.areKept(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return Channels.newOutputStream(
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly));
    }
}
