/**
 * Words in a PDF: which characters can be drawn, in which order they stand, where lines break, and the fonts embedded.
 *
 * <p>Open to {@code io.korrigo.flatten} and its rooms only. {@link io.korrigo.flatten.text.TextFlow} is a text ready to
 * be broken into lines, {@link io.korrigo.flatten.text.TextPainter} draws them, and {@link
 * io.korrigo.flatten.text.DocumentFonts} embeds what was drawn.
 */
@Internal
@NullMarked
package io.korrigo.flatten.text;

import io.korrigo.Internal;
import org.jspecify.annotations.NullMarked;
