package io.korrigo.testkit.pages;

/**
 * A horizontal line of a form, in millimetres.
 *
 * @param answered whether a pupil writes on it
 */
record PrintedLine(double x, double y, double length, double width, boolean answered) {}
