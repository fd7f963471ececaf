package io.korrigo.tasks;

import io.korrigo.exam.Copy;

/** How a copy's corrected PDF is called where people see it. */
public final class FinalPdf {
    private FinalPdf() {}

    /**
     * "copy_A-017_corrected.pdf": letters, digits, ".", "-" and "_" of the anonymous id kept, anything else "_", so that
     * it is a file name on every system.
     */
    public static String fileName(Copy copy) {
        return "copy_" + safe(copy.anonymousId()) + "_corrected.pdf";
    }

    static String fileName(Copy copy, String discriminator) {
        return "copy_" + safe(copy.anonymousId()) + "_" + safe(discriminator) + "_corrected.pdf";
    }

    private static String safe(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
