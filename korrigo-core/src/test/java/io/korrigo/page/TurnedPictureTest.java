package io.korrigo.page;

import static io.korrigo.page.ScannedFiles.JPEG;
import static io.korrigo.page.ScannedFiles.jpeg;
import static io.korrigo.page.ScannedFiles.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.image.JpegOrientation;
import io.korrigo.image.OpenCvLibrary;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Copiers store what is fed sideways as it lies, and turn the page. */
class TurnedPictureTest {
    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    private static Mat decoded(byte[] file) {
        return Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_GRAYSCALE);
    }

    private static Mat turned(byte[] file, int quarterTurns) {
        Mat turned = decoded(file);
        for (int i = 0; i < quarterTurns; i++) {
            Core.rotate(turned, turned, Core.ROTATE_90_CLOCKWISE);
        }
        return turned;
    }

    private static void assertSamePixels(Mat actual, Mat expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        assertThat(Core.norm(actual, expected, Core.NORM_INF)).isZero();
    }

    private static byte[] rotated(byte[] pdf, int degrees) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.getPage(0).setRotation(degrees);
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] pdf(String kind) {
        return PdfPages.of((document, content) -> PdfPages.fill(
                content,
                switch (kind) {
                    case "jpeg" -> jpeg(document);
                    case "fax" ->
                        CCITTFactory.createFromImage(document, PdfPages.picture(BufferedImage.TYPE_BYTE_BINARY));
                    default -> LosslessFactory.createFromImage(document, PdfPages.picture(BufferedImage.TYPE_INT_RGB));
                }));
    }

    @ParameterizedTest
    @CsvSource({"jpeg,90", "jpeg,180", "jpeg,270", "fax,90", "fax,180", "fax,270", "png,90", "png,180", "png,270"})
    void isHeldAsItsPageIsRotated(String kind, int degrees) throws IOException {
        byte[] pdf = pdf(kind);

        byte[] page = page(rotated(pdf, degrees), 0);

        assertSamePixels(decoded(page), turned(page(pdf, 0), degrees / 90));
    }

    @Test
    void isHeldAsItLiesOnItsPage() throws IOException {
        byte[] pdf = PdfPages.of(
                (document, content) -> content.drawImage(jpeg(document), new Matrix(0, 421, -595, 0, 595, 200)));

        assertSamePixels(decoded(page(pdf, 0)), turned(JPEG, 3));
    }

    @Test
    void comesOutAsItIsStoredWherePlaceAndRotationMakeUpForEachOther() throws IOException {
        byte[] pdf = PdfPages.of(
                (document, content) -> content.drawImage(jpeg(document), new Matrix(0, 421, -595, 0, 595, 200)));

        assertThat(page(rotated(pdf, 90), 0)).isEqualTo(JPEG);
    }

    /** Readers of PDFs don't look into it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void doesNotListenToExifDataInAPdf(int quarterTurns) {
        byte[] sideways = JpegOrientation.held(JPEG, 1);

        assertSamePixels(decoded(sideways), turned(JPEG, 1));
        assertSamePixels(decoded(TurnedPicture.of(sideways, quarterTurns, "page")), turned(JPEG, quarterTurns));
    }

    @Test
    void isTheSameFileWhereItIsNotTurned() {
        byte[] sideways = JpegOrientation.held(JPEG, 1);

        assertThat(TurnedPicture.of(JPEG, 0, "page")).isSameAs(JPEG);
        assertThat(TurnedPicture.of(sideways, 1, "page")).isSameAs(sideways);
    }
}
