package io.korrigo.testkit.pages;

/**
 * The most that goes wrong at one quality; each page draws its own share.
 *
 * @param rotation degrees to either side
 * @param perspective by how much a corner is off, as a share of the page
 * @param blur largest standard deviation at 200 dpi, in pixels
 * @param noise largest standard deviation, in grey levels
 * @param specks most dust specks on a page
 * @param scratches most short scratches
 * @param border probability that the scanner's dark lid shows
 * @param bilevel probability of a black-and-white scan
 * @param dropout how much of the boxes' lines fails to print, 0 to 1
 * @param marks probability of a stamp, and of punched holes
 * @param lowestJpegQuality of 100
 * @param highestJpegQuality of 100
 * @param lowestDpi dots per inch
 * @param highestDpi dots per inch
 */
record ScanFaults(
        double rotation,
        double perspective,
        double blur,
        double noise,
        int specks,
        int scratches,
        double border,
        double bilevel,
        double dropout,
        double marks,
        int lowestJpegQuality,
        int highestJpegQuality,
        int lowestDpi,
        int highestDpi) {}
