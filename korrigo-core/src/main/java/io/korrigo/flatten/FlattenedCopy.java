package io.korrigo.flatten;

import java.util.Set;

/**
 * What flattening a copy gave.
 *
 * @param pages of the PDF, those of the mark sheet counted
 * @param bytes size of the PDF
 * @param sha256 of the PDF, in lower-case hex
 * @param substituted code points that are shown as a box since no font has them; empty for most copies
 */
public record FlattenedCopy(int pages, long bytes, String sha256, Set<Integer> substituted) {
    public FlattenedCopy {
        substituted = Set.copyOf(substituted);
    }
}
