package io.korrigo.tasks;

import java.util.Locale;
import java.util.Objects;

/**
 * What a host chooses about corrected PDFs.
 *
 * @param locale language of the PDFs: French, or English for anything else
 * @param fileName pattern of the names in the archive, ending in ".pdf", with at least one of the placeholders
 *     {@code {anonymous_id}}, {@code {copy_id}}, {@code {index}} (place in the exam from 1, all of the same width),
 *     {@code {last_name}} and {@code {first_name}}; a copy that nobody identified has its anonymous id as last name and
 *     "unidentified" as first name. Names are of {@code [A-Za-z0-9._-]}: accents are dropped, other characters become
 *     "_". They are at most 120 characters, no device names of Windows, and unique whatever the case; where that needs
 *     it, a copy's id is added
 */
public record ExportOptions(Locale locale, String fileName) {
    /** The pattern of {@link #in}: it shows no name of a student. */
    public static final String DEFAULT_FILE_NAME = "copy_{anonymous_id}_corrected.pdf";

    /** @throws IllegalArgumentException when the pattern isn't one */
    public ExportOptions {
        Objects.requireNonNull(locale, "locale");
        FileNamePattern.check(fileName);
    }

    /** The language, and names with the anonymous id. */
    public static ExportOptions in(Locale locale) {
        return new ExportOptions(locale, DEFAULT_FILE_NAME);
    }
}
