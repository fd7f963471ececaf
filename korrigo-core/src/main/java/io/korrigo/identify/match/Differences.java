package io.korrigo.identify.match;

import java.util.List;

/**
 * Places in which what is written differs from what a student would have written.
 *
 * @param places in the order of the boxes
 * @param likeness natural logarithm of how many times likelier a name what is written is than what the student would have
 *     written; 0 where they don't differ in just one letter that is read as another
 */
record Differences(List<Place> places, double likeness) {
    /** From these odds on, 20 to 1 beyond chance, a difference counts as clearly read. */
    static final double CLEAR = 3;

    static final Differences NONE = new Differences(List.of(), 0);

    /**
     * One of them.
     *
     * @param box from 0; that before which the letter is missing where there is none
     * @param read what stands there, an index into the alphabet's classes; -1 where no box holds the sign that was due, or
     *     an empty one does
     * @param due sign of the alphabet that the student would have written; -1 where a box holds one too many
     * @param odds natural logarithm, above 0, of how many times likelier another sign is there than the one that was due
     */
    record Place(int box, int read, int due, double odds) {}

    Differences {
        places = List.copyOf(places);
    }

    /** Natural logarithm of the odds that not all of them were misread; 0 where there are none. */
    double odds() {
        return places.stream().mapToDouble(Place::odds).sum();
    }

    /** How many are clearly read. */
    int clear() {
        return (int) places.stream().filter(place -> place.odds() >= CLEAR).count();
    }
}
