package io.korrigo.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
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
