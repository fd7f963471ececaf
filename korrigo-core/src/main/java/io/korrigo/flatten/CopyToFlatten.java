package io.korrigo.flatten;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.CopyMarks;
import java.util.List;
import java.util.Objects;

/**
 * A corrected copy as its final PDF shall show it.
 *
 * @param copyId names the copy in messages and logs
 * @param anonymousId names the copy on the mark sheet
 * @param pages every page of every booklet, in order; at least one
 * @param annotations in any order, their page indices counting {@code pages} from 0
 * @param marks points, remarks and appreciation; {@link CopyMarks#NONE} when there are none
 * @param options language and what is known about the exam
 */
public record CopyToFlatten(
        String copyId,
        String anonymousId,
        List<PageSource> pages,
        List<Annotation> annotations,
        CopyMarks marks,
        FlattenOptions options) {
    public CopyToFlatten {
        Objects.requireNonNull(copyId, "copyId");
        Objects.requireNonNull(anonymousId, "anonymousId");
        pages = List.copyOf(pages);
        annotations = List.copyOf(annotations);
        Objects.requireNonNull(marks, "marks");
        Objects.requireNonNull(options, "options");
    }
}
