package io.korrigo.flatten;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Makes the final PDF of a corrected copy: its pages with the annotations drawn over them, then the mark sheet.
 *
 * <ol>
 *   <li>Each page is taken over as it was scanned: JPEG, PNG and fax-coded TIFF data byte for byte, pages of a PDF with
 *       their own content. Only what PDF has no form for is decoded, and compressed again without loss.
 *   <li>Annotations land where they were drawn on the upright page, whatever EXIF orientation, /Rotate, box offset or
 *       /UserUnit the page has. Their words go beside them, shrink before they overflow, and are never cut: what a page
 *       has no room for stands on the mark sheet.
 *   <li>Text is drawn in embedded fonts and can be extracted as it was typed.
 * </ol>
 *
 * <p>The same input gives the same bytes. One page at a time is in memory.
 *
 * <p><b>Threads:</b> safe for concurrent use; it has no state.<br>
 * <b>Errors:</b> {@link InvalidInputException} for a page that is missing, damaged, encrypted, too large or of an
 * unknown type, for an annotation on a page that the copy doesn't have, and for a copy without pages; the message names
 * copy, page and file. {@link IOException} when reading or writing fails otherwise.
 */
public final class CopyFlattener {
    /**
     * Raised whenever the same input begins to give other bytes: who keeps PDFs by what was drawn makes them anew then.
     */
    public static final int OUTPUT_VERSION = 5;

    /**
     * Writes the PDF to {@code target}, replacing what was there.
     *
     * <p>It appears whole or not at all: when this throws, {@code target} is as it was and nothing is left beside it.
     */
    public FlattenedCopy flatten(CopyToFlatten copy, Path target) throws IOException {
        CopyCheck.check(copy);
        return AtomicFile.write(target, out -> flatten(copy, out));
    }

    /** Writes the PDF to {@code out}, which stays open; when this throws, it holds a useless beginning. */
    public FlattenedCopy flatten(CopyToFlatten copy, OutputStream out) throws IOException {
        CopyCheck.check(copy);
        try (CopyDocument document = new CopyDocument(copy, out)) {
            return document.write();
        }
    }
}
