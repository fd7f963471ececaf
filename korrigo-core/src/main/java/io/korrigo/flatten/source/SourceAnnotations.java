package io.korrigo.flatten.source;

import io.korrigo.Internal;
import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.PageFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A source page's own annotations and form fields, drawn into the page as they look and no longer live.
 *
 * <p>Each normal appearance is fitted to its rectangle by the steps of ISO 32000-1, 12.5.5 (algorithm 8.1).
 */
@Internal
public final class SourceAnnotations {
    private static final int HIDDEN = 2;
    private static final int NO_ROTATE = 16;
    private static final int NO_VIEW = 32;

    /** What viewers draw by themselves where the file doesn't say how. */
    private static final Set<String> DRAWN_BY_VIEWERS = Set.of(
            "Caret",
            "Circle",
            "FileAttachment",
            "FreeText",
            "Highlight",
            "Ink",
            "Line",
            "Link",
            "Polygon",
            "PolyLine",
            "Square",
            "Squiggly",
            "StrikeOut",
            "Text",
            "Underline");

    private final List<String> references = new ArrayList<>();
    private final List<double[]> matrices = new ArrayList<>();

    private final SortedSet<String> leftOut = new TreeSet<>();
    private final int rotation;

    private SourceAnnotations(int rotation) {
        this.rotation = rotation;
    }

    static SourceAnnotations of(PDDocument document, PDPage page, ObjectCopier copier) throws IOException, PageFault {
        SourceAnnotations annotations = new SourceAnnotations(Math.floorMod(page.getRotation(), 360));
        COSArray array = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        for (int i = 0; array != null && i < array.size(); i++) {
            if (array.getObject(i) instanceof COSDictionary annotation) {
                boolean drawn = DRAWN_BY_VIEWERS.contains(String.valueOf(annotation.getNameAsString(COSName.SUBTYPE)));
                if (drawn && !annotation.containsKey(COSName.AP)) {
                    construct(document, annotation);
                }
                annotations.add(annotation, copier);
            }
        }
        return annotations;
    }

    /** Asks PDFBox for the look of an annotation that doesn't have one; what it can't draw is named as left out. */
    private static void construct(PDDocument document, COSDictionary annotation) throws IOException {
        try {
            PDAnnotation.createAnnotation(annotation).constructAppearances(document);
        } catch (RuntimeException e) {
            // its handlers take entries for granted that a sound annotation may lack
            annotation.removeItem(COSName.AP);
        }
    }

    /** Names for the page's XObject resources, A0 and so on. */
    public String resources() {
        StringBuilder resources = new StringBuilder();
        for (int i = 0; i < references.size(); i++) {
            resources.append(" /A").append(i).append(' ').append(references.get(i));
        }
        return resources.toString();
    }

    public void draw(ContentStream content) {
        for (int i = 0; i < references.size(); i++) {
            content.save().transform(matrices.get(i)).paint("A" + i).restore();
        }
    }

    private void add(COSDictionary annotation, ObjectCopier copier) throws PageFault {
        int flags = annotation.getInt(COSName.F, 0);
        String subtype = annotation.getNameAsString(COSName.SUBTYPE);
        COSStream appearance = appearance(annotation);
        if (appearance == null && "FreeText".equals(subtype) && annotation.containsKey(COSName.CONTENTS)) {
            throw new PageFault("the PDF's page has a typed note that doesn't say how it looks; print it to a new PDF");
        }
        COSArray rectangle = annotation.getCOSArray(COSName.RECT);
        boolean hidden = (flags & (HIDDEN | NO_VIEW)) != 0 || "Popup".equals(subtype);
        if (!hidden && appearance == null && isShownByViewers(annotation, subtype)) {
            leftOut.add(String.valueOf(subtype));
        }
        if ((flags & (HIDDEN | NO_VIEW)) != 0 || "Popup".equals(subtype) || appearance == null || rectangle == null) {
            return;
        }
        double[] matrix = fit(appearance, rectangle);
        if (matrix != null && (flags & NO_ROTATE) != 0) {
            matrix = turned(matrix, new PDRectangle(rectangle));
        }
        if (matrix != null) {
            COSBase layer = annotation.getItem(COSName.OC);
            if (layer != null) {
                // a form obeys the layer as its annotation did (ISO 32000-1, 8.11.3.3)
                appearance.setItem(COSName.OC, layer);
            }
            // readers take an appearance for a form whatever it says, but a page's resources must say so
            appearance.setItem(COSName.TYPE, COSName.XOBJECT);
            appearance.setItem(COSName.SUBTYPE, COSName.FORM);
            references.add(copier.reference(appearance));
            matrices.add(matrix);
        }
    }

