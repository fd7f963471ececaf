package io.korrigo.exam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One student's whole script, as it stood at one moment.
 *
 * @param id the host's id, opaque
 * @param anonymousId what correctors see instead of the name; unique within the host, at most 50 characters
 * @param booklets in reading order; empty when nothing was scanned yet
 * @param identification whose it is, or null while nobody said
 * @param finalPdf blob key of the corrected PDF, or null before the first one
 * @param version raised by every change; a write carries the version it was based on
 */
public record Copy(
        String id,
        String examId,
        String anonymousId,
        CopyStatus status,
        List<Booklet> booklets,
        @Nullable CopyIdentification identification,
        @Nullable String finalPdf,
        long version) {

    /** @throws IllegalArgumentException when the anonymous id is blank or longer than 50 characters */
    public Copy {
        booklets = List.copyOf(booklets);
        if (anonymousId.isBlank() || anonymousId.length() > 50) {
            throw new IllegalArgumentException("Copy " + id + " needs an anonymous id of 1 to 50 characters");
        }
    }

    /** Blob keys of all pages, booklet after booklet: the order that {@link Annotation#pageIndex} counts in. */
    public List<String> pages() {
        return booklets.stream().flatMap(booklet -> booklet.pages().stream()).toList();
    }
}
