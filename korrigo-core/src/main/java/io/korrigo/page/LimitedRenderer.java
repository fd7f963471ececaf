package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws a page within {@link PageLimits}; a picture that can't be decoded is an error, not a white patch. */
final class LimitedRenderer extends PDFRenderer {
    private final String name;
    private final PageLimits limits;

    LimitedRenderer(PDDocument document, String name, PageLimits limits) {
        super(document);
        this.name = name;
        this.limits = limits;
        // a picture with many times the pixels that are drawn is not decoded whole
        setSubsamplingAllowed(true);
    }

    static InvalidInputException unreadable(String name, MissingImageReaderException missing) {
        return new InvalidInputException(
                name + " has a picture in JPEG 2000, which is not read: print it to a new PDF", missing);
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new PageDrawer(parameters) {
            @Override
            protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
                limits.step();
                super.processOperator(operator, operands);
            }

            @Override
            protected void operatorException(Operator operator, List<COSBase> operands, IOException failure)
                    throws IOException {
                if (failure instanceof MissingImageReaderException missing) {
                    throw unreadable(name, missing);
                }
                super.operatorException(operator, operands, failure);
            }

            @Override
            public void drawImage(PDImage image) throws IOException {
                StoredPicture.requireSize(image.getWidth(), image.getHeight(), name);
                super.drawImage(
                        image instanceof PDImageXObject picture
                                ? Jbig2Picture.unpacked(picture, getResources(), name, limits)
                                : image);
            }
        };
    }
}
