/**
 * Finds the rows of boxes (combs) of a page in its ruled lines: level lines, bands between them, chains of equally wide
 * boxes, and the rows that lie beside a row that was found.
 *
 * <p>For the packages of {@code io.korrigo.identify} only; {@code ArchitectureTest} holds that.
 *
 * <p>Numbers beside which no figure stands were chosen on drawn pages, not measured one by one.
 */
@Internal
@NullMarked
package io.korrigo.identify.combs;

import io.korrigo.Internal;
import org.jspecify.annotations.NullMarked;
