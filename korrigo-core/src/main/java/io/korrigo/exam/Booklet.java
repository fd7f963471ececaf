package io.korrigo.exam;

import java.util.List;

/**
 * Consecutive scanned pages of one sheet set; its first page carries a header.
 *
 * @param pages blob keys of the page images, in reading order
 */
public record Booklet(String id, List<String> pages) {
    public Booklet {
        pages = List.copyOf(pages);
    }
}
