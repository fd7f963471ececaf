package io.korrigo.exam;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a teacher wrote at one place of a copy.
 *
 * @param pageIndex 0-based over the pages of all the copy's booklets, one after the other
 * @param region the place, as the page looks when it is upright
 * @param type what the annotation says about the place
 * @param content the teacher's words, of any length and in any script; empty when the box says it all
 * @param scoreDelta points given or taken here, such as -0.5, or null when the annotation doesn't count
 */
public record Annotation(
        int pageIndex,
        PageRegion region,
        AnnotationType type,
        String content,
        @Nullable BigDecimal scoreDelta) {

    /** @throws IllegalArgumentException when the page index is negative */
    public Annotation {
        if (pageIndex < 0) {
            throw new IllegalArgumentException("A page index is 0 or more, not " + pageIndex);
        }
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(content, "content");
    }
}
