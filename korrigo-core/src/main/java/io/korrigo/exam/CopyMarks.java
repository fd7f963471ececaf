package io.korrigo.exam;

import io.korrigo.InvalidInputException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a copy was given: points and remarks for each question, and an appreciation of the whole.
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

    /**
     * {@link #finalMark(Collection)} for a copy that is to be closed: exact, to the last decimal that was given.
     *
     * @param scheme the exam's questions; where there are none, every score counts
     * @throws InvalidInputException when a score is for no question of the scheme, when a question has a score both as a
     *     whole and in part, which would count twice, or when there is a scheme and nobody has marked the copy
     */
    public Optional<BigDecimal> finalMark(List<Question> scheme, Collection<Annotation> annotations) {
        Optional<BigDecimal> mark = finalMark(annotations);
        if (scheme.isEmpty()) {
            return mark;
        }
        Set<String> unknown = new TreeSet<>(QuestionIds.ORDER);
        unknown.addAll(scores.keySet());
        Set<String> twice = new TreeSet<>(QuestionIds.ORDER);
        scheme.forEach(question -> check(question, false, unknown, twice));
        if (!unknown.isEmpty()) {
            throw new InvalidInputException("There are scores for questions that the marking scheme doesn't have: "
                    + String.join(", ", unknown) + "; move them to its questions");
        }
        if (!twice.isEmpty()) {
            throw new InvalidInputException("Question " + String.join(", ", twice)
                    + " has a score within one that has a score as a whole, and would count twice; keep one of them");
        }
        if (mark.isEmpty()) {
            throw new InvalidInputException(
                    "Nobody has marked this copy; an answer that is worth nothing has the score 0");
        }
        return mark;
    }

    /** Takes the question and its parts from {@code unknown}, and adds scores below another one to {@code twice}. */
    private void check(Question question, boolean counted, Set<String> unknown, Set<String> twice) {
        boolean scored = scores.containsKey(question.id());
        unknown.remove(question.id());
        if (scored && counted) {
            twice.add(question.id());
        }
        question.children().forEach(part -> check(part, counted || scored, unknown, twice));
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        Map<String, V> sorted = new TreeMap<>(QuestionIds.ORDER);
        map.forEach((id, value) ->
                sorted.put(Objects.requireNonNull(id, "question id"), Objects.requireNonNull(value, id)));
        return Collections.unmodifiableMap(sorted);
    }
}
