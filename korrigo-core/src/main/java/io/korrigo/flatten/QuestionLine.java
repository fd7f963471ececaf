package io.korrigo.flatten;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question as the mark sheet shows it: a line with its points, followed by its parts. A question with parts shows the
 * sum of what they were given, and what it was given itself.
 *
 * @param id the id that scores and remarks are given under
 * @param label what people call it; the id where that is all there is
 * @param maximum points that can be had for it and its parts together, or null when that is not known
 * @param parts in the order of the marking scheme; may be empty
 */
public record QuestionLine(
        String id, String label, @Nullable BigDecimal maximum, List<QuestionLine> parts) {
    public QuestionLine {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        parts = List.copyOf(parts);
    }

    /** A question without parts. */
    public QuestionLine(String id, String label, @Nullable BigDecimal maximum) {
        this(id, label, maximum, List.of());
    }

    /** This line and those of all its parts, and theirs, in order. */
    Stream<QuestionLine> all() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(QuestionLine::all));
    }
}
