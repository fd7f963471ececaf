package io.korrigo.bench.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A table of a document, in Markdown, that is being filled row by row. Confined to one thread. */
public final class MarkdownTable {
    private final int columns;
    private final StringBuilder text = new StringBuilder();

    public MarkdownTable(String... headings) {
        columns = headings.length;
        text.append(line((Object[]) headings));
        text.append("|---".repeat(columns)).append("|\n");
    }

    /** @throws IllegalArgumentException when the row hasn't as many cells as there are headings */
    public MarkdownTable row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        text.append(line(cells));
        return this;
    }

    /** One row alone, with the end of its line, for tables that are printed as they grow. */
    public static String line(Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> String.valueOf(cell).replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** All rows so far, each a line. */
    @Override
    public String toString() {
        return text.toString();
    }
}
