package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.Cells.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a file's header stands and what its columns hold.
 *
 * <p>The start of the file is looked at once for each way to read it: each delimiter, each sheet. The record with a name and
 * a birth date among its headers wins, and of several the one with most columns that mean something. Where no record is
 * a header, the cells may tell.
 *
 * @param headerRecord index of the header among the records; -1 where there is none
 * @param firstData index of the first record that may be a student; those before are titles
 * @param line line of the header, from 1; 0 where there is none
 * @param data data rows among those looked at, for the confidence of columns
 */
record HeaderPlace(Way way, int headerRecord, int firstData, int line, ColumnMapping mapping, List<Sample> data) {
    /** Titles above a header are a few lines. */
    private static final int TITLES = 20;

    /** How many records are looked at. */
    static final int RECORDS = 80;

    /**
     * One way to read the start of a file.
     *
     * @param number delimiter or number of a sheet
     * @param name of the sheet, or null
     */
    record Way(int number, @Nullable String name, List<Sample> records) {}

    /**
     * @param ways at least one
     * @throws InvalidInputException when no record is a header and the cells don't tell either, or a column is repeated
     */
    static HeaderPlace find(List<Way> ways, ReaderSettings settings) {
        List<HeaderPlace> candidates = new ArrayList<>();
        if (!settings.headerless()) {
            ways.forEach(way -> headers(way, settings, candidates));
        }
        HeaderPlace best = null;
        for (HeaderPlace candidate : candidates) {
            if (best == null || candidate.score() > best.score()) {
                best = candidate;
            }
        }
        if (best != null) {
            best.refuseGarbled(candidates);
        }
        if (best == null || best.mapping.recognised() < 2) {
            Optional<HeaderPlace> headerless = headerless(ways, settings);
            if (headerless.isPresent()) {
                return headerless.get();
            }
        }
        if (best == null || best.mapping.recognised() == 0) {
            throw new InvalidInputException("The roster has no header line with a birth date (\"Né(e) le\", \"Date de"
                    + " naissance\") and a name (\"Élèves\", \"Nom\" and \"Prénom\") among its first " + TITLES
                    + " lines; export the list with its column headers, or say which column holds what");
        }
        best.check();
        return best;
    }

    /** The header of one way to read a file, or null where no record is one. */
    static @Nullable HeaderPlace header(Way way, ReaderSettings settings) {
        List<HeaderPlace> candidates = new ArrayList<>();
        headers(way, settings, candidates);
        for (HeaderPlace candidate : candidates) {
            if (candidate.mapping.isHeader()) {
                candidate.check();
                return candidate;
            }
        }
        return null;
    }

    /** Whether the cells look like a class list although no record is a header. */
    static boolean mayBeStudents(Way way, ReaderSettings settings) {
        try {
            return headerless(List.of(way), settings).isPresent();
        } catch (InvalidInputException undecided) {
            // Birth dates are there; only the names can't be told.
            return true;
        }
    }

    private static void headers(Way way, ReaderSettings settings, List<HeaderPlace> candidates) {
        for (int i = 0; i < Math.min(TITLES, way.records().size()); i++) {
            Sample record = way.records().get(i);
            if (i + 1 < way.records().size()
                    && TwoLineHeader.isLower(way.records().get(i + 1))
                    && !record.blank()
                    && i + 1 < TITLES) {
                // Names that the line below cuts up further, or the same header twice.
                continue;
            }
            List<Sample> data = after(way, i + 1);
            ColumnEvidence below = new ColumnEvidence(data, settings.today());
            ColumnMapping mapping = mapping(record.cells(), settings, below);
            String[] joined = i == 0 ? null : TwoLineHeader.joined(way.records().get(i - 1), record);
            if (joined != null) {
                ColumnMapping both = mapping(joined, settings, below);
                boolean better = !mapping.isHeader() || mapping.repetition() != null && both.repetition() == null;
                mapping = better && both.isHeader() ? both : mapping;
            }
            candidates.add(new HeaderPlace(way, i, i + 1, record.line(), mapping, data));
            if (mapping.isHeader()) {
                return;
            }
        }
    }

    private static ColumnMapping mapping(String[] cells, ReaderSettings settings, ColumnEvidence below) {
        ColumnMapping mapping = ColumnMapping.of(cells, settings.columns());
        mapping.settle(below);
        return mapping;
    }

    private static Optional<HeaderPlace> headerless(List<Way> ways, ReaderSettings settings) {
        InvalidInputException undecided = null;
        for (Way way : ways) {
            int first = 0;
            while (first < way.records().size() && filled(way.records().get(first)) < 2 && first < TITLES) {
                first++;
            }
            try {
                Optional<ColumnMapping> mapping =
                        HeaderlessColumns.find(after(way, first), settings.columns(), settings.today());
                if (mapping.isPresent() && mapping.get().isComplete()) {
                    int data = settings.headerless() ? first : firstWithDate(way, first, mapping.get());
                    return Optional.of(new HeaderPlace(way, -1, data, 0, mapping.get(), after(way, data)));
                }
            } catch (InvalidInputException e) {
                undecided = undecided == null ? e : undecided;
            }
        }
        if (undecided != null) {
            throw undecided;
        }
        return Optional.empty();
    }

    /** Passes over a header that nobody knows: its birth date has no digit. */
    private static int firstWithDate(Way way, int first, ColumnMapping mapping) {
        if (first >= way.records().size()) {
            return first;
        }
        String date = way.records().get(first).get(mapping.index(RosterColumn.BIRTH_DATE));
        return !date.isBlank() && date.codePoints().noneMatch(Character::isDigit) ? first + 1 : first;
    }

    private static int filled(Sample record) {
        int filled = 0;
        for (String cell : record.cells()) {
            filled += cell.isBlank() ? 0 : 1;
        }
        return filled;
    }

    private static List<Sample> after(Way way, int first) {
        return way
                .records()
                .subList(Math.min(first, way.records().size()), way.records().size())
                .stream()
                .filter(record -> !record.blank())
                .toList();
    }

    /** In a garbled header nothing is recognised: say why, not that columns are missing. */
    private void refuseGarbled(List<HeaderPlace> candidates) {
        for (HeaderPlace candidate : candidates) {
            int cell = candidate.mapping.garbledCell();
            if (cell >= 0 && candidate.way == way) {
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
