/**
 * What several algorithms know of image files: decoding pages, the top of a JPEG file, OpenCV's library.
 *
 * <p>For Korrigo's own packages only; hosts have no use for it.
 */
@NullMarked
package io.korrigo.image;

import org.jspecify.annotations.NullMarked;
