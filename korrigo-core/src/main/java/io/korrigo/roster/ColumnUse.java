package io.korrigo.roster;

import java.util.Objects;

/**
 * Which column of the file was taken for what.
 *
 * @param number of the column, from 1
 * @param header as the file writes it; empty in a file without a header line
 * @param confidence 0 to 1: how well the header and the cells of the first rows speak for it; 1 is a header known by heart
 *     over cells that all fit, or what the caller asked for
 */
public record ColumnUse(RosterColumn column, int number, String header, double confidence) {
    public ColumnUse {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(header, "header");
    }
}
