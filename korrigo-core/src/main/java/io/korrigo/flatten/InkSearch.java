package io.korrigo.flatten;

import io.korrigo.flatten.image.ImageXObject;
import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.flatten.source.SourceDocument;
import io.korrigo.flatten.source.SourceInk;
import io.korrigo.image.OpenCvUnavailableException;
import io.korrigo.image.SmallPicture;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds where a page has ink, when somebody wants to know: in the cheapest way that its file allows. */
@FunctionalInterface
interface InkSearch {
    /** Resolution at which ink is looked for on pages of PDFs. */
    int DPI = 36;

    PageInk find() throws IOException, PageFault;

    /** Nothing is looked for under boxes without words. */
    static PageInk under(List<Note> notes, InkSearch ink) throws IOException {
        if (notes.stream().noneMatch(Note::hasWords)) {
            return PageInk.NONE;
        }
        try {
            return ink.find();
        } catch (PageFault | RuntimeException | StackOverflowError unseen) {
            // a page that is carried over well need not be one that is decoded here: its words go where they always
            // went
            return PageInk.NONE;
        }
    }

    /** Of a page of a PDF. */
    static PageInk of(SourceDocument document, PageSource source) throws IOException, PageFault {
        Integer index = source.pageIndex().orElse(null);
        Optional<SourceInk> scanned = document.ink(index);
        return scanned.isPresent()
                ? PageInk.of(scanned.get().picture(), scanned.get().orientation())
                : PageInk.of(document.draw(index, DPI).picture(), 1);
    }

    /** Of the page file at hand, whose picture is given. */
    static PageInk of(PageFile file, ImageXObject image) throws PageFault {
        int orientation = image.orientation();
        try {
            SmallPicture small = image.small();
            if (small == null && file.isFirstPage()) {
                small = image.small(file.bytes(), file.length());
            }
            if (small != null) {
                return PageInk.of(small, orientation);
            }
        } catch (OpenCvUnavailableException elsewhere) {
            // a platform without OpenCV has the slower way
        }
        return PageInk.of(image.decoded(), orientation);
    }
}
