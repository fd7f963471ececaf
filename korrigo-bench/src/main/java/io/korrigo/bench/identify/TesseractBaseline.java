package io.korrigo.bench.identify;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.PageTruth;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
import net.sourceforge.tess4j.ITessAPI.TessPageSegMode;
import net.sourceforge.tess4j.TessAPI;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Identification as the original Korrigo did it: the lines of the three fields cut out over the page's width, six
 * variants of each picture, each read by Tesseract as one line of text, the reading with the most votes (the surest
 * among equals) compared with the roster by edit distance. Each reading opens Tesseract anew, as Tess4J's {@code doOCR}
 * does and as the original's calls did.
 *
 * <p>It is better off than the original was: lines are cut where the drawn page has them, no process is started for a
 * reading, and Tesseract's threads don't fight.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class TesseractBaseline {
    private static final List<HeaderField> FIELDS =
            List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE);
    /** What Tesseract's manual asks for. */
    private static final int DPI = 300;
    /** Height of the A4 pages that are drawn, in inches. */
    private static final double PAGE_HEIGHT = 297 / 25.4;
    /** What is cut out above and below the boxes, in heights of a box. */
    private static final double MARGIN = 0.2;

    private final TessAPI tesseract;
    private final Path tessdata;
    private final String language;
    private final FuzzyRoster roster;

    TesseractBaseline(Path tessdata, List<Student> roster) throws IOException {
        // Brings the native library that the product uses into the process.
        PrintedReader.open(tessdata, 1).close();
        tesseract = Native.load("tesseract", TessAPI.class);
        this.tessdata = tessdata;
        language = Files.exists(tessdata.resolve("fra.traineddata")) ? "fra" : "eng";
        this.roster = new FuzzyRoster(roster);
    }

    /** The student that the page is taken for, or empty. */
    Optional<Student> identify(GeneratedPage page) {
        MatOfByte bytes = new MatOfByte(page.encoded());
        Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
        bytes.release();
        List<String> texts = new ArrayList<>();
        for (HeaderField field : FIELDS) {
            Mat cut = grey.submat(region(page.truth(), field, grey));
            texts.add(read(cut, Math.max(1, DPI * PAGE_HEIGHT / Math.max(grey.rows(), grey.cols()))));
            cut.release();
        }
        grey.release();
        return roster.match(texts.get(0), texts.get(1), texts.get(2));
    }

    /** The line with the field's boxes and their label; a strip at a usual place on a page without them. */
    private static Rect region(PageTruth truth, HeaderField field, Mat page) {
        Optional<PageTruth.Row> row = truth.row(field);
        if (row.isEmpty()) {
            int height = page.rows() / 25;
            return new Rect(0, height * (1 + FIELDS.indexOf(field)), page.cols(), height);
        }
        double top = page.rows();
        double bottom = 0;
        for (PageTruth.Cell cell : row.get().boxes()) {
            for (Point2D corner : cell.corners()) {
                top = Math.min(top, corner.getY());
                bottom = Math.max(bottom, corner.getY());
            }
        }
        double margin = (bottom - top) * MARGIN;
        int y = (int) Math.max(0, top - margin);
        int height = (int) Math.min(page.rows() - y, Math.max(8, bottom + margin - y));
        return new Rect(0, y, page.cols(), height);
    }

    private String read(Mat field, double scale) {
        Votes votes = new Votes();
        for (Mat variant : ImageVariants.of(field, scale)) {
            read(variant, votes);
            variant.release();
        }
        return votes.winner();
    }

    private void read(Mat line, Votes votes) {
        TessBaseAPI handle = tesseract.TessBaseAPICreate();
        try {
            if (tesseract.TessBaseAPIInit3(handle, tessdata.toString(), language) != 0) {
                throw new IllegalStateException("Tesseract cannot use the data in " + tessdata);
            }
            tesseract.TessBaseAPISetVariable(handle, "debug_file", "/dev/null");
            tesseract.TessBaseAPISetPageSegMode(handle, TessPageSegMode.PSM_SINGLE_LINE);
            tesseract.TessBaseAPISetImage(handle, pixels(line), line.cols(), line.rows(), 1, line.cols());
            tesseract.TessBaseAPISetSourceResolution(handle, DPI);
            Pointer text = tesseract.TessBaseAPIGetUTF8Text(handle);
            if (text != null) {
                votes.add(text.getString(0, StandardCharsets.UTF_8.name()), tesseract.TessBaseAPIMeanTextConf(handle));
                tesseract.TessDeleteText(text);
            }
        } finally {
            tesseract.TessBaseAPIDelete(handle);
        }
    }

    private static ByteBuffer pixels(Mat image) {
        byte[] pixels = new byte[image.rows() * image.cols()];
        image.get(0, 0, pixels);
        return ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
    }
}
