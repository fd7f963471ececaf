package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.BlankedRegion;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenOptions;
import io.korrigo.flatten.QuestionLine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
    private static String digest(List<String> pages, Map<String, String> remarks, String appreciation) {
        CopyMarks marks = new CopyMarks(Map.of(), remarks, appreciation);
        return ContentDigest.of(
                pages, new CopyToFlatten("c", "A-1", List.of(), List.of(), marks, FlattenOptions.DEFAULT));
    }

    @Test
    void isTheSameForTheSameDrawing() {
        assertThat(digest(List.of("p"), Map.of("1", "a", "2", "b"), "x"))
                .isEqualTo(digest(List.of("p"), Map.of("2", "b", "1", "a"), "x"));
    }

    @Test
    void isNotMisledByWhatATeacherTypes() {
        assertThat(digest(List.of(), Map.of("1", "a, 2=b"), ""))
                .isNotEqualTo(digest(List.of(), Map.of("1", "a", "2", "b"), ""));
        assertThat(digest(List.of("p", "q"), Map.of(), "")).isNotEqualTo(digest(List.of("p, q"), Map.of(), ""));
        assertThat(digest(List.of(), Map.of(), "1")).isNotEqualTo(digest(List.of("1"), Map.of(), ""));
    }

    @Test
    void isAnotherForEveryOptionThatChangesTheDrawing() {
        CopyToFlatten plain =
                new CopyToFlatten("c", "A-1", List.of(), List.of(), CopyMarks.NONE, FlattenOptions.DEFAULT);
        QuestionLine part = new QuestionLine("1.a", "a", null);
        List<CopyToFlatten> all = List.of(
                plain,
                plain.withStudentName("x"),
                plain.withBlanked(List.of(new BlankedRegion(0, new PageRegion(0, 0, 1, 0.2)))),
                plain.withBlanked(List.of(new BlankedRegion(0, new PageRegion(0, 0, 1, 0.3)))),
                with(plain, FlattenOptions.DEFAULT.withArchival(true)),
                with(plain, asking(List.of(new QuestionLine("1", "1", null, List.of(part))))),
                with(plain, asking(List.of(new QuestionLine("1", "1", null), part))));

        assertThat(all.stream().map(copy -> ContentDigest.of(List.of(), copy))).doesNotHaveDuplicates();
    }

    private static FlattenOptions asking(List<QuestionLine> questions) {
        return new FlattenOptions(Locale.FRENCH, "", null, questions);
    }

    private static CopyToFlatten with(CopyToFlatten copy, FlattenOptions options) {
        return new CopyToFlatten(
                copy.copyId(), copy.anonymousId(), copy.pages(), copy.annotations(), copy.marks(), options);
    }
}
