package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.source.PageSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes are where they were drawn on the page that a person sees, to a pixel at 144 dpi. */
@Tag("slow")
class AnnotationPlacesTest {
    private static final int DPI = 144;
    private static final List<PageRegion> BOXES = List.of(
            new PageRegion(0.25, 0.2, 0.2, 0.1),
            new PageRegion(0.613, 0.071, 0.117, 0.033),
            new PageRegion(0.07, 0.81, 0.5, 0.12));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void onImagesInEveryExifOrientation(int orientation) throws IOException {
        BufferedImage upright = Pictures.page(413, 585, BufferedImage.TYPE_BYTE_GRAY);
        byte[] page = Pictures.withOrientation(Pictures.jpeg(stored(upright, orientation)), orientation);

        for (PageRegion box : BOXES) {
            byte[] pdf = flattened(List.of(page), List.of(annotation(0, box)));
            BufferedImage shown = render(pdf, 0);
            assertBox(pdf, 0, shown, box, 1);
            assertSameContent(shown, upright, box);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "90,1", "180,1", "270,1", "0,2", "90,2", "180,2", "270,2", "180,0.5"})
    void onTurnedPdfPagesWithOffsetBoxesAndUnits(int rotation, float userUnit) throws IOException {
        byte[] source = Copies.sourcePdf(
                new PDRectangle(-100, 50, 700, 900), new PDRectangle(-60, 80, 595, 842), rotation, userUnit);

        for (PageRegion box : BOXES) {
            byte[] pdf = flattened(List.of(source), List.of(annotation(0, box)));
            // a page of unlikely size is drawn on in its own proportion
            assertBox(pdf, 0, render(pdf, 0), box, scale(userUnit));
        }
    }

    /** How many of the page's units a drawn point takes. */
    private static double scale(float userUnit) {
        return userUnit == 1 ? 1 : Math.sqrt(595 * 842 / (595.276 * 841.89));
    }

    @Test
    void onPagesOfMixedSizesInOneCopy() throws IOException {
        List<byte[]> pages = List.of(
                Pictures.jpeg(Pictures.blank(595, 842)),
                Copies.sourcePdf(new PDRectangle(842, 1191), new PDRectangle(842, 1191), 90, 1),
                Pictures.png(Pictures.blank(1169, 827)),
                Copies.sourcePdf(new PDRectangle(10, 10, 420, 595), new PDRectangle(10, 10, 420, 595), 270, 1),
                Pictures.jpeg(Pictures.blank(300, 1200)));
        for (PageRegion box : BOXES) {
            List<Annotation> annotations = new ArrayList<>();
            for (int i = 0; i < pages.size(); i++) {
                annotations.add(annotation(i, box));
            }

            byte[] pdf = flattened(pages, annotations);

            for (int i = 0; i < pages.size(); i++) {
                assertBox(pdf, i, render(pdf, i), box, 1);
            }
        }
    }

