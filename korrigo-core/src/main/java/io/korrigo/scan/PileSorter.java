package io.korrigo.scan;

import io.korrigo.scan.SheetWriters.Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a pile into copies.
 *
 * <ol>
 *   <li>Every view is looked at: where it has ink, where a fold may be, which headers it shows in which of four
 *       directions.
 *   <li>Views become sheets, and sheets their pages in reading order; an A3 sheet is cut at its fold.
 *   <li>A sheet that was scanned twice goes to quarantine the second time.
 *   <li>A copy begins at a header. Which headers are one writer's is decided for all of the pile together; sheets without a
 *       header follow the one before them.
 * </ol>
 *
 * <p>A sheet that is lost or doubled changes its own copy only, since no page is counted off.
 *
 * <p><b>Threads:</b> as safe as sight and writers are.<br>
 * <b>Memory:</b> one view at a time, some KB for each that was seen, and 4 MB for those that are compared.
 *
 * @param <H> what a header says
 */
public final class PileSorter<H> {
    private final HeaderSight<H> sight;
    private final SheetWriters<H> writers;

    public PileSorter(HeaderSight<H> sight, SheetWriters<H> writers) {
        this.sight = sight;
        this.writers = writers;
    }

    /** Is told how many views were looked at; may throw to stop. */
    @FunctionalInterface
    public interface Listener {
        void seen(int views, int of);
    }

    /**
     * What the person who scanned the pile counted, each null where nobody did.
     *
     * @param sheets that were put on the scanner
     * @param copies that were handed in
     */
    public record Expected(
            @Nullable Integer sheets, @Nullable Integer copies) {
        /** Nobody counted. */
        public static final Expected NOTHING = new Expected(null, null);
    }

    /**
     * Sorts the pile; changes nothing anywhere.
     *
     * @throws io.korrigo.InvalidInputException when a view is damaged or too large
     * @throws IOException when the disk fails
     * @throws UnsatisfiedLinkError when OpenCV has no native library for this platform
     */
    public SortedPile sort(Pile pile, Expected expected, Listener listener) throws IOException {
        ViewReader<H> reader = new ViewReader<>(sight, pile);
        List<ViewLook<H>> looks = new ArrayList<>();
        try {
            for (int view = 0; view < pile.views(); view++) {
                looks.add(reader.look(view));
                listener.seen(view + 1, pile.views());
            }
            return sort(looks, expected);
        } catch (UncheckedIOException diskFails) {
            throw diskFails.getCause();
        }
    }

    SortedPile sort(List<ViewLook<H>> looks, Expected expected) {
        List<FoundSheet<H>> sheets = new SheetFinder<>(looks).sheets();
        List<FoundSheet<H>> withHeader =
                sheets.stream().filter(sheet -> sheet.header() != null).toList();
        List<H> headers = new ArrayList<>();
        for (FoundSheet<H> sheet : withHeader) {
            H header = sheet.header();
            if (header != null) {
                headers.add(header);
            }
        }
        List<Writer> answers = writers.writers(headers);
        if (answers.size() != headers.size()) {
            throw new IllegalStateException(answers.size() + " writers of " + headers.size() + " headers");
        }
        CopyBuilder<H> copies = new CopyBuilder<>();
        int header = 0;
        for (FoundSheet<H> sheet : sheets) {
            copies.add(sheet, sheet.header() == null ? null : answers.get(header++));
        }
        return copies.pile(looks.size(), sheets.size(), expected);
    }
}
