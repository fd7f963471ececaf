/**
 * Pages that are picture files: JPEG, PNG and TIFF as image XObjects, and pixels to be filled with white.
 *
 * <p>Open to {@code io.korrigo.flatten} and its rooms only. {@link io.korrigo.flatten.image.ImageXObject} is a picture ready
 * to be written, whatever its kind.
 *
 * <p>What can't be carried over byte by byte keeps its samples and the file's profile, transparency laid on white at the
 * file's depth: the platform's RGB would lose depth, take grey for linear light and drop the profile's meaning. Black and
 * white is coded in fax group 4 or deflated, whichever is smaller. What decoding takes is checked before it begins.
 */
@Internal
@NullMarked
package io.korrigo.flatten.image;

import io.korrigo.Internal;
import org.jspecify.annotations.NullMarked;
