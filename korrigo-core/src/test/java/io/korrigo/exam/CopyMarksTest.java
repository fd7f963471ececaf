package io.korrigo.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyMarksTest {
    private static final PageRegion BOX = new PageRegion(0.1, 0.1, 0.1, 0.1);

    @Test
    void sumsTheScoresAndLeavesTheAnnotationsOut() {
        CopyMarks marks = new CopyMarks(Map.of("1", new BigDecimal("2.5"), "2", new BigDecimal("0.25")), Map.of(), "");

        assertThat(marks.finalMark(List.of(withDelta(new BigDecimal("-1")))))
                .hasValueSatisfying(mark -> assertThat(mark).isEqualByComparingTo("2.75"));
    }

    @Test
    void sumsTheDeltasWhereThereAreNoScores() {
        List<Annotation> annotations =
                List.of(withDelta(new BigDecimal("-0.5")), withDelta(null), withDelta(new BigDecimal("2")));

        assertThat(CopyMarks.NONE.finalMark(annotations))
                .hasValueSatisfying(mark -> assertThat(mark).isEqualByComparingTo("1.5"));
    }

    @Test
    void hasNoMarkWhereNobodyMarked() {
        assertThat(CopyMarks.NONE.finalMark(List.of(withDelta(null)))).isEmpty();
    }

    private static final List<Question> SCHEME = List.of(
            new Question("1", "Exercice 1", BigDecimal.ZERO, List.of(question("1.a"), question("1.b"))), question("2"));

    private static Question question(String id) {
        return new Question(id, id, new BigDecimal("4"), List.of());
    }

    private static CopyMarks scores(Map<String, String> points) {
        Map<String, BigDecimal> scores = new HashMap<>();
        points.forEach((id, each) -> scores.put(id, new BigDecimal(each)));
        return new CopyMarks(scores, Map.of(), "");
    }

    @Test
    void addsHalvesQuartersAndTenthsExactly() {
        CopyMarks marks = scores(Map.of("1.a", "0.1", "1.b", "0.2", "2", "1.25"));

        assertThat(marks.finalMark(SCHEME, List.of())).contains(new BigDecimal("1.55"));
    }

    @Test
    void takesAQuestionScoredAsAWholeOrInItsParts() {
        assertThat(scores(Map.of("1", "3", "2", "1")).finalMark(SCHEME, List.of()))
                .contains(new BigDecimal("4"));
        assertThat(scores(Map.of("1.a", "3", "2", "1")).finalMark(SCHEME, List.of()))
                .contains(new BigDecimal("4"));
    }

    @Test
    void refusesToCountAQuestionTwice() {
        assertThatThrownBy(() -> scores(Map.of("1", "3", "1.b", "1")).finalMark(SCHEME, List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1.b");
    }

    @Test
    void refusesScoresForQuestionsThatTheSchemeLacks() {
        assertThatThrownBy(() -> scores(Map.of("1.a", "3", "7", "1")).finalMark(SCHEME, List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(": 7;");
        assertThat(scores(Map.of("7", "1")).finalMark(List.of(), List.of())).contains(BigDecimal.ONE);
    }

    @Test
    void refusesToCloseACopyThatNobodyMarkedWhereThereIsAScheme() {
        assertThatThrownBy(() -> CopyMarks.NONE.finalMark(SCHEME, List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("score 0");
        assertThat(CopyMarks.NONE.finalMark(SCHEME, List.of(withDelta(BigDecimal.ONE))))
                .contains(BigDecimal.ONE);
        assertThat(CopyMarks.NONE.finalMark(List.of(), List.of())).isEmpty();
    }

    @Test
    void listsQuestionsInNumericOrderWhateverMapTheyCameIn() {
        CopyMarks marks = new CopyMarks(
                Map.of("2", BigDecimal.ONE, "1.10", BigDecimal.ONE, "1", BigDecimal.ONE, "1.2", BigDecimal.ONE),
                Map.of("10", "a", "9", "b"),
                "");

        assertThat(marks.scores().keySet()).containsExactly("1", "1.2", "1.10", "2");
        assertThat(marks.remarks().keySet()).containsExactly("9", "10");
        assertThatThrownBy(() -> marks.scores().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Annotation withDelta(@Nullable BigDecimal delta) {
        return new Annotation(0, BOX, AnnotationType.COMMENT, "", delta);
    }
}
