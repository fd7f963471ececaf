package io.korrigo.flatten;

import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.QuestionIds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The points of a copy by question as rows of a table: the marking scheme's questions in its order, each before its
 * parts and with their sum, then those that only scores or remarks name.
 */
final class MarkTable {
    /**
     * A question and what it was given.
     *
     * @param depth how many questions it is a part of
     * @param score given to it and its parts together, or null when none of them has a score
     */
    record Row(QuestionLine question, int depth, @Nullable BigDecimal score, String remark) {
        /** Whether the score is a sum over parts. */
        boolean isSum() {
            return !question.parts().isEmpty();
        }
    }

    private final CopyMarks marks;
    private final List<Row> rows = new ArrayList<>();

    private MarkTable(CopyMarks marks) {
        this.marks = marks;
    }

    static List<Row> of(List<QuestionLine> questions, CopyMarks marks) {
        MarkTable table = new MarkTable(marks);
        questions.forEach(question -> table.add(question, 0));
        Map<String, Object> others = new TreeMap<>(QuestionIds.ORDER);
        others.putAll(marks.scores());
        others.putAll(marks.remarks());
        questions.stream()
                .flatMap(QuestionLine::all)
                .forEach(question -> others.keySet().remove(question.id()));
        others.keySet().forEach(id -> table.add(new QuestionLine(id, id, null), 0));
        return table.rows;
    }

    private void add(QuestionLine question, int depth) {
        rows.add(new Row(question, depth, sum(question), marks.remarks().getOrDefault(question.id(), "")));
        question.parts().forEach(part -> add(part, depth + 1));
    }

    private @Nullable BigDecimal sum(QuestionLine question) {
        return question.all()
                .map(line -> marks.scores().get(line.id()))
                .filter(score -> score != null)
                .reduce(BigDecimal::add)
                .orElse(null);
    }
}
