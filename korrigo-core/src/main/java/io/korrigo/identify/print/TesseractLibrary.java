package io.korrigo.identify.print;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sourceforge.tess4j.TessAPI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tesseract's native library, brought into this JVM at most once: on Linux the one in a jar if there is one for this
 * processor, else the system's.
 *
 * <p><b>Threads:</b> any; callers wait while the first one loads.
 */
final class TesseractLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(TesseractLibrary.class);
    private static final String NAME = "tesseract";
    private static final String IN_JARS = "/org/bytedeco/%s/linux-%s/%s";

    /** Leptonica's L_SEVERITY_NONE. */
    private static final int SILENT = 6;

    private TesseractLibrary() {}

    /**
     * Tesseract's functions.
     *
     * @throws LinkageError when neither a jar nor the system has Tesseract for this platform
     */
    static TessAPI functions() {
        return Loaded.FUNCTIONS;
    }

    // Class initialisation gives the once-only rule and the visibility that a flag would have to build by hand.
    private static final class Loaded {
        static final TessAPI FUNCTIONS = load();
    }

    private static TessAPI load() {
        try {
            Path folder = Files.createTempDirectory("korrigo-tesseract");
            folder.toFile().deleteOnExit();
            // Tesseract looks for Leptonica in its own folder, by the name it has here.
            Path leptonica = folder.resolve("libleptonica.so.6");
            Path tesseract = folder.resolve("libtesseract.so");
            if (unpack("leptonica", "libleptonica.so.6", leptonica)
                    && unpack("tesseract", "libtesseract.so.5.5", tesseract)) {
                silence(NativeLibrary.getInstance(leptonica.toString()));
                NativeLibrary.addSearchPath(NAME, folder.toString());
                TessAPI loaded = Native.load(NAME, TessAPI.class);
                // What is loaded needs no file any more, and who is killed removes none.
                remove(leptonica, tesseract, folder);
                return loaded;
            }
        } catch (IOException e) {
            throw (LinkageError) new UnsatisfiedLinkError("Tesseract's library cannot be unpacked").initCause(e);
        }
        return Native.load(NAME, TessAPI.class);
    }

    private static void remove(Path... files) {
        for (Path file : files) {
            try {
                Files.delete(file);
            } catch (IOException kept) {
                LOG.debug("{} is removed when this process ends", file, kept);
            }
        }
    }

    /** It would report empty pictures and the like to the standard error. */
    private static void silence(NativeLibrary leptonica) {
        leptonica.getFunction("setMsgSeverity").invokeInt(new Object[] {SILENT});
    }

    /** Whether the jar of {@code project} was there to unpack its library from. */
    private static boolean unpack(String project, String library, Path to) throws IOException {
        String processor = Platform.isARM() ? "arm64" : "x86_64";
        try (InputStream packed =
                TesseractLibrary.class.getResourceAsStream(IN_JARS.formatted(project, processor, library))) {
            if (packed == null || !Platform.isLinux()) {
                return false;
            }
            to.toFile().deleteOnExit();
            Files.copy(packed, to);
            return true;
        }
    }
}
