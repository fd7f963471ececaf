/**
 * Reads a header: finds its rows on the page in any orientation, cuts their boxes, takes the lines out and asks the
 * character model what each box holds.
 *
 * <p>{@link io.korrigo.identify.header.HeaderReader} is the entry; {@link io.korrigo.identify.header.CutCell} shows what
 * the character model is given.
 *
 * <p>Numbers beside which no figure stands were chosen on drawn pages, not measured one by one.
 */
@NullMarked
package io.korrigo.identify.header;

import org.jspecify.annotations.NullMarked;
