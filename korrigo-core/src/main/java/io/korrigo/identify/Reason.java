package io.korrigo.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Why an answer is as it is, as a code with the places that count; {@link #sentence} words it for people. What is stored and
 * logged holds no name and no letter of one.
 *
 * @param code what decided
 * @param differences between what is written and the student, in the order of fields and boxes; empty where the code is
 *     about none
 */
public record Reason(Code code, List<Difference> differences) {
    /** What decides. */
    public enum Code {
        /** Identified: all that was read agrees, but for the differences. */
        AGREES("Names and birth date agree with one student only"),
        /** The same, the names in each other's row. */
        AGREES_SWAPPED("Names and birth date agree with one student only; the names stand in each other's row"),
        /** The same without a family name. */
        AGREES_WITHOUT_FAMILY_NAME(
                "First name and birth date agree with one student only; the family name was not read"),
        /** The same without a first name. */
        AGREES_WITHOUT_FIRST_NAME(
                "Family name and birth date agree with one student only; the first name was not read"),
        /** Identified in a batch. */
        FITS_GIVEN_OTHERS("One student fits, given whose the other copies of this batch are"),
        /** Identified by a person. */
        PERSON_DECIDED("A person decided whose copy this is"),

        ROWS_NOT_FOUND("The rows for name and birth date were not found"),
        LEFT_EMPTY("The header was left empty"),
        ILLEGIBLE("The boxes hold ink, but nothing in them can be read"),
        NOT_READ("The copy was not read"),

        ROSTER_EMPTY("The roster is empty"),
        NOBODY_FITS("Probably somebody who is not on the roster: no student fits what is written"),
        TWO_HEADERS("The picture shows the filled headers of two pages"),
        SHEETS_DISAGREE("The headers of this copy's sheets don't all speak for the same student"),
        NO_BIRTH_DATE_ON_ROSTER("The roster has no birth date for the likeliest student"),
        BIRTH_DATE_NOT_READ("The birth date was not read, and names alone don't identify"),
        NEITHER_NAME_READ("Neither name was read, and the birth date alone doesn't identify"),
        NAMESAKES("Two students of the roster have these names and may have the same birth date"),
        /** The differences speak against the student; none of them need be clear. */
        DIFFERS("Too many letters and digits, none of them clearly read, differ from the student's"),
        FIRST_NAME_NOT_READ("The first name was not read, and too many may share the family name and the birth date"),
        FAMILY_NAME_NOT_READ("The family name was not read, and too many may share the first name and the birth date"),
        BIRTH_DATE_UNCLEAR("The birth date was not read clearly enough to tell the student from others"),
        FAMILY_NAME_UNCLEAR("The family name was not read clearly enough to tell the student from others"),
        FIRST_NAME_UNCLEAR("The first name was not read clearly enough to tell the student from others"),
        TWINS("Two students share the family name and the birth date, and the first name doesn't tell them apart"),
        HOMONYMS("Two students have the same names, and the birth date doesn't tell them apart"),
        TIE("Two students of the roster fit what is written about equally well"),
        NOT_CERTAIN("The likeliest student is not certain enough, it may be somebody who is not on the roster"),

        MAY_BE_ANOTHER_COPYS("Another copy of this batch may be that of the likeliest student"),
        ANOTHER_COPY_SURER("Another copy of this batch is far surer to be that of the likeliest student"),
        SEVERAL_CLAIM("Several copies of this batch claim the same student"),
        PERSON_GAVE_TO_ANOTHER("A person gave the likeliest student to another copy"),
        PERSON_SAID_NOBODY("A person decided that nobody of the roster wrote this copy"),

        LEFT_ROSTER("The likeliest student is not on the roster any more"),
        PERSON_DECIDED_BEFORE("A person has already decided whose copy this is"),
        STUDENT_TAKEN("Another copy of this exam is identified with the same student"),
        STATUS_FORBIDS("The copy is in a status in which it is not identified again"),
        PAGES_CHANGED("The pages of the copy changed after they were read"),
        COPY_GONE("The copy does not exist any more");

        private final String words;

        Code(String words) {
            this.words = words;
        }
    }

    private static final String[] NUMBERS = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    private static final List<HeaderField> FIELDS =
            List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE);

    public Reason {
        differences = List.copyOf(differences);
    }

    /** A reason that is about no place. */
    public Reason(Code code) {
        this(code, List.of());
    }

    /** How many of the differences are clearly read. */
    public int clear() {
        return (int) differences.stream().filter(Difference::clear).count();
    }

    /**
     * One sentence in English: "The first name differs in two letters (boxes 3, 4) that are clearly read." It holds no
     * name.
     */
    public String sentence() {
        if (differences.isEmpty() || code == Code.DIFFERS && clear() == 0) {
            return code.words + ".";
        }
        return code == Code.DIFFERS ? contradiction() : code.words + ", but for " + joined(exceptions()) + ".";
    }

    /** The {@link #sentence()} in French, where that is the language, and in English for any other. */
    public String sentence(Locale language) {
        return language.getLanguage().equals("fr") ? FrenchReason.sentence(this) : sentence();
    }

    private String contradiction() {
        List<String> parts = new ArrayList<>();
        for (HeaderField field : FIELDS) {
            List<Difference> some = in(field, true);
            if (!some.isEmpty()) {
                parts.add(named(field) + (parts.isEmpty() ? " differs in " : " in ") + counted(some));
            }
        }
        return "The " + String.join(" and the ", parts).replaceFirst(" and (?=.* and the )", ", ")
                + (clear() == 1 ? " that is clearly read." : " that are clearly read.");
    }

    private List<String> exceptions() {
        List<String> parts = new ArrayList<>();
        for (boolean clear : new boolean[] {true, false}) {
            for (HeaderField field : FIELDS) {
                List<Difference> some = in(field, clear);
                if (!some.isEmpty()) {
                    parts.add(counted(some) + " of the " + named(field) + said(some.size() == 1, clear));
                }
            }
        }
        return parts;
    }

    private static String said(boolean one, boolean clear) {
        return (clear ? " that clearly differ" : " that may differ") + (one && clear ? "s" : "");
    }

    private List<Difference> in(HeaderField field, boolean clear) {
        return differences.stream()
                .filter(each -> each.field() == field && each.clear() == clear)
                .toList();
    }

    private static String named(HeaderField field) {
        return switch (field) {
            case LAST_NAME -> "family name";
            case FIRST_NAME -> "first name";
            case CANDIDATE_NUMBER -> "number";
            case BIRTH_DATE -> "birth date";
        };
    }

    /** "two letters (boxes 3, 5)"; signs too many and lacking ones are told so. */
    private static String counted(List<Difference> some) {
        Difference first = some.get(0);
        int count = some.size();
        String number = count < NUMBERS.length ? NUMBERS[count] : String.valueOf(count);
        String sign = first.field() == HeaderField.BIRTH_DATE ? "digit" : "letter";
        List<String> places = some.stream().map(Reason::place).toList();
        return number + " " + sign + (count == 1 ? "" : "s") + " (" + String.join(", ", places) + ")";
    }

    private static String place(Difference difference) {
        return switch (difference.kind()) {
            case OTHER -> "box " + difference.box();
            case MORE -> "one too many in box " + difference.box();
            case LACKING -> "one lacking before box " + difference.box();
        };
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
