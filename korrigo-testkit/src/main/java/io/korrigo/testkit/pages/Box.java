package io.korrigo.testkit.pages;

/** A box of a form in millimetres, origin at the top left corner of the sheet. */
record Box(double x, double y, double w, double h) {
    double right() {
        return x + w;
    }

    double bottom() {
        return y + h;
    }
}
