package io.korrigo.identify.match;

import io.korrigo.identify.Difference;
import io.korrigo.identify.Difference.Kind;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.match.Differences.Place;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
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
    /** With the one letter that differs it is 20 times less likely a name than with the student's: GABUIELA. */
    private static final double HARDLY_A_NAME = -Math.log(20);
    /** So much counts such a letter: a slip of the pen or of the reader, since nobody else is called so. */
    private static final double SLIP = 0.5;
    /** What speaks against a row by less than this, in natural log units, is nothing. */
    private static final double NOTHING = 1;
    /** So much counts a letter that is misread once more: a hand whose R is read as a K writes it so each time. */
    private static final double ONCE_MORE = 0.5;

    /** What it weighs, in natural logarithms of the odds that it was not misread. */
    double weight() {
        return LETTER_OF_FAMILY_NAME * sum(lastName, place -> factor(place, lastName))
                + (isSlip() ? SLIP : 1) * sum(firstName, this::factorInFirstName)
                + sum(birthDate, place -> factor(place, birthDate));
    }

    /** Whether nothing differs but one letter of the first name, and with it what is written is hardly a name. */
    private boolean isSlip() {
        return firstName.likeness() <= HARDLY_A_NAME && lastName.odds() + birthDate.odds() < NOTHING;
    }

    /** How much less it weighs because it was one hand that wrote all of it, in the same units. */
    double ofOneHand() {
        return sum(lastName, place -> 1 - factor(place, lastName))
                + sum(firstName, place -> 1 - factorInFirstName(place))
                + sum(birthDate, place -> 1 - factor(place, birthDate));
    }

    private static double sum(Differences row, ToDoubleFunction<Place> factor) {
        return row.places().stream()
                .mapToDouble(place -> factor.applyAsDouble(place) * place.odds())
                .sum();
    }

    private double factorInFirstName(Place place) {
        if (isOfTheHand(place) || isBeforeBothNames(place)) {
            return 0;
        }
        double factor = factor(place, firstName);
        return isLike(place, lastName) ? Math.min(ONCE_MORE, factor) : factor;
    }

    private static double factor(Place place, Differences row) {
        if (isSameAgain(place, row)) {
            return 0;
        }
        return isOnceMore(place, row) ? ONCE_MORE : 1;
    }

    /** A letter too many before each name: the rows were found from a box too early, which is one fault. */
    private boolean isBeforeBothNames(Place place) {
        return isBefore(place) && lastName.places().stream().anyMatch(Contradiction::isBefore);
    }

    private static boolean isBefore(Place place) {
        return place.due() < 0 && place.box() == 0;
    }

    /** A hand whose A looks like an E in one name writes it so in the other. */
    private boolean isOfTheHand(Place place) {
        return isOther(place)
                && lastName.places().stream()
                        .anyMatch(other -> other.due() == place.due() && other.read() == place.read());
    }

    /** Whether the same sign was due in another place that is misread more clearly, or as clearly and before. */
    private static boolean isOnceMore(Place place, Differences row) {
        return clearer(place, row).findAny().isPresent();
    }

    /** Whether one of those was read as the same: an N that looks like a W does so twice. */
    private static boolean isSameAgain(Place place, Differences row) {
        return clearer(place, row).anyMatch(other -> other.read() == place.read());
    }

    private static Stream<Place> clearer(Place place, Differences row) {
        return row.places().stream()
                .filter(other -> isOther(place) && isOther(other) && other.due() == place.due())
                .filter(other ->
                        other.odds() > place.odds() || other.odds() == place.odds() && other.box() < place.box());
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
                                .filter(place -> !isLike(place, lastName) && !isBeforeBothNames(place))
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
        return told(swapped).map(Told::difference).toList();
    }

    /** What was due in each of {@link #differences}: a capital, a digit, or a space where nothing was. */
    String due(boolean swapped) {
        return told(swapped).map(told -> String.valueOf(told.due())).collect(Collectors.joining());
    }

    private record Told(Difference difference, char due) {}

    private Stream<Told> told(boolean swapped) {
        return Stream.of(
                        told(HeaderField.LAST_NAME, swapped ? firstName : lastName, Alphabet.NAMES),
                        told(HeaderField.FIRST_NAME, swapped ? lastName : firstName, Alphabet.NAMES),
                        told(HeaderField.BIRTH_DATE, birthDate, Alphabet.DATES))
                .flatMap(row -> row);
    }

    /** All but the gap that somebody drew a dash into. */
    private static Stream<Told> told(HeaderField field, Differences differences, Alphabet alphabet) {
        return differences.places().stream()
                .filter(place -> place.due() < alphabet.characters())
                .map(place -> {
                    Kind kind = place.due() < 0 ? Kind.MORE : place.read() < 0 ? Kind.LACKING : Kind.OTHER;
                    boolean clear = place.odds() >= Differences.CLEAR;
                    return new Told(
                            new Difference(field, kind, place.box() + 1, clear),
                            place.due() < 0 ? ' ' : alphabet.character(place.due()));
                });
    }
}
