package io.korrigo.testkit.pages;

/** What is peculiar about a drawn page. */
public enum PageKind {
    /** A roster student's header, as most are. */
    OK(Expectation.IDENTIFY),
    /** Somebody who is not on the roster. */
    STRANGER(Expectation.REJECT),
    /** A header with empty boxes. */
    BLANK(Expectation.REJECT),
    /** A page without a header: lines, squares, a table. */
    NO_HEADER(Expectation.REJECT),
    /** The first name in the boxes of the family name and the other way round. */
    SWAPPED(Expectation.EITHER),
    /** One wrong digit in the birth date. */
    WRONG_DIGIT(Expectation.EITHER),
    /** A letter crossed out and rewritten in the next box. */
    CORRECTED(Expectation.EITHER),
    /** Put into the scanner the wrong way round. */
    UPSIDE_DOWN(Expectation.EITHER),
    /** Somebody with the family name and birth date of a student and a first name that is one letter off. */
    ONE_LETTER_OFF(Expectation.REJECT),
    /** The same, two letters off. */
    TWO_LETTERS_OFF(Expectation.REJECT),
    /** The same, three letters off or more. */
    MORE_LETTERS_OFF(Expectation.REJECT),
    /** Somebody with the family name of a student, a letter of whose first name and a digit of whose date are other. */
    LETTER_AND_DIGIT_OFF(Expectation.REJECT);

    /** What a reader has to do with a page. */
    public enum Expectation {
        /** Name the student. */
        IDENTIFY,
        /** Name nobody. */
        REJECT,
        /** Name the student or nobody. */
        EITHER
    }

    private final Expectation expectation;

    PageKind(Expectation expectation) {
        this.expectation = expectation;
    }

    /** What a reader has to do with such a page. */
    public Expectation expectation() {
        return expectation;
    }
}
