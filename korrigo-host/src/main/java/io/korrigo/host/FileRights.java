package io.korrigo.host;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a file system keeps who may read a file. */
public final class FileRights {
    private FileRights() {}

    /** Finds where a file is stored. */
    @FunctionalInterface
    interface Stores {
        FileStore of(Path path) throws IOException;
    }

    /** Whether owner, group and others have rights of their own to the file or folder {@code path}. */
    public static boolean areKept(Path path) {
        return areKept(path, Files::getFileStore);
    }

    static boolean areKept(Path path, Stores stores) {
        try {
            return stores.of(path).supportsFileAttributeView("posix");
        } catch (IOException unknown) {
            // where the root is not a mount's, as in a chroot, Java finds no store; such systems are Unix
            return path.getFileSystem().supportedFileAttributeViews().contains("posix");
        }
    }
}