    @Test
    void inTheEyesOfMuPdfToo() throws Exception {
        List<byte[]> pages = new ArrayList<>();
        List<Annotation> annotations = new ArrayList<>();
        for (int orientation = 1; orientation <= 8; orientation++) {
            BufferedImage stored = stored(Pictures.blank(413, 585), orientation);
            pages.add(Pictures.withOrientation(Pictures.jpeg(stored), orientation));
        }
        for (int rotation = 0; rotation < 360; rotation += 90) {
            pages.add(Copies.sourcePdf(
                    new PDRectangle(-100, 50, 700, 900), new PDRectangle(-60, 80, 595, 842), rotation, 1));
        }
        for (int i = 0; i < pages.size(); i++) {
            annotations.add(annotation(i, BOXES.get(i % 3)));
        }
        Path pdf = folder.resolve("copy.pdf");
        byte[] flattened = flattened(pages, annotations);
        Files.write(pdf, flattened);

        Process mutool;
        try {
            mutool = new ProcessBuilder(
                            "mutool",
                            "draw",
                            "-q",
                            "-r",
                            "" + DPI,
                            "-o",
                            folder.resolve("p%d.png").toString(),
                            pdf.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("mutool is not installed");
            return;
        }
        String said = new String(mutool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(mutool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said.replace("warning: ICC support is not available\n", ""))
                .as("warnings")
                .isEmpty();
        for (int i = 0; i < pages.size(); i++) {
            assertBox(
                    flattened,
                    i,
                    ImageIO.read(folder.resolve("p" + (i + 1) + ".png").toFile()),
                    BOXES.get(i % 3),
                    1);
        }
    }

    private static Annotation annotation(int page, PageRegion box) {
        return new Annotation(page, box, AnnotationType.ERROR, "", null);
    }

    private static byte[] flattened(List<byte[]> pages, List<Annotation> annotations) {
        List<PageSource> sources =
                pages.stream().map(page -> Copies.source("p", page)).toList();
        return Copies.flatten(Copies.of(sources, annotations.toArray(Annotation[]::new)));
    }

    private static BufferedImage render(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Copies.read(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(page, DPI, ImageType.RGB);
        }
    }

    /** The outline is 2 points wide with its middle on the box, so its outer edges are a point away from it. */
    private static void assertBox(byte[] pdf, int page, BufferedImage picture, PageRegion box, double unit)
            throws IOException {
        double[] red = Copies.redBounds(picture);
        double w;
        double h;
        try (PDDocument document = Copies.read(pdf)) {
            PDRectangle crop = document.getPage(page).getCropBox();
            boolean turned = document.getPage(page).getRotation() % 180 != 0;
            // the picture itself has whole pixels only
            w = (turned ? crop.getHeight() : crop.getWidth()) * DPI / 72;
            h = (turned ? crop.getWidth() : crop.getHeight()) * DPI / 72;
        }
        double half = unit * DPI / 72.0;
        assertThat(red[0] * picture.getWidth()).as("left").isCloseTo(box.x() * w - half, within(1.0));
        assertThat(red[1] * picture.getHeight()).as("top").isCloseTo(box.y() * h - half, within(1.0));
        assertThat(red[2] * picture.getWidth()).as("right").isCloseTo((box.x() + box.w()) * w + half, within(1.0));
        assertThat(red[3] * picture.getHeight()).as("bottom").isCloseTo((box.y() + box.h()) * h + half, within(1.0));
    }

    /** The rendered page shows what the upright picture does, blurred by scaling, wherever nothing was drawn over it. */
    private static void assertSameContent(BufferedImage page, BufferedImage upright, PageRegion box) {
        double difference = 0;
        int count = 0;
        for (int y = 2; y < upright.getHeight() - 2; y += 3) {
            for (int x = 2; x < upright.getWidth() - 2; x += 3) {
                double fx = (x + 0.5) / upright.getWidth();
                double fy = (y + 0.5) / upright.getHeight();
                boolean nearBox = fx > box.x() - 0.02
                        && fx < box.x() + box.w() + 0.02
                        && fy > box.y() - 0.02
                        && fy < box.y() + box.h() + 0.02;
                if (!nearBox) {
                    int shown = page.getRGB((int) (fx * page.getWidth()), (int) (fy * page.getHeight()));
                    difference += Math.abs((shown >> 8 & 0xFF) - (upright.getRGB(x, y) >> 8 & 0xFF));
                    count++;
                }
            }
        }
        // a picture turned wrongly differs by 30
        assertThat(difference / count).isLessThan(8);
    }

    /** The upright picture as a camera held in another way stores it (EXIF 2.3, 4.6.4, Orientation). */
    private static BufferedImage stored(BufferedImage upright, int orientation) {
        int w = upright.getWidth();
        int h = upright.getHeight();
        boolean onItsSide = orientation >= 5;
        BufferedImage stored = Pictures.blank(onItsSide ? h : w, onItsSide ? w : h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int[] at = switch (orientation) {
                    case 2 -> new int[] {w - 1 - x, y};
                    case 3 -> new int[] {w - 1 - x, h - 1 - y};
                    case 4 -> new int[] {x, h - 1 - y};
                    case 5 -> new int[] {y, x};
                    case 6 -> new int[] {y, w - 1 - x};
                    case 7 -> new int[] {h - 1 - y, w - 1 - x};
                    case 8 -> new int[] {h - 1 - y, x};
                    default -> new int[] {x, y};
                };
                stored.setRGB(at[0], at[1], upright.getRGB(x, y));
            }
        }
        return stored;
    }
}
