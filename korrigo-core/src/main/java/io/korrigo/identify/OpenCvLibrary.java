package io.korrigo.identify;

/**
 * OpenCV's native library, brought into this JVM at most once.
 *
 * <p><b>Threads:</b> any; callers wait while the first one loads.
 */
final class OpenCvLibrary {
    private OpenCvLibrary() {}

    /**
     * Makes OpenCV's classes usable; does nothing after the first success.
     *
     * @throws UnsatisfiedLinkError when this platform has no native library in the openpnp jar, or it cannot be
     *     unpacked into the folder of temporary files
     */
    static void load() {
        Holder.touch();
    }

    // Class initialisation gives the once-only rule and the visibility that a flag would have to build by hand.
    private static final class Holder {
        static {
            nu.pattern.OpenCV.loadLocally();
        }

        static void touch() {
            // running this method has initialised the class
        }
    }
}
