package io.korrigo.flatten;

import io.korrigo.InvalidInputException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Points that somebody can have meant: written out, 1e999999999 alone would fill the memory. */
final class PointsRange {
    /** Digits before the decimal mark, and after it; far more than marks have, and they fit a column of the sheet. */
    private static final int MAX_DIGITS = 12;

    private PointsRange() {}

    /** @throws InvalidInputException naming the question or annotation whose points are out of range */
    static void check(CopyToFlatten copy) {
        copy.marks().scores().forEach((id, score) -> check(copy, "the score of question " + id, score));
        for (int i = 0; i < copy.annotations().size(); i++) {
            check(
                    copy,
                    "the points of annotation " + (i + 1),
                    copy.annotations().get(i).scoreDelta());
        }
        check(copy, "the exam's maximum", copy.options().maximum());
        copy.options().questions().stream()
                .flatMap(QuestionLine::all)
                .forEach(question -> check(copy, "the maximum of question " + question.id(), question.maximum()));
    }

    private static void check(CopyToFlatten copy, String what, @Nullable BigDecimal points) {
        if (points != null && !holds(points)) {
            throw new InvalidInputException("Copy " + copy.copyId() + ": " + what + " has over " + MAX_DIGITS
                    + " digits before or after the decimal mark; give points as they stand on the paper");
        }
    }

    static boolean holds(BigDecimal points) {
        // an unscaled value of 50 digits is written out at once, whatever its exponent is
        if (points.precision() > 50 || points.signum() == 0) {
            return points.signum() == 0;
        }
        long before = (long) points.precision() - points.scale();
        BigDecimal shortest = points.stripTrailingZeros();
        return before <= MAX_DIGITS && shortest.scale() <= MAX_DIGITS;
    }
}
