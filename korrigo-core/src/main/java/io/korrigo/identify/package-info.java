/**
 * Reads the boxed handwriting of a copy's header, and says which student of a roster wrote it.
 *
 * <p>{@link io.korrigo.identify.header.HeaderReader} turns an image into a {@link io.korrigo.identify.HeaderReading};
 * {@link io.korrigo.identify.match.StudentMatcher} turns a reading and a roster into an
 * {@link io.korrigo.identify.Identification}. Each is usable without the other.
 */
@NullMarked
package io.korrigo.identify;

import org.jspecify.annotations.NullMarked;
