package io.korrigo.task;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One line of a task's own log, as every store keeps it.
 *
 * @param text line breaks as spaces, cut at 500 characters
 */
public record LogLine(Instant at, String text) {
    /** How many lines a task's log keeps; older ones go first. */
    public static final int KEPT = 200;

    private static final int LONGEST = 500;
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    public LogLine {
        String flat = text.replaceAll("\\R", " ");
        int end = Math.min(flat.length(), LONGEST);
        // Not between the halves of a surrogate pair.
        if (end < flat.length() && Character.isHighSurrogate(flat.charAt(end - 1))) {
            end--;
        }
        text = flat.substring(0, end);
    }

    /** The instant in UTC with milliseconds, a space and the text. */
    @Override
    public String toString() {
        return INSTANT.format(at) + " " + text;
    }
}
