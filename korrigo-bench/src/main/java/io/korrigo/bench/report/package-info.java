/**
 * The measurements of {@code docs/identification}: runs the evaluations, draws the charts, writes the tables.
 *
 * <p>Evaluations leave CSV files in a folder, a run that was cut off goes on where it stopped, and the page is written from
 * what lies there.
 */
@NullMarked
package io.korrigo.bench.report;

import org.jspecify.annotations.NullMarked;
