/**
 * The syntax of the PDFs that are written: objects and their table, content, structure, metadata, colour profile.
 *
 * <p>Open to {@code io.korrigo.flatten} and its rooms only. {@link io.korrigo.flatten.pdf.PdfWriter} writes a file front
 * to back, {@link io.korrigo.flatten.pdf.ContentStream} what is drawn on one page.
 */
@Internal
@NullMarked
package io.korrigo.flatten.pdf;

import io.korrigo.Internal;
import org.jspecify.annotations.NullMarked;
