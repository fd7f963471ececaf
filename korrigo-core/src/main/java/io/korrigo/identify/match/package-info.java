/**
 * Says which student of a roster wrote a header, or a whole batch of them.
 *
 * <p>{@link io.korrigo.identify.match.StudentMatcher} decides on one copy, {@link
 * io.korrigo.identify.match.BatchAssignment} on all copies of an exam together.
 */
@NullMarked
package io.korrigo.identify.match;

import org.jspecify.annotations.NullMarked;
