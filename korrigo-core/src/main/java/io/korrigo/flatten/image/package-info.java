/**
 * Pages that are picture files: JPEG, PNG and TIFF as image XObjects, and pixels to be filled with white.
 *
 * <p>Open to {@code io.korrigo.flatten} and its rooms only. {@link io.korrigo.flatten.image.ImageXObject} is a picture ready
 * to be written, whatever its kind.
 */
@NullMarked
package io.korrigo.flatten.image;

import org.jspecify.annotations.NullMarked;
