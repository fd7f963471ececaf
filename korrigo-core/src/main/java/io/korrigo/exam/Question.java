package io.korrigo.exam;

import java.math.BigDecimal;
import java.util.List;

/**
 * A node of a marking scheme.
 *
 * @param id dotted id that scores and remarks refer to, "1.a"; unique within its exam
 * @param label as the teacher calls it
 * @param points the most that can be had here, 0 or more; of a node with children, the sum counts
 * @param children parts of the question, in order
 */
public record Question(String id, String label, BigDecimal points, List<Question> children) {
    /** @throws IllegalArgumentException when the points are negative */
    public Question {
        if (points.signum() < 0) {
            throw new IllegalArgumentException("Question " + id + " has negative points");
        }
        children = List.copyOf(children);
    }

    /** The most that can be had for this question: its own points, or its children's together. */
    public BigDecimal maximum() {
        return children.isEmpty()
                ? points
                : children.stream().map(Question::maximum).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
