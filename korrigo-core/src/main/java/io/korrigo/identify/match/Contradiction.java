package io.korrigo.identify.match;

import io.korrigo.identify.match.Differences.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rows of a header say against one student, all together: a fault in each row is more than one fault.
 *
 * <p>Its words hold fields and counts, never what was read.
 */
record Contradiction(Differences lastName, Differences firstName, Differences birthDate) {
    private static final String[] NUMBERS = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

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

    /** How many letters and digits are clearly read as others. */
    int clear() {
        return lastName.clear() + firstName.clear() + birthDate.clear();
    }

    /** "The first name differs in two letters and the birth date in one digit that are clearly read." */
    String reason() {
        List<String> clear = new ArrayList<>();
        add(clear, "family name", lastName, "letter");
        add(clear, "first name", firstName, "letter");
        add(clear, "birth date", birthDate, "digit");
        if (clear.isEmpty()) {
            return "Too many letters and digits, none of them clearly read, differ from the student's.";
        }
        String all = joined(clear).replaceFirst(" in ", " differs in ");
        return "The " + all + (clear() == 1 ? " that is clearly read." : " that are clearly read.");
    }

    private static void add(List<String> clear, String name, Differences differences, String sign) {
        if (differences.clear() > 0) {
            clear.add(name + " in " + counted(differences.clear(), sign));
        }
    }

    /** "one letter of the first name is clearly read as another"; empty where nothing is. */
    String exception() {
        List<String> clear = new ArrayList<>();
        except(clear, "family name", lastName, "letter");
        except(clear, "first name", firstName, "letter");
        except(clear, "birth date", birthDate, "digit");
        if (clear.isEmpty()) {
            return "";
        }
        return String.join(" and ", clear)
                + (clear() == 1 ? " is clearly read as another" : " are clearly read as others");
    }

    private static void except(List<String> clear, String name, Differences differences, String sign) {
        if (differences.clear() > 0) {
            clear.add(counted(differences.clear(), sign) + " of the " + name);
        }
    }

    private static String joined(List<String> parts) {
        return parts.size() == 3
                ? parts.get(0) + ", the " + parts.get(1) + " and the " + parts.get(2)
                : String.join(" and the ", parts);
    }

    private static String counted(int count, String sign) {
        String number = count < NUMBERS.length ? NUMBERS[count] : String.valueOf(count);
        return number + " " + sign + (count == 1 ? "" : "s");
    }
}
