package io.korrigo.page;

import java.awt.geom.Area;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a page shows one picture and nothing else, as scanners write them: upright or turned by quarters, not
 * stretched, not cut, with no text over it but the invisible one of a text recognition.
 *
 * <p>What lies below a picture that fills the page does not count.
 */
final class OnlyPicture extends PDFGraphicsStreamEngine {
    /** Smaller shares of the page are a picture in a page, not a page: an A5 sheet on A4 has half. */
    private static final double LEAST_COVERED = 0.4;

    private final PageLimits limits;
    private final GeneralPath path = new GeneralPath();
    private final Rectangle2D sheet;
    private boolean clipping;
    private boolean marked;
    private @Nullable PDImageXObject picture;
    private @Nullable PicturePlace place;

    private OnlyPicture(PDPage page, PageLimits limits) {
        super(page);
        this.limits = limits;
        this.sheet = new Rectangle2D.Double(
                page.getCropBox().getLowerLeftX(),
                page.getCropBox().getLowerLeftY(),
                page.getCropBox().getWidth(),
                page.getCropBox().getHeight());
        addOperator(new NoFont());
    }

    /** Ends the look at a page that shows more. */
    private static final class ShowsMore extends RuntimeException {
        private static final long serialVersionUID = 1;

        ShowsMore() {
            super(null, null, false, false);
        }
    }

    /** Fonts are expensive to load, and no text is measured here. */
    private static final class NoFont extends OperatorProcessor {
        NoFont() {
            super(null);
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) {
            // whether text can be seen does not depend on its font
        }

        @Override
        public String getName() {
            return OperatorName.SET_FONT_AND_SIZE;
        }
    }

    /** The picture with its place. */
    record Shown(PDImageXObject picture, PicturePlace place) {}

    static Optional<Shown> shown(PDPage page, PageLimits limits) throws IOException {
        for (PDAnnotation annotation : page.getAnnotations()) {
            boolean seen = !(annotation instanceof PDAnnotationLink)
                    && !(annotation instanceof PDAnnotationPopup)
                    && !annotation.isHidden();
            if (seen) {
                return Optional.empty();
            }
        }
        OnlyPicture look = new OnlyPicture(page, limits);
        try {
            look.processPage(page);
            return look.picture == null || look.place == null
                    ? Optional.empty()
                    : Optional.of(new Shown(look.picture, look.place));
        } catch (ShowsMore more) {
            return Optional.empty();
        }
    }

    private void mark() {
        if (picture != null) {
            throw new ShowsMore();
        }
        marked = true;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        limits.step();
        super.processOperator(operator, operands);
    }

    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException failure)
            throws IOException {
        if (failure instanceof MissingImageReaderException) {
            // of which size and place it is, the renderer finds out
            throw new ShowsMore();
        }
        super.operatorException(operator, operands, failure);
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
        if (COSName.OC.equals(tag)) {
            throw new ShowsMore();
        }
        super.beginMarkedContentSequence(tag, properties);
    }

    @Override
    public void drawImage(PDImage image) {
        PicturePlace here = PicturePlace.of(getGraphicsState().getCurrentTransformationMatrix());
        Rectangle2D area = here.area();
        Rectangle2D inner = PicturePlace.shrunk(area);
        boolean fills = inner.isEmpty() || area.contains(PicturePlace.shrunk(sheet));
        boolean whole = image instanceof PDImageXObject
                && isPlain(getGraphicsState(), image)
                && here.isUpright(image.getWidth(), image.getHeight())
                && sheet.contains(inner)
                && clipContains(inner)
                && area.getWidth() * area.getHeight() >= LEAST_COVERED * sheet.getWidth() * sheet.getHeight();
        if (!whole || (marked || picture != null) && !fills) {
            throw new ShowsMore();
        }
        marked = false;
        picture = (PDImageXObject) image;
        place = here;
    }

    private boolean isPlain(PDGraphicsState state, PDImage image) {
        COSDictionary dictionary = ((PDImageXObject) image).getCOSObject();
        boolean stencilInColor = image.isStencil() && !isBlack(state);
        return state.getNonStrokeAlphaConstant() == 1
                && state.getBlendMode() == BlendMode.NORMAL
                && state.getSoftMask() == null
                && !dictionary.containsKey(COSName.SMASK)
                && !dictionary.containsKey(COSName.MASK)
                && !dictionary.containsKey(COSName.OC)
                && !stencilInColor
                // a stencil lets through what is below it
                && !(image.isStencil() && (marked || picture != null));
    }

    private static boolean isBlack(PDGraphicsState state) {
        try {
            return !state.getNonStrokingColor().isPattern()
                    && state.getNonStrokingColor().toRGB() == 0;
        } catch (IOException unknownSpace) {
            return false;
        }
    }

    private boolean clipContains(Rectangle2D area) {
        Area clip = getGraphicsState().getCurrentClippingPath();
        return clip.contains(area);
    }

    @Override
    protected void showText(byte[] string) {
        if (getGraphicsState().getTextState().getRenderingMode() != RenderingMode.NEITHER) {
            mark();
        }
    }

    @Override
    public void showTextStrings(COSArray array) {
        showText(new byte[0]);
    }

    @Override
    public void shadingFill(COSName name) {
        mark();
    }

    @Override
    public void strokePath() {
        mark();
        endPath();
    }

    @Override
    public void fillPath(int windingRule) {
        mark();
        endPath();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        mark();
        endPath();
    }

    @Override
    public void appendRectangle(Point2D one, Point2D two, Point2D three, Point2D four) {
        path.moveTo(one.getX(), one.getY());
        path.lineTo(two.getX(), two.getY());
        path.lineTo(three.getX(), three.getY());
        path.lineTo(four.getX(), four.getY());
        path.closePath();
    }

    @Override
    public void clip(int windingRule) {
        path.setWindingRule(windingRule);
        clipping = true;
    }

    @Override
    public void moveTo(float x, float y) {
        path.moveTo(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        path.lineTo(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        path.curveTo(x1, y1, x2, y2, x3, y3);
    }

    @Override
    public @Nullable Point2D getCurrentPoint() {
        return path.getCurrentPoint();
    }

    @Override
    public void closePath() {
        path.closePath();
    }

    @Override
    public void endPath() {
        if (clipping) {
            getGraphicsState().intersectClippingPath(new GeneralPath(path));
            clipping = false;
        }
        path.reset();
    }
}
