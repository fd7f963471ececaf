package io.korrigo.flatten;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.CopyMarks;
import io.korrigo.flatten.source.PageSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A corrected copy as its final PDF is to show it.
 *
 * @param copyId names the copy in messages and logs
 * @param anonymousId names the copy on the mark sheet
 * @param studentName stands on the mark sheet and in the document's title, or null to show the anonymous id only
 * @param pages every page of every booklet, in order; at least one
 * @param annotations in any order, their page indices counting {@code pages} from 0
 * @param marks points, remarks and appreciation; {@link CopyMarks#NONE} when there are none
 * @param blanked what is taken out of the pages for good, pixels and text; with any, nothing that describes a page image
 *     (EXIF, XMP, thumbnails, comments) is carried over from any page
 * @param options language, what is known about the exam, and for which use
 */
public record CopyToFlatten(
        String copyId,
        String anonymousId,
        @Nullable String studentName,
        List<PageSource> pages,
        List<Annotation> annotations,
        CopyMarks marks,
        List<BlankedRegion> blanked,
        FlattenOptions options) {

    /** @throws IllegalArgumentException when regions are to be blanked and the student is to be named */
    public CopyToFlatten {
        Objects.requireNonNull(copyId, "copyId");
        Objects.requireNonNull(anonymousId, "anonymousId");
        pages = List.copyOf(pages);
        annotations = List.copyOf(annotations);
        Objects.requireNonNull(marks, "marks");
        blanked = List.copyOf(blanked);
        Objects.requireNonNull(options, "options");
        if (studentName != null && !blanked.isEmpty()) {
            throw new IllegalArgumentException("A copy whose header is blanked doesn't name its student");
        }
    }

    /** A copy under its anonymous id, with its pages as they are. */
    public CopyToFlatten(
            String copyId,
            String anonymousId,
            List<PageSource> pages,
            List<Annotation> annotations,
            CopyMarks marks,
            FlattenOptions options) {
        this(copyId, anonymousId, null, pages, annotations, marks, List.of(), options);
    }

    /** The same, naming its student. */
    public CopyToFlatten withStudentName(String name) {
        return new CopyToFlatten(copyId, anonymousId, name, pages, annotations, marks, blanked, options);
    }

    /** The same without what is in {@code regions}. */
    public CopyToFlatten withBlanked(List<BlankedRegion> regions) {
        return new CopyToFlatten(copyId, anonymousId, studentName, pages, annotations, marks, regions, options);
    }
}
