package io.korrigo.tasks;

import io.korrigo.exam.PageRegion;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param namesStudents whether the mark sheet of an identified copy names its student beside the anonymous id
 * @param archival whether the PDFs are PDF/A-2b; a copy with a page that such a file can't hold then fails
 * @param blankedHeader what is taken out of the first page of each booklet for good, or null to leave pages as they are;
 *     the manifest then names no student either
 */
public record ExportOptions(
        Locale locale,
        String fileName,
        boolean namesStudents,
        boolean archival,
        @Nullable PageRegion blankedHeader) {
    /** The pattern of {@link #in}: it shows no name of a student. */
    public static final String DEFAULT_FILE_NAME = "copy_{anonymous_id}_corrected.pdf";

    /**
     * @throws IllegalArgumentException when the pattern isn't one, or students are named though their header is blanked
     */
    public ExportOptions {
        Objects.requireNonNull(locale, "locale");
        FileNamePattern.check(fileName);
        if (blankedHeader != null && (namesStudents || new FileNamePattern(fileName).namesStudents())) {
            throw new IllegalArgumentException(
                    "An export whose headers are blanked names students neither in files nor in their names");
        }
    }

    /** Pages as they are, no names on the mark sheet, no archive's rules. */
    public ExportOptions(Locale locale, String fileName) {
        this(locale, fileName, false, false, null);
    }

    /** The language, and file names with the anonymous id. */
    public static ExportOptions in(Locale locale) {
        return new ExportOptions(locale, DEFAULT_FILE_NAME);
    }

    /** The same with the students' names on their mark sheets, or without. */
    public ExportOptions withNames(boolean wanted) {
        return new ExportOptions(locale, fileName, wanted, archival, blankedHeader);
    }

    /** The same as PDF/A-2b, or not. */
    public ExportOptions withArchival(boolean wanted) {
        return new ExportOptions(locale, fileName, namesStudents, wanted, blankedHeader);
    }

    /** The same without what is in this region of each booklet's first page; null for pages as they are. */
    public ExportOptions withBlankedHeader(@Nullable PageRegion region) {
        return new ExportOptions(locale, fileName, namesStudents, archival, region);
    }
}
