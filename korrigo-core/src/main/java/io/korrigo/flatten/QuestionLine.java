package io.korrigo.flatten;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question as the mark sheet shows it.
 *
 * @param id the id that scores and remarks are given under
 * @param label what people call it; the id where that is all there is
 * @param maximum points that can be had, or null when that is not known
 */
public record QuestionLine(
        String id, String label, @Nullable BigDecimal maximum) {
    public QuestionLine {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
    }
}
