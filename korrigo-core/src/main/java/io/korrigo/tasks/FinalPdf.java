package io.korrigo.tasks;

import io.korrigo.exam.Copy;

/** What a copy's corrected PDF is called where people see it. */
public final class FinalPdf {
    private FinalPdf() {}

    /**
     * "copy_A-017_corrected.pdf": letters, digits, ".", "-" and "_" of the anonymous id kept, accents dropped, anything
     * else "_", so that it is a file name on every system.
     */
    public static String fileName(Copy copy) {
        return "copy_" + FileNamePattern.safe(copy.anonymousId()) + "_corrected.pdf";
    }
}
