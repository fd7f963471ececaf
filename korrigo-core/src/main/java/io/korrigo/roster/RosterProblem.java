package io.korrigo.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Why one row of the file gives no student, or can't be applied.
 *
 * @param line line on which the record starts, from 1
 * @param rowNumber number of the data row, from 1, as in {@link RosterRow}
 * @param column header of the column as the file writes it; null where the row as a whole is at fault
 * @param message what is wrong and what to do, for the person who has the file; holds no value of a cell
 * @param sheet name of the workbook's sheet; null where there are no sheets
 */
public record RosterProblem(
        int line,
        int rowNumber,
        @Nullable String column,
        Code code,
        String message,
        @Nullable String sheet) {

    /** Kinds of fault. Codes are stable: hosts translate them. */
    public enum Code {
        /** Nothing, or a sign for nothing: "-", "NC", "néant". */
        NAME_EMPTY,
        /** Family name and first name share a cell, and the capitals don't tell them apart. */
        NAME_AMBIGUOUS,
        /** Letters were lost: question marks, control characters, or no letter at all. */
        NAME_UNREADABLE,
        DATE_EMPTY,
        /** Not one of the forms of a date that are read. */
        DATE_MALFORMED,
        /** Has the form of a date but isn't in the calendar: 31/02/2008. */
        DATE_IMPOSSIBLE,
        /** In the future, or before 1930. */
        DATE_OUT_OF_RANGE,
        EMAIL_MALFORMED,
        INE_MALFORMED,
        /** More cells than the header: a delimiter inside a cell without quotes shifted the row. */
        TOO_MANY_CELLS,
        CELL_TOO_LONG,
        /** A quoted cell runs over several lines where none may: a quote is missing or too many. */
        LINE_BREAK,
        /** The same student as on an earlier line. */
        DUPLICATE,
        /** A national number that another student has. */
        INE_CONFLICT,
        /** More than one known student fits, or the one that fits has another national number. */
        MATCH_AMBIGUOUS;

        /**
         * What is wrong and what to do in the language of who reads it.
         *
         * @param message of the problem, in English
         * @return in French what the code alone tells; in all other languages the message
         */
        public String said(Locale language, String message) {
            return language.getLanguage().equals("fr")
                    ? Objects.requireNonNull(French.TEXTS.getProperty(name()), this::name)
                    : message;
        }
    }

    /** Read when somebody asks for it first. */
    private static final class French {
        private static final Properties TEXTS = new Properties();

        static {
            String file = "problem_fr.properties";
            try (InputStream in = RosterProblem.class.getResourceAsStream(file)) {
                TEXTS.load(new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(file, unreadable);
            }
        }
    }

    public RosterProblem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}
