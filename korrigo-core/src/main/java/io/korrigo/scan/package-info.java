/**
 * From a pile of sheets that went through a scanner to copies, each with its pages in reading order, and every page accounted
 * for.
 *
 * <p>{@link io.korrigo.scan.Pile} opens the file, {@link io.korrigo.scan.PileSorter} makes a
 * {@link io.korrigo.scan.SortedPile} of it. What headers say and whose they are, it is told by
 * {@link io.korrigo.scan.HeaderSight} and {@link io.korrigo.scan.SheetWriters}.
 */
@NullMarked
package io.korrigo.scan;

import org.jspecify.annotations.NullMarked;
