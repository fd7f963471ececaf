package io.korrigo.flatten.source;

import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.PageFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * What a source page's own annotations and form fields look like: drawn into the page, no longer live.
 *
 * <p>Each normal appearance is fitted to its rectangle by the steps of ISO 32000-1, 12.5.5 (algorithm 8.1).
 */
public final class SourceAnnotations {
    private static final int HIDDEN = 2;
    private static final int NO_VIEW = 32;

    /** What viewers draw by themselves where the file doesn't say how. */
    private static final Set<String> DRAWN_BY_VIEWERS = Set.of(
            "Circle",
            "FreeText",
            "Highlight",
            "Ink",
            "Line",
            "Polygon",
            "PolyLine",
            "Square",
            "Squiggly",
            "StrikeOut",
            "Underline");

    private final List<String> references = new ArrayList<>();
    private final List<double[]> matrices = new ArrayList<>();

    private SourceAnnotations() {}

    static SourceAnnotations of(PDDocument document, PDPage page, ObjectCopier copier) throws IOException, PageFault {
        SourceAnnotations annotations = new SourceAnnotations();
        COSArray array = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        for (int i = 0; array != null && i < array.size(); i++) {
            if (array.getObject(i) instanceof COSDictionary annotation) {
                boolean drawn = DRAWN_BY_VIEWERS.contains(String.valueOf(annotation.getNameAsString(COSName.SUBTYPE)));
                if (drawn && !annotation.containsKey(COSName.AP)) {
                    PDAnnotation.createAnnotation(annotation).constructAppearances(document);
                }
                annotations.add(annotation, copier);
            }
        }
        return annotations;
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
        if ((flags & (HIDDEN | NO_VIEW)) != 0 || "Popup".equals(subtype) || appearance == null || rectangle == null) {
            return;
        }
        double[] matrix = fit(appearance, rectangle);
        if (matrix != null) {
            // readers take an appearance for a form whatever it says, but a page's resources must say so
            appearance.setItem(COSName.TYPE, COSName.XOBJECT);
            appearance.setItem(COSName.SUBTYPE, COSName.FORM);
            references.add(copier.reference(appearance));
            matrices.add(matrix);
        }
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
