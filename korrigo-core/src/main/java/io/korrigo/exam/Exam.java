package io.korrigo.exam;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One written examination.
 *
 * @param id the host's id, opaque
 * @param name as it stands on the mark sheet
 * @param date when it was written, or null
 * @param pagesPerBooklet pages of one folded sheet, 4 for A3; at least 1
 * @param markingScheme the questions in the order in which marks are listed; may be empty
 * @param teachers names of the users who correct it and may export it
 */
public record Exam(
        String id,
        String name,
        @Nullable LocalDate date,
        int pagesPerBooklet,
        List<Question> markingScheme,
        Set<String> teachers) {

    /** @throws IllegalArgumentException when the id is blank or a booklet has no page */
    public Exam {
        if (id.isBlank() || pagesPerBooklet < 1) {
            throw new IllegalArgumentException("An exam has an id, and a booklet at least one page");
        }
        markingScheme = List.copyOf(markingScheme);
        teachers = Set.copyOf(teachers);
    }
}
