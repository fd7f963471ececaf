/**
 * Finds the rows of boxes (combs) of a page in its ruled lines: level lines, bands between them, chains of equally wide
 * boxes, and the rows that lie beside a row that was found.
 *
 * <p>For the packages of {@code io.korrigo.identify} only; {@code ArchitectureTest} holds that.
 */
@NullMarked
package io.korrigo.identify.combs;

import org.jspecify.annotations.NullMarked;
