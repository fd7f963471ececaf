package io.korrigo.roster;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The format that a roster file was found to have.
 *
 * @param container how rows and cells are kept in it
 * @param dialect which program it seems to come from
 * @param encoding of its text; null for a workbook
 * @param byteOrderMark whether the file said its encoding itself
 * @param separator what separates cells: a comma, semicolon, tab or bar, or what a {@code sep=} line says; null where
 *     cells are elements
 * @param sheets names of the workbook's sheets that were read, in their order; none elsewhere
 * @param headerLine line of the header, from 1, on the first sheet; 0 where there is none
 * @param columns the columns in use, in the order of {@link RosterColumn}
 * @param ignored headers of the columns that are not used, in order
 * @param remarks what a person should know about how the file was read
 */
public record RosterFormat(
        Container container,
        RosterDialect dialect,
        @Nullable Charset encoding,
        boolean byteOrderMark,
        @Nullable Character separator,
        List<String> sheets,
        int headerLine,
        List<ColumnUse> columns,
        List<String> ignored,
        List<RosterRemark> remarks) {

    /** Kinds of file. */
    public enum Container {
        CSV,
        /** A workbook of Excel 2007 or later. */
        XLSX,
        /** A workbook of Excel 97 to 2003. */
        XLS,
        /** A workbook of LibreOffice. */
        ODS,
        XML
    }

    public RosterFormat {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(dialect, "dialect");
        sheets = List.copyOf(sheets);
        columns = List.copyOf(columns);
        remarks = List.copyOf(remarks);
        ignored = List.copyOf(ignored);
    }

    /** Name of the workbook's sheet that was read, or the first of several; null where there are no sheets. */
    public @Nullable String sheet() {
        return sheets.isEmpty() ? null : sheets.get(0);
    }

    /** The column in use for {@code column}, or empty. */
    public Optional<ColumnUse> column(RosterColumn column) {
        return columns.stream().filter(use -> use.column() == column).findFirst();
    }
}
