package io.korrigo.exam;

import java.util.List;

/**
 * Consecutive scanned pages of one sheet set; its first page carries a header.
 *
 * @param pages blob keys of the pages, in reading order: an image each, or a PDF of one page
 */
public record Booklet(String id, List<String> pages) {
    public Booklet {
        pages = List.copyOf(pages);
    }
}
