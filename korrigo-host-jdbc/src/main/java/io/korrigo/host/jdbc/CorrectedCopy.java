package io.korrigo.host.jdbc;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import java.util.List;

/**
 * A copy with what its corrector wrote.
 *
 * @param annotations as they were drawn
 */
public record CorrectedCopy(Copy copy, List<Annotation> annotations, CopyMarks marks) {
    public CorrectedCopy {
        annotations = List.copyOf(annotations);
    }
}
