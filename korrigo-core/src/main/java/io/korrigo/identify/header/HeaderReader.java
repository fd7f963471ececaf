package io.korrigo.identify.header;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import io.korrigo.identify.combs.Comb;
import io.korrigo.identify.header.HeaderFinder.Found;
import io.korrigo.image.OpenCvLibrary;
import io.korrigo.image.PageImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.opencv.core.Core;
import org.opencv.core.Point;

/**
 * Reads the comb rows of a page's header; it decides nothing.
 *
 * <ol>
 *   <li>The upper part of the page, or all of it where that has no header, is decoded to grey (JPEG, PNG or TIFF by
 *       content, at most 100 million pixels; a large JPEG at half its size), reduced to a working size and straightened
 *       along its level lines; a page that lies on its side is turned.
 *   <li>Between any two level lines at a box's distance the best chain of equally wide boxes is sought; combs of boxes
 *       have their borders where the chain expects them, writing, tables and squared paper do not. Box counts, sizes
 *       and places are found, never assumed.
 *   <li>The combs' arrangement tells their fields and which way is up; in doubt both ways are read.
 *   <li>At the size of decoding the boxes are located to a fraction of a pixel, their lines taken out, and each that holds ink is
 *       handed to the character model, which gives a distribution over characters and no verdict. Names that are unclear are read again with
 *       a model that knows small letters, too.
 * </ol>
 *
 * <p><b>Threads:</b> safe for concurrent use; concurrent calls work side by side, each with character models of its
 * own that are kept for the next call.<br>
 * <b>Memory:</b> a page's pixels live outside the Java heap and are given back before a call returns.
 */
