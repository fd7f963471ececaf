package io.korrigo.identify;

import java.util.List;
import java.util.Optional;

/**
 * What was read of a page's header; nothing is decided yet.
 *
 * @param rows the rows that were found, at most one for each field; empty when the page has no header
 * @param quarterTurns clockwise quarter turns, 0 to 3, that bring the page upright
 * @param modelHash SHA-256 in hex of the character model that read the names
 * @param oneOfTwo whether the picture shows a second page whose header is filled in too, so that these rows may be another
 *     pupil's
 */
public record HeaderReading(List<RowReading> rows, int quarterTurns, String modelHash, boolean oneOfTwo) {
    /** @throws IllegalArgumentException when a field occurs twice or the turns are not 0 to 3 */
    public HeaderReading {
        rows = List.copyOf(rows);
        if (rows.stream().map(RowReading::field).distinct().count() != rows.size()) {
            throw new IllegalArgumentException("A field has at most one row");
        }
        if (quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException("Quarter turns are 0 to 3, not " + quarterTurns);
        }
    }

    /** A reading of a picture that shows one header, or none. */
    public HeaderReading(List<RowReading> rows, int quarterTurns, String modelHash) {
        this(rows, quarterTurns, modelHash, false);
    }

    /** The row of {@code field}, or empty when it was not found. */
    public Optional<RowReading> row(HeaderField field) {
        return rows.stream().filter(row -> row.field() == field).findFirst();
    }

    /**
     * What the row of {@code field} most likely says, a whole birth date with slashes; empty when the row was not found
     * or is blank. For people, never for matching.
     */
    public String text(HeaderField field) {
        String text = row(field).map(RowReading::bestText).orElse("");
        return field == HeaderField.BIRTH_DATE && text.matches("\\d{8}")
                ? text.substring(0, 2) + "/" + text.substring(2, 4) + "/" + text.substring(4)
                : text;
    }

    /** Whether any row was found. */
    public boolean found() {
        return !rows.isEmpty();
    }
}
