package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenOptions;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.image.OpenCvLibrary;
import io.korrigo.image.PageImage;
import io.korrigo.scan.PagePicture;
import io.korrigo.scan.Part;
import io.korrigo.scan.PilePage;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Mat;

/** Whoever shows or reads a page holds it as its file says, whatever kind of file it is. */
@Tag("slow")
class PagesHeldAlikeTest {
    private static final double DARK = 60;

    private static Stream<Arguments> files() {
        return files("jpg", "png", "tif", "fax");
    }

    /** Small pictures of other files are made without them: WordsBesideInkTest of the core has those. */
    private static Stream<Arguments> tiffs() {
        return files("tif", "fax").filter(file -> Set.of(3, 5, 6, 8).contains(file.get()[1]));
    }

    private static Stream<Arguments> files(String... formats) {
        return Stream.of(formats)
                .flatMap(format ->
                        IntStream.rangeClosed(1, 8).mapToObj(orientation -> Arguments.of(format, orientation)));
    }

    private static byte[] corners(String format, int orientation) throws IOException {
        return HeldPictures.file(HeldPictures.corners(), format, orientation);
    }

    @ParameterizedTest
    @MethodSource("files")
    void onScreens(String format, int orientation) throws IOException {
        InMemoryBlobStore blobs = new InMemoryBlobStore();
        byte[] file = corners(format, orientation);
        blobs.publish("page", out -> out.write(file));
        PagePictures pictures = new PagePictures(blobs);

        BufferedImage page = picture(pictures.jpeg("page", 160, 1));
        assertThat(page.getWidth()).isEqualTo(160);
        assertThat(page.getHeight()).isEqualTo(240);
        assertCorners(page);

        BufferedImage header = picture(pictures.jpeg("page", 200, PagePictures.HEADER));
        assertThat(header.getHeight()).isEqualTo(120);
        assertThat(brightness(header, 0.1, 0.3)).isLessThan(DARK);
        assertThat(brightness(header, 0.9, 0.1)).isLessThan(DARK);
        assertThat(brightness(header, 0.9, 0.3)).isGreaterThan(255 - DARK);
    }

    @ParameterizedTest
    @MethodSource("files")
    void byTheReaderOfHeaders(String format, int orientation) throws IOException {
        assertCorners(read(corners(format, orientation)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void inFinalPdfs(String format, int orientation) throws IOException {
        assertCorners(drawn(flattened(corners(format, orientation))));
    }

    /** Where there is room for words, a small picture of the page tells. */
    @ParameterizedTest
    @MethodSource("tiffs")
    void whereWordsAreWrittenBesideInk(String format, int orientation) throws IOException {
        Annotation words = new Annotation(
                0, new PageRegion(0.4, 0.4, 0.2, 0.05), AnnotationType.COMMENT, "Il manque la justification", null);

        byte[] pdf = flattened(HeldPictures.file(fullButForItsFoot(), format, orientation), words);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<Float> places = new ArrayList<>();
            PDFTextStripper text = new PDFTextStripper() {
                @Override
                protected void writeString(String line, List<TextPosition> letters) {
                    letters.forEach(letter -> places.add(letter.getY()));
                }
            };
            text.setEndPage(1);
            text.getText(document);
            float height = document.getPage(0).getMediaBox().getHeight();
            assertThat(places).isNotEmpty().allMatch(y -> y > 0.8 * height, "at the foot");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void whereTheyAreCutAndTurned(String format, int orientation) throws IOException {
        byte[] view = corners(format, orientation);

        assertCorners(read(PagePicture.of(view, new PilePage(0, Part.WHOLE, 0, 1, 0, true, false), "view")
                .bytes()));

        BufferedImage turned = read(PagePicture.of(view, new PilePage(0, Part.WHOLE, 2, 1, 0, true, false), "view")
                .bytes());
        assertThat(brightness(turned, 0.9, 0.87)).isLessThan(DARK);
        assertThat(brightness(turned, 0.1, 0.96)).isLessThan(DARK);
        assertThat(brightness(turned, 0.1, 0.87)).isGreaterThan(255 - DARK);

        BufferedImage right = read(PagePicture.of(view, new PilePage(0, Part.RIGHT, 0, 0.5, 0, true, false), "view")
                .bytes());
        assertThat(right.getWidth()).isBetween(92, 108);
        assertThat(right.getHeight()).isEqualTo(HeldPictures.HIGH);
        assertThat(brightness(right, 0.8, 0.04)).isLessThan(DARK);
        assertThat(brightness(right, 0.8, 0.13)).isGreaterThan(255 - DARK);
        assertThat(brightness(right, 0.2, 0.04)).isGreaterThan(255 - DARK);
    }

    private static void assertCorners(BufferedImage page) {
        assertThat((double) page.getWidth() / page.getHeight()).isBetween(0.66, 0.67);
        assertThat(brightness(page, 0.1, 0.13)).as("black below the top left").isLessThan(DARK);
        assertThat(brightness(page, 0.9, 0.04)).as("black at the top right").isLessThan(DARK);
        assertThat(brightness(page, 0.9, 0.13)).as("white below it").isGreaterThan(255 - DARK);
        assertThat(brightness(page, 0.1, 0.95)).as("white at the bottom left").isGreaterThan(255 - DARK);
        assertThat(brightness(page, 0.9, 0.95)).as("white at the bottom right").isGreaterThan(255 - DARK);
    }

    private static double brightness(BufferedImage picture, double x, double y) {
        return picture.getRGB((int) (x * picture.getWidth()), (int) (y * picture.getHeight())) & 0xFF;
    }

    private static BufferedImage fullButForItsFoot() {
        BufferedImage page = new BufferedImage(827, 1169, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 827, 1169);
        graphics.setColor(Color.BLACK);
        for (int y = 0; y < 950; y += 16) {
            graphics.fillRect(0, y, 827, 4);
        }
        graphics.dispose();
        return page;
    }

    private static BufferedImage picture(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static BufferedImage read(byte[] file) {
        OpenCvLibrary.load();
        try (PageImage page = PageImage.decode(file, "page")) {
            Mat grey = page.whole();
            BufferedImage picture = new BufferedImage(grey.cols(), grey.rows(), BufferedImage.TYPE_BYTE_GRAY);
            byte[] pixels = new byte[grey.cols() * grey.rows()];
            grey.get(0, 0, pixels);
            picture.getRaster().setDataElements(0, 0, grey.cols(), grey.rows(), pixels);
            return picture;
        }
    }

    private static byte[] flattened(byte[] file, Annotation... annotations) throws IOException {
        PageSource page = PageSource.of("page", () -> new ByteArrayInputStream(file));
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        new CopyFlattener()
                .flatten(
                        new CopyToFlatten(
                                "c1",
                                "A-1",
                                List.of(page),
                                List.of(annotations),
                                CopyMarks.NONE,
                                FlattenOptions.DEFAULT),
                        pdf);
        return pdf.toByteArray();
    }

    private static BufferedImage drawn(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImage(0);
        }
    }
}
