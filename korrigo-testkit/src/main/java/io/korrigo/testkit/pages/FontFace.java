package io.korrigo.testkit.pages;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A font's outlines, read by FontBox: no font of the machine and no native rasteriser takes part, so a page is the same
 * everywhere.
 *
 * <p><b>Threads:</b> immutable.
 */
enum FontFace {
    /** What forms are printed in. */
    PRINT("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"),
    PATRICK_HAND("/io/korrigo/testkit/pages/fonts/PatrickHand.ttf"),
    ARCHITECTS_DAUGHTER("/io/korrigo/testkit/pages/fonts/ArchitectsDaughter.ttf"),
    COMING_SOON("/io/korrigo/testkit/pages/fonts/ComingSoon.ttf"),
    CAVEAT("/io/korrigo/testkit/pages/fonts/Caveat.ttf");

    private static final String BEYOND_LATIN_1 = "ŒœŸ–—‘’“”…€≤≥→−";

    private final Map<Character, Outline> outlines = new HashMap<>();

    FontFace(String resource) {
        try (InputStream stream = FontFace.class.getResourceAsStream(resource);
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(stream))) {
            CmapLookup characters = font.getUnicodeCmapLookup();
            for (char c = ' '; c <= 'ÿ'; c++) {
                load(font, characters, c);
            }
            for (char c : BEYOND_LATIN_1.toCharArray()) {
                load(font, characters, c);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the font " + resource, e);
        }
    }

    private void load(TrueTypeFont font, CmapLookup characters, char c) throws IOException {
        int id = characters.getGlyphId(c);
        if (id == 0) {
            return;
        }
        double em = font.getUnitsPerEm();
        var glyph = font.getGlyph().getGlyph(id);
        Path2D path = glyph == null ? new Path2D.Double() : new Path2D.Double(glyph.getPath());
        path.transform(AffineTransform.getScaleInstance(1 / em, -1 / em));
        outlines.put(c, new Outline(path, font.getAdvanceWidth(id) / em));
    }

    /** Whether {@code c} can be drawn. */
    boolean has(char c) {
        return outlines.containsKey(c);
    }

    /** Advance of {@code text} set in {@code size}, in the unit of {@code size}. */
    double width(String text, double size) {
        return text.chars().mapToDouble(c -> outline((char) c).advance() * size).sum();
    }

    /** The outline of {@code c} at size 1, y down, origin on the baseline. */
    Outline outline(char c) {
        Outline outline = outlines.get(c);
        if (outline == null) {
            throw new IllegalArgumentException(name() + " has no glyph for U+" + Integer.toHexString(c));
        }
        return outline;
    }

    /** The outline of {@code text}, its baseline starting at (x, y). */
    Shape shape(String text, double x, double y, double size) {
        Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double at = x;
        for (char c : text.toCharArray()) {
            Outline outline = outline(c);
            all.append(outline.path().getPathIterator(new AffineTransform(size, 0, 0, size, at, y)), false);
            at += outline.advance() * size;
        }
        return all;
    }

    /**
     * @param path at size 1; not to be changed
     * @param advance to the next glyph's origin, at size 1
     */
    record Outline(Path2D path, double advance) {}
}
