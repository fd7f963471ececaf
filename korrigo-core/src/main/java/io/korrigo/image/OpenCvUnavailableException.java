package io.korrigo.image;

import io.korrigo.KorrigoException;

/** OpenCV's native library can't be loaded here; the message says why, and what to do about it. */
public final class OpenCvUnavailableException extends KorrigoException {
    private static final long serialVersionUID = 1L;

    private static final String INSTALLED =
            "install OpenCV 4.9 with its Java library and name that with -Dkorrigo.opencv=PATH";
    private static final String UNPACKING =
            "It is unpacked into the folder for temporary files, 65 MB: that must be there, be"
                    + " writable and have room; name another with -Djava.io.tmpdir=DIR, or " + INSTALLED;

    OpenCvUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For a failure to put the library where it can be loaded from, or to load it. */
    static OpenCvUnavailableException of(Throwable failure) {
        String cause = String.valueOf(failure.getMessage());
        String remedy = failure instanceof UnsatisfiedLinkError ? remedy(cause) : UNPACKING;
        String kind = failure instanceof UnsatisfiedLinkError
                ? ""
                : " (" + failure.getClass().getSimpleName() + ")";
        return new OpenCvUnavailableException(
                "OpenCV's library can't be loaded: " + cause.strip() + kind + ". " + remedy, failure);
    }

    /** By the words of the linkers of glibc and musl, which have no other way to tell. */
    private static String remedy(String cause) {
        if (cause.contains("GLIBC")) {
            return "This system's C library is too old: glibc 2.29 or newer is needed (Debian 11, Ubuntu 20.04, RHEL 9)."
                    + " Use a newer system, or " + INSTALLED;
        } else if (cause.contains("Error loading shared library") || cause.contains("Error relocating")) {
            return "This system's C library seems to be musl (Alpine), and the library is made for glibc: use a system with"
                    + " glibc, or " + INSTALLED;
        } else if (cause.contains("failed to map segment") || cause.contains("Operation not permitted")) {
            return "The folder for temporary files seems to be mounted noexec: name another with -Djava.io.tmpdir=DIR, or "
                    + INSTALLED;
        } else if (cause.contains("cannot open shared object file")) {
            return "A library that it needs is missing (Debian, Ubuntu: apt-get install libstdc++6)";
        } else if (cause.contains(OpenCvCopy.NOT_PACKED)) {
            return "For this platform " + INSTALLED;
        }
        return "Name a library that this system can load with -Dkorrigo.opencv=PATH";
    }
}
