package io.korrigo.testkit.readings;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import org.jspecify.annotations.Nullable;

/**
 * A reading and the truth about it.
 *
 * @param reading what a header reader would say
 * @param kind what is special about the header
 * @param writer the student of the roster who wrote it, or null for everybody else
 */
public record SimulatedHeader(
        HeaderReading reading, Kind kind, @Nullable Student writer) {
    /** What is special about a header. */
    public enum Kind {
        /** A student of the roster, with habits and slips, everything found. */
        LEGIBLE,
        /** A student whose names stand in each other's row. */
        SWAPPED,
        /** A student with one digit of the date wrong. */
        WRONG_DIGIT,
        /** A student, and one of the three rows was not found. */
        ROW_LOST,
        /** A student, and each row was found without one to three of its first or last boxes. */
        BOXES_LOST,
        /** Somebody else altogether. */
        STRANGER,
        /** Somebody else with the family name of a student. */
        SIBLING,
        /** Somebody else with the family name and birth date of a student. */
        TWIN,
        /** Somebody else with the names of a student, the date differs in two digits or more. */
        NAMESAKE,
        /** Somebody else whose family name, first name and date are those of three students. */
        MIXTURE,
        /** Somebody else with the family name and birth date of a student and a first name that is one letter off. */
        ONE_LETTER_OFF,
        /** The same, two letters off. */
        TWO_LETTERS_OFF,
        /** The same, one letter off, and another digit in the date. */
        LETTER_AND_DIGIT_OFF,
        /** Nothing written. */
        EMPTY
    }
}
