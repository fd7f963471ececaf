package io.korrigo.identify.print;

import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.korrigo.InvalidInputException;
import io.korrigo.exam.PageRegion;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
import net.sourceforge.tess4j.ITessAPI.TessPageIterator;
import net.sourceforge.tess4j.ITessAPI.TessPageIteratorLevel;
import net.sourceforge.tess4j.ITessAPI.TessPageSegMode;
import net.sourceforge.tess4j.ITessAPI.TessResultIterator;
import net.sourceforge.tess4j.TessAPI;
import org.opencv.core.Mat;

/**
 * One instance of Tesseract with its language data.
 *
 * <p><b>Threads:</b> one at a time. Holds native memory until closed. A failed assertion in Tesseract ends the process.
 */
final class TesseractEngine implements AutoCloseable {
    /** What Tesseract is told, whose layout is tuned to a resolution; pages come at about that. */
    private static final int DPI = 200;

    private final TessAPI tesseract = TesseractLibrary.functions();
    private final TessBaseAPI handle;

    /** @throws InvalidInputException when the data can't be used */
    TesseractEngine(LanguageData data) {
        handle = tesseract.TessBaseAPICreate();
        if (tesseract.TessBaseAPIInit3(handle, data.folder().toString(), data.language()) != 0) {
            tesseract.TessBaseAPIDelete(handle);
            throw new InvalidInputException("Tesseract cannot use " + data.language() + ".traineddata in "
                    + data.folder() + ": install its language data again");
        }
        // It would report on each page to the standard error.
        tesseract.TessBaseAPISetVariable(handle, "debug_file", Platform.isWindows() ? "nul" : "/dev/null");
        // Labels and stickers stand anywhere: find as much text as possible, in no order.
        tesseract.TessBaseAPISetPageSegMode(handle, TessPageSegMode.PSM_SPARSE_TEXT);
    }

    /** The lines of text in {@code grey}, regions in fractions of it. */
    List<PrintedRun> lines(Mat grey) {
        int width = grey.cols();
        int height = grey.rows();
        byte[] pixels = new byte[width * height];
        grey.get(0, 0, pixels);
        ByteBuffer image = ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
        tesseract.TessBaseAPISetImage(handle, image, width, height, 1, width);
        tesseract.TessBaseAPISetSourceResolution(handle, DPI);
        try {
            if (tesseract.TessBaseAPIRecognize(handle, null) != 0) {
                return List.of();
            }
            TessResultIterator results = tesseract.TessBaseAPIGetIterator(handle);
            return results == null ? List.of() : lines(results, width, height);
        } finally {
            // What one page taught the engine must not change the answer for the next.
            tesseract.TessBaseAPIClearAdaptiveClassifier(handle);
            tesseract.TessBaseAPIClear(handle);
        }
    }

    private List<PrintedRun> lines(TessResultIterator results, int width, int height) {
        List<PrintedRun> lines = new ArrayList<>();
        List<PrintedSign> line = new ArrayList<>();
        TessPageIterator places = tesseract.TessResultIteratorGetPageIterator(results);
        try {
            do {
                if (begins(places, TessPageIteratorLevel.RIL_TEXTLINE) && !line.isEmpty()) {
                    lines.add(new PrintedRun(line));
                    line.clear();
                }
                PageRegion region = region(places, width, height);
                if (begins(places, TessPageIteratorLevel.RIL_WORD) && !line.isEmpty()) {
                    line.add(new PrintedSign(' ', 1, region));
                }
                double confidence = confidence(results);
                for (char c : text(results).toCharArray()) {
                    line.add(new PrintedSign(c, confidence, region));
                }
            } while (tesseract.TessResultIteratorNext(results, TessPageIteratorLevel.RIL_SYMBOL) != 0);
        } finally {
            tesseract.TessResultIteratorDelete(results);
        }
        if (!line.isEmpty()) {
            lines.add(new PrintedRun(line));
        }
        return lines;
    }

    /** A symbol alone looks sure even where nothing makes sense: its word's confidence counts if it is lower. */
    private double confidence(TessResultIterator results) {
        double symbol = tesseract.TessResultIteratorConfidence(results, TessPageIteratorLevel.RIL_SYMBOL);
        double word = tesseract.TessResultIteratorConfidence(results, TessPageIteratorLevel.RIL_WORD);
        return Math.max(0, Math.min(1, Math.min(symbol, word) / 100));
    }

    private boolean begins(TessPageIterator places, int level) {
        return tesseract.TessPageIteratorIsAtBeginningOf(places, level) != 0;
    }

    /** The symbol's characters, ligatures apart; nothing where no symbol was recognised. */
    private String text(TessResultIterator results) {
        Pointer text = tesseract.TessResultIteratorGetUTF8Text(results, TessPageIteratorLevel.RIL_SYMBOL);
        if (text == null) {
            return "";
        }
        String symbol = text.getString(0, StandardCharsets.UTF_8.name());
        tesseract.TessDeleteText(text);
        return symbol.replace("Œ", "OE")
                .replace("œ", "oe")
                .replace("Æ", "AE")
                .replace("æ", "ae")
                .strip();
    }

    private PageRegion region(TessPageIterator places, int width, int height) {
        IntBuffer[] sides = new IntBuffer[4];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = IntBuffer.allocate(1);
        }
        if (tesseract.TessPageIteratorBoundingBox(
                        places, TessPageIteratorLevel.RIL_SYMBOL, sides[0], sides[1], sides[2], sides[3])
                == 0) {
            return new PageRegion(0, 0, 1, 1);
        }
        double left = Math.max(0, Math.min(width - 1, sides[0].get(0)));
        double top = Math.max(0, Math.min(height - 1, sides[1].get(0)));
        double right = Math.max(left + 1, Math.min(width, sides[2].get(0)));
        double bottom = Math.max(top + 1, Math.min(height, sides[3].get(0)));
        return new PageRegion(left / width, top / height, (right - left) / width, (bottom - top) / height);
    }

    /** Gives the native memory back. */
    @Override
    public void close() {
        tesseract.TessBaseAPIEnd(handle);
        tesseract.TessBaseAPIDelete(handle);
    }
}
