package io.korrigo.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenCV's native library, brought into this JVM at most once.
 *
 * <p>It is unpacked into the folder of temporary files. On Linux the copy, of 65 MB, is removed as soon as it is loaded, so
 * that a killed process leaves none; elsewhere it stays until the JVM ends.
 *
 * <p><b>Threads:</b> any; callers wait while the first one loads.
 */
public final class OpenCvLibrary {
    /** What this process has in its memory, with the files' names. */
    private static final Path MAPPED = Path.of("/proc/self/maps");

    /** System property: where the library lies unpacked, if it does. The launcher sets it; unpacking takes half a start. */
    private static final String UNPACKED = "korrigo.opencv";

    private static final String FOLDER = "opencv_openpnp";
    private static final Logger LOG = LoggerFactory.getLogger(OpenCvLibrary.class);

    private OpenCvLibrary() {}

    /**
     * Makes OpenCV's classes usable; does nothing after the first success.
     *
     * @throws UnsatisfiedLinkError when this platform has no native library in the openpnp jar, or it cannot be
     *     unpacked into the folder of temporary files
     */
    public static void load() {
        Holder.touch();
    }

    /** Whether {@code file} could be loaded: an absolute path, or null for none. */
    static boolean isLoadedFrom(@Nullable String file) {
        if (file == null) {
            return false;
        }
        try {
            System.load(file);
            return true;
        } catch (UnsatisfiedLinkError unfit) {
            LOG.debug("OpenCV is unpacked anew, since {} can't be loaded", file, unfit);
            return false;
        }
    }

    private static void removeCopy() {
        try {
            Optional<Path> copy = copy();
            if (copy.isPresent()) {
                Files.delete(copy.get());
                for (Path folder = copy.get().getParent();
                        folder.toString().contains(FOLDER);
                        folder = folder.getParent()) {
                    Files.delete(folder);
                }
            }
        } catch (IOException | InvalidPathException kept) {
            LOG.debug("The copy of OpenCV's library is removed when this process ends", kept);
        }
    }

    /** Where the library that was loaded lies, if this platform tells and it was unpacked. */
    private static Optional<Path> copy() throws IOException {
        if (!Files.isReadable(MAPPED)) {
            return Optional.empty();
        }
        String file = "/" + System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
        return new String(Files.readAllBytes(MAPPED), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("/" + FOLDER) && line.endsWith(file))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .findFirst();
    }

    // Class initialisation gives the once-only rule and the visibility that a flag would have to build by hand.
    private static final class Holder {
        static {
            if (!isLoadedFrom(System.getProperty(UNPACKED))) {
                nu.pattern.OpenCV.loadLocally();
                removeCopy();
            }
        }

        static void touch() {
            // running this method has initialised the class
        }
    }
}
