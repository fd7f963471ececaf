package io.korrigo.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenCV's library as a file in the folder for temporary files, which the class loaders of this JVM share.
 *
 * <p>Java loads a file into one class loader only, but knows it by its name: each loader is given a hard link of its own to
 * the one file, so that the system maps it once, however often an application is loaded anew.
 *
 * <p><b>Threads:</b> one at a time in each class loader.
 */
final class OpenCvCopy {
    /** What is said where the jar has none for this platform. */
    static final String NOT_PACKED = "the jar has none for";

    /** System property of this JVM: where the shared copy lies. */
    private static final String SHARED = "korrigo.opencv.shared." + Core.NATIVE_LIBRARY_NAME;

    /** The process's number follows, by which what a killed one left is known. */
    private static final String FOLDER = "korrigo-opencv-";

    private static final Pattern OF_PROCESS = Pattern.compile(FOLDER + "(\\d+)-.*");
    private static final Logger LOG = LoggerFactory.getLogger(OpenCvCopy.class);

    private OpenCvCopy() {}

    /**
     * Loads a copy that only this class loader needs, and removes it where a loaded file can be.
     *
     * @throws UnsatisfiedLinkError when it can't be loaded
     */
    static void loadOnce() throws IOException {
        Path file = newFile();
        unpack(file);
        try {
            System.load(file.toString());
        } finally {
            remove(file);
        }
    }

    /**
     * Loads the copy that this JVM's class loaders share, and makes it where there is none yet.
     *
     * @param from an installed library to be copied, or null for that of the jar
     * @throws UnsatisfiedLinkError when it can't be loaded
     */
    static void loadShared(@Nullable Path from) throws IOException {
        String known = System.getProperty(SHARED);
        Path file = known == null ? null : Path.of(known);
        if (file == null || !Files.isRegularFile(file)) {
            removeAbandoned();
            file = newFile();
            if (from == null) {
                unpack(file);
            } else {
                Files.copy(from, file);
            }
            if (!LastingLibrary.mark(file)) {
                LOG.warn(
                        "OpenCV's library is unloaded with this application, which may end the JVM: restart it instead");
            }
            file.toFile().deleteOnExit();
            System.setProperty(SHARED, file.toString());
        }
        Path own = link(file);
        try {
            System.load(own.toString());
        } finally {
            Files.delete(own);
        }
    }

    private static Path link(Path file) throws IOException {
        Path own = file.resolveSibling(UUID.randomUUID() + ".so");
        try {
            return Files.createLink(own, file);
        } catch (IOException | UnsupportedOperationException withoutLinks) {
            LOG.debug("The folder for temporary files knows no hard links; OpenCV is copied", withoutLinks);
            return Files.copy(file, own);
        }
    }

    private static Path newFile() throws IOException {
        Path folder = Files.createTempDirectory(FOLDER + ProcessHandle.current().pid() + "-");
        folder.toFile().deleteOnExit();
        return folder.resolve(System.mapLibraryName(Core.NATIVE_LIBRARY_NAME));
    }

    private static void unpack(Path file) throws IOException {
        String name = "/nu/pattern/opencv/" + platform() + "/" + file.getFileName();
        try (InputStream packed = Core.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new UnsatisfiedLinkError(NOT_PACKED + " " + platform());
            }
            Files.copy(packed, file);
        } catch (IOException | UnsatisfiedLinkError failure) {
            remove(file);
            throw failure;
        }
    }

    /** As the jar's folders are called. */
    private static String platform() {
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return "linux/" + (processor.equals("aarch64") ? "ARMv8" : processor.equals("amd64") ? "x86_64" : processor);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } catch (IOException kept) {
            file.toFile().deleteOnExit();
            LOG.debug("{} is removed when this process ends", file, kept);
        }
    }

    /** What processes left that were killed. What another one still has loaded is none the worse for being removed. */
    private static void removeAbandoned() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, FOLDER + "*")) {
            for (Path folder : folders) {
                Matcher process = OF_PROCESS.matcher(folder.getFileName().toString());
                if (process.matches()
                        && ProcessHandle.of(Long.parseLong(process.group(1))).isEmpty()) {
                    remove(folder.resolve(System.mapLibraryName(Core.NATIVE_LIBRARY_NAME)));
                }
            }
        } catch (IOException | RuntimeException kept) {
            LOG.debug("Libraries that killed processes left in {} stay there", temporary, kept);
        }
    }
}
