/**
 * Reads what is printed with Tesseract: names on stickers, labels, typed headers, the subject's variant.
 *
 * <p>{@link io.korrigo.identify.print.PrintedReader} is the entry; it is optional at run time.
 */
@NullMarked
package io.korrigo.identify.print;

import org.jspecify.annotations.NullMarked;
