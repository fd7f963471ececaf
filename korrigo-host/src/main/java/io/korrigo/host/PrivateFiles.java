package io.korrigo.host;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files and folders that nobody but their owner can read, where the file system keeps such rights. */
public final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Creates the folder for its owner alone; warns of one that is there and open to others. */
    public static Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try {
                Files.createDirectory(folder, attributes(parent == null ? folder : parent, FOLDER));
                return folder;
            } catch (FileAlreadyExistsException another) {
                // Another process was faster.
            }
        }
        warn(folder);
        return folder;
    }

    /** Creates an empty file for its owner alone, unless there is one; warns of one that is open to others. */
    public static void file(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file.toAbsolutePath().getParent(), FILE));
        } catch (FileAlreadyExistsException there) {
            warn(file);
        }
    }

    /** A new file beside {@code file}, for its owner alone. */
    public static Path aside(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return Files.createTempFile(folder, file.getFileName().toString(), ".new", attributes(folder, FILE));
    }

    /** Whether others than its owner may read the file. */
    public static boolean isOpen(Path file) throws IOException {
        if (!FileRights.areKept(file)) {
            return false;
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        return rights.contains(PosixFilePermission.GROUP_READ) || rights.contains(PosixFilePermission.OTHERS_READ);
    }

    private static void warn(Path path) throws IOException {
        if (FileRights.areKept(path)) {
            String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            if (!rights.endsWith("------")) {
                LOG.warn(
                        "Others than its owner may use {} ({}); take the right from them: chmod go= {}",
                        path,
                        rights,
                        path);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path folder, Set<PosixFilePermission> rights) {
        return FileRights.areKept(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }
}
