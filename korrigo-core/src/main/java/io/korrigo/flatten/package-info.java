/**
 * Turns a copy's scanned pages, annotations and marks into one corrected PDF.
 *
 * <p>{@link io.korrigo.flatten.CopyFlattener} is the door: a {@link io.korrigo.flatten.CopyToFlatten} in, a file or
 * stream and a {@link io.korrigo.flatten.FlattenedCopy} out. Page images are carried over as they were scanned, never
 * re-encoded where PDF can hold them as they are.
 */
@NullMarked
package io.korrigo.flatten;

import org.jspecify.annotations.NullMarked;
