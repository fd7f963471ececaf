package io.korrigo.flatten;

import java.util.List;
import java.util.Set;

/**
 * The result of flattening a copy.
 *
 * @param pages of the PDF, those of the mark sheet counted
 * @param bytes size of the PDF
 * @param sha256 of the PDF, in lower-case hex
 * @param substituted code points that are shown as a box since no font has them; empty for most copies
 * @param leftOut what source PDFs' viewers may show and the PDF doesn't: "page 2: Stamp", an annotation that doesn't say how
 *     it looks; empty for most copies
 */
public record FlattenedCopy(int pages, long bytes, String sha256, Set<Integer> substituted, List<String> leftOut) {
    public FlattenedCopy {
        substituted = Set.copyOf(substituted);
        leftOut = List.copyOf(leftOut);
    }
}
