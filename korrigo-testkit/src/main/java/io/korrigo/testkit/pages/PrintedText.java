package io.korrigo.testkit.pages;

/**
 * Printed words of a form.
 *
 * @param x left end of the baseline, in millimetres
 * @param baseline in millimetres from the top
 * @param size of the type, in millimetres
 */
record PrintedText(String text, double x, double baseline, double size) {
    double right() {
        return x + FontFace.PRINT.width(text, size);
    }
}
