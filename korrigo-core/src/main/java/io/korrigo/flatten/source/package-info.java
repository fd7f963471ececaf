/**
 * Pages that come from a PDF: reading them, copying their objects, and what PDF/A refuses of them.
 *
 * <p>{@link io.korrigo.flatten.source.PageSource} is the host's: where a page comes from, whatever its kind. The rest is
 * open to {@code io.korrigo.flatten} and its rooms only.
 */
@NullMarked
package io.korrigo.flatten.source;

import org.jspecify.annotations.NullMarked;
