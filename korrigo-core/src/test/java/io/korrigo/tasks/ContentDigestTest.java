package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.CopyMarks;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenOptions;
import java.util.List;
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
}
