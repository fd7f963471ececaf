package io.korrigo.roster;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the file was found to be.
 *
 * @param charset encoding that the text was read in
 * @param byteOrderMark whether the file said so itself
 * @param delimiter comma, semicolon, tab or vertical bar
 * @param headerLine line of the header, from 1
 * @param columns the columns in use with their headers as the file writes them
 * @param ignored headers of the columns that are not used, in order
 */
public record RosterFormat(
        Charset charset,
        boolean byteOrderMark,
        char delimiter,
        int headerLine,
        Map<RosterColumn, String> columns,
        List<String> ignored) {

    public RosterFormat {
        Objects.requireNonNull(charset, "charset");
        columns = columns.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(columns));
        ignored = List.copyOf(ignored);
    }
}
