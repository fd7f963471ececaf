/**
 * Scanned pages in files as people have them: an image, a TIFF of many pages, a PDF. Knows nothing of what is on a page.
 *
 * <p>{@link io.korrigo.page.ScanFile} is the door: every page comes out as an image file of its own.
 */
@NullMarked
package io.korrigo.page;

import org.jspecify.annotations.NullMarked;