    /** Kinds of annotations that viewers show and that couldn't be drawn, such as Stamp. */
    public SortedSet<String> leftOut() {
        return leftOut;
    }

    /** Viewers draw nothing for a link without a border, nor for an empty field. */
    private static boolean isShownByViewers(COSDictionary annotation, @Nullable String subtype) {
        if ("Widget".equals(subtype)) {
            COSDictionary look = annotation.getCOSDictionary(COSName.getPDFName("MK"));
            return annotation.containsKey(COSName.V) || look != null && look.containsKey(COSName.getPDFName("BC"));
        }
        return subtype != null && !Set.of("Link", "PrinterMark", "TrapNet").contains(subtype);
    }

    /** Upright on the turned page, about the upper left corner (ISO 32000-1, 12.5.3, NoRotate). */
    private double[] turned(double[] m, PDRectangle rectangle) {
        double cos = rotation == 0 ? 1 : rotation == 180 ? -1 : 0;
        double sin = rotation == 90 ? 1 : rotation == 270 ? -1 : 0;
        double x = rectangle.getLowerLeftX();
        double y = rectangle.getUpperRightY();
        return new double[] {
            cos * m[0] - sin * m[1],
            sin * m[0] + cos * m[1],
            cos * m[2] - sin * m[3],
            sin * m[2] + cos * m[3],
            cos * (m[4] - x) - sin * (m[5] - y) + x,
            sin * (m[4] - x) + cos * (m[5] - y) + y
        };
    }

    private static @Nullable COSStream appearance(COSDictionary annotation) {
        COSDictionary appearances = annotation.getCOSDictionary(COSName.AP);
        COSBase normal = appearances == null ? null : appearances.getDictionaryObject(COSName.N);
        if (normal instanceof COSStream stream) {
            return stream;
        }
        COSName state = annotation.getCOSName(COSName.AS);
        return normal instanceof COSDictionary states && state != null ? states.getCOSStream(state) : null;
    }

    private static double @Nullable [] fit(COSStream appearance, COSArray rectangle) {
        COSArray box = appearance.getCOSArray(COSName.BBOX);
        if (box == null || box.size() < 4 || rectangle.size() < 4) {
            return null;
        }
        PDRectangle target = new PDRectangle(rectangle);
        Matrix own = appearance.getCOSArray(COSName.MATRIX) == null
                ? new Matrix()
                : Matrix.createMatrix(appearance.getCOSArray(COSName.MATRIX));
        java.awt.geom.Rectangle2D turned = new PDRectangle(box).transform(own).getBounds2D();
        if (turned.getWidth() <= 0 || turned.getHeight() <= 0) {
            return null;
        }
        double scaleX = target.getWidth() / turned.getWidth();
        double scaleY = target.getHeight() / turned.getHeight();
        double[] matrix = {
            scaleX,
            0,
            0,
            scaleY,
            target.getLowerLeftX() - turned.getX() * scaleX,
            target.getLowerLeftY() - turned.getY() * scaleY
        };
        for (double number : matrix) {
            if (!Double.isFinite(number) || Math.abs(number) > 1e6) {
                return null;
            }
        }
        return matrix;
    }
}
