package io.korrigo.identify.match;

import io.korrigo.identify.Difference;
import io.korrigo.identify.Difference.Kind;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.match.Differences.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rows of a header say against one student, all together: a fault in each row is more than one fault.
 */
record Contradiction(Differences lastName, Differences firstName, Differences birthDate) {
    /**
     * Nobody's first name and birth date come with a family name that is a letter off; siblings' and twins' first names
     * do with family name and date.
     */
    private static final double LETTER_OF_FAMILY_NAME = 0.7;
    /** What it weighs, in natural logarithms of the odds that it was not misread. */
    double weight() {
        double first = firstName.places().stream()
                .filter(place -> !isOfTheHand(place))
                .mapToDouble(Place::odds)
                .sum();
        return LETTER_OF_FAMILY_NAME * lastName.odds() + first + birthDate.odds();
    }

    /** A hand whose A looks like an E in one name writes it so in the other. */
    private boolean isOfTheHand(Place place) {
        return place.due() >= 0
                && place.read() >= 0
                && lastName.places().stream()
                        .anyMatch(other -> other.due() == place.due() && other.read() == place.read());
    }

    /** Whether two letters, or a letter and a digit, are clearly read as others: never the student, whatever they weigh. */
    boolean certain() {
        long first = firstName.places().stream()
                .filter(place -> place.odds() >= Differences.CLEAR && !isOfTheHand(place))
                .count();
        return lastName.clear() + first + birthDate.clear() >= 2;
    }

    /**
     * All places that count, clear ones and others, in the order of rows and boxes.
     *
     * @param swapped whether the names stand in each other's row
     */
    List<Difference> differences(boolean swapped) {
        List<Difference> all = new ArrayList<>();
        add(all, HeaderField.LAST_NAME, swapped ? firstName : lastName, Alphabet.NAMES);
        add(all, HeaderField.FIRST_NAME, swapped ? lastName : firstName, Alphabet.NAMES);
        add(all, HeaderField.BIRTH_DATE, birthDate, Alphabet.DATES);
        return all;
    }

    private static void add(List<Difference> all, HeaderField field, Differences differences, Alphabet alphabet) {
        for (Place place : differences.places()) {
            boolean drawnGap = place.due() >= alphabet.characters();
            if (!drawnGap) {
                Kind kind = place.due() < 0
                        ? Kind.MORE
                        : place.read() < 0 || place.read() == alphabet.blank() ? Kind.LACKING : Kind.OTHER;
                all.add(new Difference(field, kind, place.box() + 1, place.odds() >= Differences.CLEAR));
            }
        }
    }
}
