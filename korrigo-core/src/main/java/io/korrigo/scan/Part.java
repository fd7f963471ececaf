package io.korrigo.scan;

/** Which part of a view a page is, the view held upright. */
public enum Part {
    /** All of it. */
    WHOLE,
    /** What is left of the fold. */
    LEFT,
    /** What is right of the fold. */
    RIGHT;

    /** The same place when the view is turned upside down. */
    Part opposite() {
        return this == LEFT ? RIGHT : this == RIGHT ? LEFT : WHOLE;
    }
}