public final class HeaderReader implements AutoCloseable {
    /**
     * The fields that tell who wrote a page: both names and the birth date. A quarter of the written boxes are the candidate
     * number's, which rosters lack; its row is found all the same, since it tells how the header lies.
     */
    public static final Set<HeaderField> IDENTIFYING =
            Set.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE);

    /** Boxes with ink, from which a header is filled in: specks fill one or two. */
    private static final int FEWEST_LETTERS = 3;

    /** In bytes: an A3 page at 600 dpi in grey takes 70 MB without compression. */
    private static final long LARGEST_FILE = 256L << 20;

    private final Set<HeaderField> fields;
    private final Queue<CellClassifier> idle = new ConcurrentLinkedQueue<>();
    private final Queue<CellClassifier> idleOfSmallLetters = new ConcurrentLinkedQueue<>();
    private final String modelHash;
    private volatile boolean closed;

    /**
     * Makes a reader of {@link #IDENTIFYING} fields, with the character model in this jar.
     *
     * @throws io.korrigo.image.OpenCvUnavailableException when OpenCV's native library can't be loaded here
     */
    public HeaderReader() {
        this(IDENTIFYING);
    }

    /**
     * Makes a reader with the character model in this jar.
     *
     * @param fields which rows to read; the others are found, but their boxes are not looked into
     * @throws io.korrigo.image.OpenCvUnavailableException when OpenCV's native library can't be loaded here
     */
    public HeaderReader(Set<HeaderField> fields) {
        this.fields = Set.copyOf(fields);
        OpenCvLibrary.load();
        // pages are read side by side: threads inside one page would only get in each other's way
        Core.setNumThreads(1);
        CellClassifier first = CellClassifier.load();
        modelHash = first.modelHash();
        idle.add(first);
    }

    /**
     * The header of the page in the image file {@code image}; empty when the page has none. Pages of PDFs and of files with
     * several come from {@link io.korrigo.page.ScanFile}.
     *
     * @throws InvalidInputException when the file is not a whole JPEG, PNG or TIFF, or too large
     * @throws IOException when the file cannot be read
     */
    public HeaderReading read(Path image) throws IOException {
        String name = String.valueOf(image.getFileName());
        long size = Files.size(image);
        if (size > LARGEST_FILE) {
            throw new InvalidInputException(name + " has " + (size >> 20) + " MiB, the limit is " + (LARGEST_FILE >> 20)
                    + ": scan at 200 or 300 dpi");
        }
        return read(Files.readAllBytes(image), name);
    }

    /**
     * The header of the page in an image file's bytes; empty when the page has none.
     *
     * @throws InvalidInputException when it is not a whole JPEG, PNG or TIFF, or too large
     */
    public HeaderReading read(byte[] encodedImage) {
        return read(encodedImage, "The image");
    }

    /**
     * The same.
     *
     * @param name how messages call the image
     */
    public HeaderReading read(byte[] encodedImage, String name) {
        return read(PageImage.Source.of(encodedImage, name));
    }

    /** The same of a page wherever its pixels are. */
    public HeaderReading read(PageImage.Source source) {
        if (closed) {
            throw new IllegalStateException("This reader is closed");
        }
        try (HeaderPage page = HeaderPage.open(source)) {
            return page.ways().isEmpty()
                    ? new HeaderReading(List.of(), 0, modelHash)
                    : readCells(page.pixels(), page.ways());
        }
    }

    private HeaderReading readCells(PageImage page, List<Found> ways) {
        CellClassifier pooled = idle.poll();
        CellClassifier classifier = pooled == null ? CellClassifier.load() : pooled;
        try {
            Found clearest = ways.get(0);
            HeaderReading best = null;
            double bestClarity = Double.NEGATIVE_INFINITY;
            for (Found way : ways) {
                HeaderReading reading = readFilled(page, way, classifier);
                double clarity = WrittenHeader.clarity(reading);
                if (clarity > bestClarity) {
                    clearest = way;
                    best = reading;
                    bestClarity = clarity;
                }
            }
            HeaderReading reading = Objects.requireNonNull(best);
            boolean proven = ways.get(0).proven() && (dated(ways) || WrittenHeader.namesEnd(reading));
            if (!proven && !WrittenHeader.looksWritten(reading)) {
                return new HeaderReading(List.of(), 0, modelHash);
            }
            return SmallLetters.mayBe(reading) ? readAgain(page, clearest, reading) : reading;
        } finally {
            giveBack(classifier, idle);
        }
    }

    /** The reading, or what the model that knows small letters, too, makes of the names. */
    private HeaderReading readAgain(PageImage page, Found way, HeaderReading capitals) {
        CellClassifier pooled = idleOfSmallLetters.poll();
        CellClassifier classifier = pooled == null ? CellClassifier.load(CellClassifier.SMALL_LETTERS) : pooled;
        try {
            return SmallLetters.clearer(capitals, readFilled(page, way, classifier));
        } finally {
            giveBack(classifier, idleOfSmallLetters);
        }
    }

    private void giveBack(CellClassifier classifier, Queue<CellClassifier> pool) {
        if (closed) {
            classifier.close();
        } else {
            pool.add(classifier);
        }
    }

    /** Of two pages side by side the one whose header is filled in; where both are, the reading says so. */
    private HeaderReading readFilled(PageImage page, Found found, CellClassifier classifier) {
        if (found.second().isEmpty() || !isFilled(page, found.second())) {
            return readCells(page, found, classifier);
        }
        if (!isFilled(page, found.rows())) {
            return readCells(page, found.swapped(), classifier);
        }
        HeaderReading reading = readCells(page, found, classifier);
        boolean another = WrittenHeader.mayBeDated(readCells(page, found.swapped(), classifier));
        return new HeaderReading(reading.rows(), reading.quarterTurns(), reading.modelHash(), another);
    }

    private static boolean isFilled(PageImage page, Map<HeaderField, Comb> rows) {
        List<Comb> combs =
                IDENTIFYING.stream().filter(rows::containsKey).map(rows::get).toList();
        try (CellCutter.Cells cut = new CellCutter(page.decoded()).cut(combs)) {
            return cut.written().cardinality() >= FEWEST_LETTERS;
        }
    }

    private HeaderReading readCells(PageImage page, Found found, CellClassifier classifier) {
        List<HeaderField> rowFields =
                found.rows().keySet().stream().filter(fields::contains).sorted().toList();
        List<Comb> combs = rowFields.stream().map(found.rows()::get).toList();
        List<RowReading> rows = new ArrayList<>();
        try (CellCutter.Cells cut = new CellCutter(page.decoded()).cut(combs)) {
            Iterator<float[]> written =
                    List.of(classifier.classify(cut.patches())).iterator();
            int next = 0;
            for (int i = 0; i < rowFields.size(); i++) {
                List<CellReading> cells = new ArrayList<>();
                for (int box = 0; box < combs.get(i).size(); box++) {
                    float[] probabilities = cut.written().get(next) ? written.next() : CellReading.EMPTY;
                    cells.add(new CellReading(region(cut.boxes().get(next), page), probabilities));
                    next++;
                }
                boolean date = rowFields.get(i) == HeaderField.BIRTH_DATE;
                rows.add(new RowReading(rowFields.get(i), date ? SlashedDate.withoutSlashes(cells) : cells));
            }
        }
        return new HeaderReading(rows, found.quarterTurns(), classifier.modelHash());
    }

    private static boolean dated(List<Found> ways) {
        return ways.stream().anyMatch(way -> way.rows().containsKey(HeaderField.BIRTH_DATE));
    }

    private static PageRegion region(Comb.Box box, PageImage page) {
        Point[] corners = {box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()};
        double left = page.width() - 1.0;
        double right = 1;
        double top = page.height() - 1.0;
        double bottom = 1;
        for (Point corner : corners) {
            left = Math.min(left, corner.x);
            right = Math.max(right, corner.x);
            top = Math.min(top, corner.y);
            bottom = Math.max(bottom, corner.y);
        }
        left = Math.max(0, left);
        top = Math.max(0, top);
        right = Math.min(page.width(), right);
        bottom = Math.min(page.height(), bottom);
        return new PageRegion(
                left / page.width(),
                top / page.height(),
                (right - left) / page.width(),
                (bottom - top) / page.height());
    }

    /** Lets go of the character models; reading under way ends normally. */
    @Override
    public void close() {
        closed = true;
        for (Queue<CellClassifier> pool : List.of(idle, idleOfSmallLetters)) {
            for (CellClassifier classifier = pool.poll(); classifier != null; classifier = pool.poll()) {
                classifier.close();
            }
        }
    }
}
