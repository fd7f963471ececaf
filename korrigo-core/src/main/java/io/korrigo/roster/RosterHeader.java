package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The header of a file and the delimiter that makes it one.
 *
 * <p>Every delimiter is tried on the start of the text; the record with a name and a birth date among its headers
 * wins, and of several the one with most columns that mean something.
 *
 * @param recordIndex records before the header, which are titles or blank
 * @param line line on which the header starts, from 1
 */
record RosterHeader(char delimiter, int recordIndex, int line, ColumnMapping mapping) {
    /** Titles above a header are a few lines. */
    private static final int RECORDS = 20;

    private static final char[] DELIMITERS = {';', ',', '\t', '|'};

    /**
     * @param start the first characters of the text, without a {@code sep=} line
     * @param delimiter the one that the file declares, or null
     * @param linesBefore lines of the file before {@code start}
     * @throws InvalidInputException when no record is a header, or a column is repeated
     */
    static RosterHeader find(String start, @Nullable Character delimiter, int linesBefore) {
        List<RosterHeader> candidates = new ArrayList<>();
        if (delimiter != null) {
            candidates(start, delimiter, linesBefore, candidates);
        } else {
            for (char each : DELIMITERS) {
                candidates(start, each, linesBefore, candidates);
            }
        }
        RosterHeader best = null;
        for (RosterHeader candidate : candidates) {
            if (best == null || candidate.score() > best.score()) {
                best = candidate;
            }
        }
        if (best != null) {
            best.refuseGarbled(candidates);
        }
        if (best == null || best.mapping.recognised() == 0) {
            throw new InvalidInputException("The roster has no header line with a birth date (\"Né(e) le\", \"Date de"
                    + " naissance\") and a name (\"Élèves\", \"Nom\" and \"Prénom\") among its first " + RECORDS
                    + " lines; export the list with its column headers");
        }
        best.check();
        return best;
    }

    static CSVFormat format(char delimiter) {
        // Empty lines are records here, so that each can be reported with its line. Spaces around cells mean nothing,
        // but in front of a quote they would make it a part of the text.
        return CSVFormat.Builder.create(CSVFormat.RFC4180)
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }

    private static void candidates(String start, char delimiter, int linesBefore, List<RosterHeader> candidates) {
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(start))
                .setFormat(format(delimiter))
                .get()) {
            Iterator<CSVRecord> records = parser.iterator();
            for (int i = 0; i < RECORDS; i++) {
                int line = (int) parser.getCurrentLineNumber() + 1 + linesBefore;
                if (!records.hasNext()) {
                    return;
                }
                CSVRecord record = records.next();
                ColumnMapping mapping = ColumnMapping.of(record);
                candidates.add(new RosterHeader(delimiter, i, line, mapping));
                if (mapping.isHeader()) {
                    return;
                }
            }
        } catch (UncheckedIOException | IOException brokenQuotes) {
            // Under this delimiter, or where the start of the text ends within a quoted cell. If the right delimiter's
            // quotes are broken too, reading the rows says so with the line.
            return;
        }
    }

    /** In a garbled header nothing is recognised: say why, not that columns are missing. */
    private void refuseGarbled(List<RosterHeader> candidates) {
        for (RosterHeader candidate : candidates) {
            int cell = candidate.mapping.garbledCell();
            if (cell >= 0 && candidate.delimiter == delimiter) {
                throw garbled(candidate.line, "no. " + (cell + 1));
            }
        }
    }

    static InvalidInputException garbled(int line, String column) {
        return new InvalidInputException("Roster line " + line + ", column " + column + ": letters with accents were"
                + " lost or garbled by an earlier program; export the file again as UTF-8");
    }

    /** Columns that mean something count most; where nothing does, the delimiter that separates something. */
    private int score() {
        return (mapping.isHeader() ? 1_000_000 : 0) + 10_000 * mapping.recognised() + Math.min(mapping.width(), 9_999);
    }

    private void check() {
        String repetition = mapping.repetition();
        if (repetition != null) {
            throw new InvalidInputException(
                    "Roster line " + line + ": " + repetition + "; remove or rename one of them");
        }
        if (!mapping.has(RosterColumn.BIRTH_DATE)) {
            throw missing("birth-date column (\"Né(e) le\" or \"Date de naissance\")");
        }
        if (!mapping.hasName()) {
            throw missing(
                    mapping.has(RosterColumn.LAST_NAME)
                            ? "first-name column (\"Prénom\") beside the family name"
                            : mapping.has(RosterColumn.FIRST_NAME)
                                    ? "family-name column (\"Nom\") beside the first name"
                                    : "name column (\"Élèves\", or \"Nom\" and \"Prénom\")");
        }
    }

    private InvalidInputException missing(String what) {
        return new InvalidInputException(
                "Roster line " + line + ": the header has no " + what + "; export the list with that column");
    }
}
