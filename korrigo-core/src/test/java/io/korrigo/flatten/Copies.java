package io.korrigo.flatten;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.source.PageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/** Copies for tests, and what a reader finds in the PDFs made from them. */
final class Copies {
    static final PageRegion BOX = new PageRegion(0.25, 0.2, 0.2, 0.1);

    private Copies() {}

    static PageSource source(String name, byte[] file) {
        return PageSource.of(name, () -> new ByteArrayInputStream(file));
    }

    static CopyToFlatten of(List<PageSource> pages, Annotation... annotations) {
        return new CopyToFlatten("c1", "A-001", pages, List.of(annotations), CopyMarks.NONE, FlattenOptions.DEFAULT);
    }

    static CopyToFlatten of(byte[] page, Annotation... annotations) {
        return of(List.of(source("p0", page)), annotations);
    }

    static CopyToFlatten marked(CopyToFlatten copy, CopyMarks marks, Locale locale) {
        return new CopyToFlatten(
                copy.copyId(), copy.anonymousId(), copy.pages(), copy.annotations(), marks, FlattenOptions.in(locale));
    }

    static CopyMarks scores(Map<String, String> points) {
        Map<String, BigDecimal> scores = new java.util.HashMap<>();
        points.forEach((id, value) -> scores.put(id, new BigDecimal(value)));
        return new CopyMarks(scores, Map.of(), "");
    }

    static Annotation annotation(AnnotationType type, String content, @Nullable String delta) {
        return new Annotation(0, BOX, type, content, delta == null ? null : new BigDecimal(delta));
    }

    static byte[] flatten(CopyToFlatten copy) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new CopyFlattener().flatten(copy, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static PDDocument read(byte[] pdf) {
        try {
            return Loader.loadPDF(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(byte[] pdf) throws IOException {
        try (PDDocument document = read(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    static BufferedImage render(byte[] pdf, int page) throws IOException {
        try (PDDocument document = read(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(page, 72, ImageType.RGB);
        }
    }

    /** The data of the first page's image as the PDF stores it. */
    static byte[] stored(byte[] pdf) throws IOException {
        try (PDDocument document = read(pdf);
                var in = document.getPage(0)
                        .getResources()
                        .getXObject(COSName.P)
                        .getCOSObject()
                        .createRawInputStream()) {
            return in.readAllBytes();
        }
    }

    /** Red, green and blue at a place given in fractions of the picture. */
    static int[] color(BufferedImage image, double x, double y) {
        int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
        return new int[] {rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF};
    }

    /** Left, top, right and bottom edge, in fractions, of everything about as red as errors are drawn. */
    static double[] redBounds(BufferedImage image) {
        double[] bounds = {1, 1, 0, 0};
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                if ((rgb >> 16 & 0xFF) > 150 && (rgb >> 8 & 0xFF) < 120 && (rgb & 0xFF) < 120) {
                    bounds[0] = Math.min(bounds[0], x / (double) image.getWidth());
                    bounds[1] = Math.min(bounds[1], y / (double) image.getHeight());
                    bounds[2] = Math.max(bounds[2], (x + 1) / (double) image.getWidth());
                    bounds[3] = Math.max(bounds[3], (y + 1) / (double) image.getHeight());
                }
            }
        }
        return bounds;
    }

    /** A PDF of one page with a black mark in its lower left corner, its boxes and rotation as given. */
    static byte[] sourcePdf(PDRectangle media, PDRectangle crop, int rotation, float userUnit) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(media);
            page.setCropBox(crop);
            page.setRotation(rotation);
            page.setUserUnit(userUnit);
            document.addPage(page);
            try (var content = new org.apache.pdfbox.pdmodel.PDPageContentStream(document, page)) {
                content.addRect(
                        crop.getLowerLeftX(), crop.getLowerLeftY(), crop.getWidth() / 10, crop.getHeight() / 10);
                content.fill();
            }
            return save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] save(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    static byte[] cut(byte[] file, int length) {
        return Arrays.copyOf(file, length);
    }
}
