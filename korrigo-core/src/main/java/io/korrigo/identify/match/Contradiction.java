package io.korrigo.identify.match;

import io.korrigo.identify.Difference;
import io.korrigo.identify.Difference.Kind;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.match.Differences.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the rows of a header say against one student, all together: a fault in each row is more than one fault.
 */
record Contradiction(Differences lastName, Differences firstName, Differences birthDate) {
    /**
     * Nobody's first name and birth date come with a family name that is a letter off; siblings' and twins' first names
     * do with family name and date.
     */
    private static final double LETTER_OF_FAMILY_NAME = 0.7;
    /** So much counts a letter that is misread once more: a hand whose R is read as a K writes it so each time. */
    private static final double ONCE_MORE = 0.5;

    /** What it weighs, in natural logarithms of the odds that it was not misread. */
    double weight() {
        double first = 0;
        for (Place place : firstName.places()) {
            first += factor(place, firstName) * place.odds();
        }
        double last = 0;
        for (Place place : lastName.places()) {
            last += (isOnceMore(place, lastName) ? ONCE_MORE : 1) * place.odds();
        }
        double date = 0;
        for (Place place : birthDate.places()) {
            date += (isOnceMore(place, birthDate) ? ONCE_MORE : 1) * place.odds();
        }
        return LETTER_OF_FAMILY_NAME * last + first + date;
    }

    private double factor(Place place, Differences row) {
        if (isOfTheHand(place)) {
            return 0;
        }
        return isOnceMore(place, row) || isLike(place, lastName) ? ONCE_MORE : 1;
    }

    /** A hand whose A looks like an E in one name writes it so in the other. */
    private boolean isOfTheHand(Place place) {
        return isOther(place)
                && lastName.places().stream()
                        .anyMatch(other -> other.due() == place.due() && other.read() == place.read());
    }

    /** Whether the same sign was due in another place that is misread more clearly, or as clearly and before. */
    private static boolean isOnceMore(Place place, Differences row) {
        return isOther(place)
                && row.places().stream()
                        .filter(other -> isOther(other) && other.due() == place.due())
                        .anyMatch(other -> other.odds() > place.odds()
                                || other.odds() == place.odds() && other.box() < place.box());
    }

    /** Whether the sign that was due is misread in {@code row}, too. */
    private static boolean isLike(Place place, Differences row) {
        return isOther(place) && row.places().stream().anyMatch(other -> isOther(other) && other.due() == place.due());
    }

    /** Whether a sign that was due is read as another, and not one too many or one lacking. */
    private static boolean isOther(Place place) {
        return place.due() >= 0 && place.read() >= 0;
    }

    /**
     * Whether two letters, or a letter and a digit, are clearly read as others: never the student, whatever they weigh. A
     * letter that is misread twice is one.
     */
    boolean certain() {
        return clear(lastName).count()
                        + clear(firstName)
                                .filter(place -> !isLike(place, lastName))
                                .count()
                        + clear(birthDate).count()
                >= 2;
    }

    private static Stream<Place> clear(Differences row) {
        return row.places().stream().filter(place -> place.odds() >= Differences.CLEAR && !isOnceMore(place, row));
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
                Kind kind = place.due() < 0 ? Kind.MORE : place.read() < 0 ? Kind.LACKING : Kind.OTHER;
                all.add(new Difference(field, kind, place.box() + 1, place.odds() >= Differences.CLEAR));
            }
        }
    }
}
