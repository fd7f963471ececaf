package io.korrigo.roster;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the file was found to be.
 *
 * @param container how rows and cells are kept in it
 * @param dialect which program it seems to come from
 * @param encoding of its text; null for a workbook
 * @param byteOrderMark whether the file said its encoding itself
 * @param separator what separates cells: a comma, semicolon, tab or bar, or what a {@code sep=} line says; null where
 *     cells are elements
 * @param sheet name of the workbook's sheet; null elsewhere
 * @param headerLine line of the header, from 1; 0 where there is none
 * @param columns the columns in use, in the order of {@link RosterColumn}
 * @param ignored headers of the columns that are not used, in order
 */
public record RosterFormat(
        Container container,
        RosterDialect dialect,
        @Nullable Charset encoding,
        boolean byteOrderMark,
        @Nullable Character separator,
        @Nullable String sheet,
        int headerLine,
        List<ColumnUse> columns,
        List<String> ignored) {

    /** Kinds of file. */
    public enum Container {
        CSV,
        XLSX,
        XML
    }

    public RosterFormat {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(dialect, "dialect");
        columns = List.copyOf(columns);
        ignored = List.copyOf(ignored);
    }

    /** The column in use for {@code column}, or empty. */
    public Optional<ColumnUse> column(RosterColumn column) {
        return columns.stream().filter(use -> use.column() == column).findFirst();
    }
}
