package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person says about a roster where the file doesn't, spelled as options of a command or fields of a form are.
 *
 * @param encoding name of a CSV's encoding, such as "windows-1252"; null to let the bytes tell
 * @param delimiter one character, or "TAB"; null to let the file tell
 * @param sheet name of a workbook's sheet; null for the one with the best header
 * @param headerless whether the first record is a student already
 * @param columns by name of a {@link RosterColumn} in any case, the header as the file writes it or the number from 1
 */
public record RosterHints(
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet,
        boolean headerless,
        Map<String, String> columns) {
    /** The file tells everything. */
    public static final RosterHints NONE = new RosterHints(null, null, null, false, Map.of());

    public RosterHints {
        columns = Map.copyOf(columns);
    }

    /**
     * A reader that takes these hints.
     *
     * @throws InvalidInputException when one of them can't be meant, and says what can
     */
    public RosterReader reader() {
        RosterReader reader = new RosterReader().withColumns(namedColumns());
        if (encoding != null) {
            reader = reader.withCharset(charset(encoding));
        }
        if (delimiter != null) {
            reader = withDelimiter(reader, delimiter);
        }
        if (sheet != null) {
            reader = reader.withSheet(sheet);
        }
        return headerless ? reader.withoutHeader() : reader;
    }

    private Map<RosterColumn, String> namedColumns() {
        Map<RosterColumn, String> named = new EnumMap<>(RosterColumn.class);
        columns.forEach((column, header) -> {
            try {
                named.put(RosterColumn.valueOf(column.toUpperCase(Locale.ROOT)), header);
            } catch (IllegalArgumentException unknown) {
                throw new InvalidInputException(
                        "No column of a roster: \"" + column + "\"; there are "
                                + Stream.of(RosterColumn.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")),
                        unknown);
            }
        });
        return named;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new InvalidInputException(
                    "No encoding is named \"" + name + "\"; UTF-8 and windows-1252 are usual", unknown);
        }
    }

    private static RosterReader withDelimiter(RosterReader reader, String delimiter) {
        if (!delimiter.equals("TAB") && delimiter.length() != 1) {
            throw new InvalidInputException("The delimiter is one character, or TAB, not \"" + delimiter + "\"");
        }
        try {
            return reader.withDelimiter(delimiter.equals("TAB") ? '\t' : delimiter.charAt(0));
        } catch (IllegalArgumentException unfit) {
            throw new InvalidInputException("The delimiter can't be a quote, a line end, a letter or a digit", unfit);
        }
    }
}
