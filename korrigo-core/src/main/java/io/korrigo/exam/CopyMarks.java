package io.korrigo.exam;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a copy was given: points and remarks for each question, and a word on the whole.
 *
 * <p>Both maps iterate in the order of {@link QuestionIds#ORDER} and can't be changed. Questions with a score and
 * questions with a remark need not be the same.
 *
 * @param scores points by question id; halves and quarters are usual, any scale is kept as it came
 * @param remarks the teacher's remark by question id
 * @param appreciation the teacher's word on the whole copy, or empty
 */
public record CopyMarks(Map<String, BigDecimal> scores, Map<String, String> remarks, String appreciation) {
    /** A copy without scores, remarks and appreciation. */
    public static final CopyMarks NONE = new CopyMarks(Map.of(), Map.of(), "");

    public CopyMarks {
        scores = sorted(scores);
        remarks = sorted(remarks);
        Objects.requireNonNull(appreciation, "appreciation");
    }

    /**
     * The sum of the scores or, where no question has one, the sum of the annotations' deltas; empty when there are
     * neither, since a copy that nobody marked has no mark.
     *
     * @param annotations all annotations of the same copy
     */
    public Optional<BigDecimal> finalMark(Collection<Annotation> annotations) {
        Stream<BigDecimal> points = scores.isEmpty()
                ? annotations.stream().map(Annotation::scoreDelta).filter(Objects::nonNull)
                : scores.values().stream();
        return points.reduce(BigDecimal::add);
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        Map<String, V> sorted = new TreeMap<>(QuestionIds.ORDER);
        map.forEach((id, value) ->
                sorted.put(Objects.requireNonNull(id, "question id"), Objects.requireNonNull(value, id)));
        return Collections.unmodifiableMap(sorted);
    }
}
