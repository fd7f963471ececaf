package io.korrigo.testkit.pages;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.random.RandomGenerator;

/** Handwriting from open fonts, each letter bent a little; needs no data set. */
public final class FontGlyphSource implements GlyphSource {
    private static final List<FontFace> FACES =
            List.of(FontFace.PATRICK_HAND, FontFace.ARCHITECTS_DAUGHTER, FontFace.COMING_SOON);
    private static final int HEIGHT = 72;
    private static final int MARGIN = 24;

    private enum Manner {
        CAPITALS,
        SMALL_LETTERS,
        TYPED
    }

    private final Manner manner;

    /** Handwriting in capitals. */
    public FontGlyphSource() {
        this(Manner.CAPITALS);
    }

    private FontGlyphSource(Manner manner) {
        this.manner = manner;
    }

    /** Handwriting of people who write small letters where capitals are asked for. */
    public static FontGlyphSource smallLetters() {
        return new FontGlyphSource(Manner.SMALL_LETTERS);
    }

    /** A typewriter, or a printer that fills forms in: upright, always the same. */
    public static FontGlyphSource typed() {
        return new FontGlyphSource(Manner.TYPED);
    }

    @Override
    public Hand hand(RandomGenerator random) {
        if (manner == Manner.TYPED) {
            return new FontHand(FontFace.PRINT, false, 0, 1, random.nextDouble(0.5, 2), 0);
        }
        return new FontHand(
                FACES.get(random.nextInt(FACES.size())),
                manner == Manner.SMALL_LETTERS,
                random.nextDouble(-0.08, 0.22),
                random.nextDouble(0.85, 1.25),
                random.nextDouble(0.5, 5),
                random.nextDouble(0.008, 0.022));
    }

    /**
     * @param small whether letters are small ones
     * @param slant shear to the right, as a share of the height
     * @param aspect width over the font's width
     * @param nib thickness added to the font's strokes, in pixels of a glyph {@code HEIGHT} high
     * @param wobble how far outlines are bent, as a share of the height
     */
    private record FontHand(FontFace face, boolean small, double slant, double aspect, double nib, double wobble)
            implements Hand {
        @Override
        public Glyph glyph(char c, RandomGenerator random) {
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
                throw new IllegalArgumentException("Not a capital or digit: '" + c + "'");
            }
            Path2D path =
                    bent(face.outline(small ? Character.toLowerCase(c) : c).path(), random);
            double size = HEIGHT / bounds(face.outline('H').path(), 0.001).getHeight();
            double lean = slant + random.nextGaussian() * 0.02;
            path.transform(new AffineTransform(size * aspect, 0, -lean * size, size, 0, 0));
            Rectangle2D bounds = bounds(path, 0.1);
            int width = (int) bounds.getWidth() + 2 * MARGIN;
            int height = (int) bounds.getHeight() + 2 * MARGIN;
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.translate(MARGIN - bounds.getX(), MARGIN - bounds.getY());
            graphics.setColor(Color.WHITE);
            graphics.fill(path);
            graphics.fill(StrokeOutline.of(path, nib));
            graphics.dispose();
            return new Glyph(width, height, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        }

        /** Where {@code path} itself is: newer versions of Java leave out a curve's control points, older ones don't. */
        private static Rectangle2D bounds(Path2D path, double flatness) {
            Path2D straight = new Path2D.Double();
            straight.append(path.getPathIterator(null, flatness), false);
            return straight.getBounds2D();
        }

        /** Moves every point by two slow waves, so that no two letters are alike. */
        private Path2D bent(Path2D path, RandomGenerator random) {
            double phase = random.nextDouble(0, 2 * Math.PI);
            double phase2 = random.nextDouble(0, 2 * Math.PI);
            double waves = random.nextDouble(3, 8);
            Path2D bent = new Path2D.Double(path.getWindingRule());
            double[] p = new double[6];
            for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
                int type = it.currentSegment(p);
                for (int i = 0; i < 6; i += 2) {
                    double x = p[i];
                    double y = p[i + 1];
                    p[i] = x + wobble * StrictMath.sin(waves * y + phase);
                    p[i + 1] = y + wobble * StrictMath.sin(waves * x + phase2);
                }
                switch (type) {
                    case PathIterator.SEG_MOVETO -> bent.moveTo(p[0], p[1]);
                    case PathIterator.SEG_LINETO -> bent.lineTo(p[0], p[1]);
                    case PathIterator.SEG_QUADTO -> bent.quadTo(p[0], p[1], p[2], p[3]);
                    case PathIterator.SEG_CUBICTO -> bent.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
                    default -> bent.closePath();
                }
            }
            return bent;
        }
    }
}
