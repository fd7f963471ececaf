package io.korrigo.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;

/**
 * OpenCV's native library, brought into this JVM at most once for each class loader.
 *
 * <p>On Linux it is unpacked into the folder for temporary files. Where the JVM belongs to the application, the copy, of
 * 65 MB, is removed as soon as it is loaded, so that a killed process leaves none. Elsewhere, as in a servlet container, one
 * copy is shared by all applications and their later selves, is never unloaded, and stays until the JVM ends; nothing else of
 * an application that was stopped does. On other systems the openpnp library's own loader is used, which keeps the
 * application's classes in memory for good.
 *
 * <p>{@code -Dkorrigo.opencv=PATH} names a library that is there already, such as one that is made for this system.
 *
 * <p>openpnp's loader adds a shutdown hook, which keeps the classes of a web application and 65 MB for each reload. The JDK
 * keeps the class loader that first used pictures, too; Tomcat's {@code appContextProtection} prevents that.
 *
 * <p>A cache that processes share would need locks, and trust in what lies there.
 *
 * <p><b>Threads:</b> any; callers wait while the first one loads.
 */
public final class OpenCvLibrary {
    /** System property: where the library lies unpacked, if it does. The launcher sets it; unpacking takes half a start. */
    private static final String INSTALLED = "korrigo.opencv";

    private OpenCvLibrary() {}

    /**
     * Makes OpenCV's classes usable; does nothing after the first success.
     *
     * @throws OpenCvUnavailableException when it can't be loaded here; so will all later calls
     */
    public static void load() {
        if (Holder.FAILURE != null) {
            throw OpenCvUnavailableException.of(Holder.FAILURE);
        }
    }

    private static @Nullable Throwable attempt() {
        String installed = System.getProperty(INSTALLED);
        try {
            if (OpenCvLibrary.class.getClassLoader() != Core.class.getClassLoader() || !isLinux()) {
                loadBesideOpenCv(installed);
            } else if (OpenCvLibrary.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
                OpenCvCopy.loadShared(installed == null ? null : Path.of(installed));
            } else if (installed != null) {
                System.load(Path.of(installed).toAbsolutePath().toString());
            } else {
                OpenCvCopy.loadOnce();
            }
            return null;
        } catch (IOException | RuntimeException | UnsatisfiedLinkError failure) {
            return failure;
        }
    }

    /** A library serves the class loader whose class loads it: it must be that of OpenCV's classes, as openpnp's own is. */
    private static void loadBesideOpenCv(@Nullable String installed) {
        if (installed != null && OpenCvLibrary.class.getClassLoader() == Core.class.getClassLoader()) {
            System.load(Path.of(installed).toAbsolutePath().toString());
        } else {
            nu.pattern.OpenCV.loadLocally();
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    // Class initialisation gives the once-only rule and the visibility that a flag would have to build by hand.
    private static final class Holder {
        static final @Nullable Throwable FAILURE = attempt();
    }
}
