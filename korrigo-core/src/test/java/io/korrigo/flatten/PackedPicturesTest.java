package io.korrigo.flatten;

import static io.korrigo.flatten.BlankedCopies.HEADER;
import static io.korrigo.flatten.BlankedCopies.blanked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.korrigo.InvalidInputException;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.page.Jbig2Pages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;

/** Pages of PDFs whose pictures only few programs read. */
class PackedPicturesTest {
    @FunctionalInterface
    private interface Picture {
        PDImageXObject in(PDDocument document) throws IOException;
    }

    private static byte[] scan(Picture picture) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(picture.in(document), 0, 0, 595.28f, 841.89f);
            }
            return Copies.save(document);
        }
    }

    private static byte[] jbig2() throws IOException {
        BufferedImage black = new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_BINARY);
        return scan(document -> Jbig2Pages.writing(document, black, 827, 1169));
    }

    private static byte[] jpeg2000() throws IOException {
        return scan(document -> {
            BufferedImage grey = new BufferedImage(827, 1169, BufferedImage.TYPE_BYTE_GRAY);
            PDImageXObject picture = LosslessFactory.createFromImage(document, grey);
            picture.getCOSObject().setItem(COSName.FILTER, COSName.JPX_DECODE);
            return picture;
        });
    }

    private static PageSource page(byte[] pdf) {
        return PageSource.ofPdf("scan.pdf", () -> new ByteArrayInputStream(pdf), 0);
    }

    private static boolean hasStream(PDDocument document, COSName filter) {
        return document.getDocument().getXrefTable().keySet().stream()
                .map(key -> document.getDocument().getObjectFromPool(key).getObject())
                .anyMatch(object -> object instanceof COSStream stream && filter.equals(stream.getFilters()));
    }

    @Test
    void inJbig2StayAsTheyAre() throws Exception {
        byte[] flat = Copies.flatten(Copies.of(List.of(page(jbig2()))));

        try (PDDocument document = Copies.read(flat)) {
            assertThat(hasStream(document, COSName.JBIG2_DECODE)).isTrue();
        }
    }

    @Test
    void inJbig2AreFitForArchives() throws Exception {
        byte[] flat = Copies.flatten(ArchivalTest.archival(Copies.of(List.of(page(jbig2()))), java.util.Locale.FRENCH));

        assertThat(VeraPdf.faults(flat)).isEmpty();
    }

    @Test
    void inJbig2KeepWhatIsOutsideARegionThatIsBlanked() throws IOException {
        BufferedImage seen = Copies.render(Copies.flatten(blanked(List.of(page(jbig2())))), 0);

        assertThat(Copies.color(seen, 0.28, 1.0 / 12 + 0.015))
                .as("in the header")
                .containsExactly(255, 255, 255);
        assertThat(Copies.color(seen, 0.28, 6.0 / 12 + 0.015)).as("below it").containsExactly(0, 0, 0);
        assertThat(HEADER.y() + HEADER.h()).isLessThan(6.0 / 12);
    }

    /** Who can't read a picture must not put white paper in its place. */
    @Test
    void inJpeg2000StayAsTheyAreButCanLoseNoRegion() throws IOException {
        byte[] scan = jpeg2000();

        try (PDDocument document = Copies.read(Copies.flatten(Copies.of(List.of(page(scan)))))) {
            assertThat(hasStream(document, COSName.JPX_DECODE)).isTrue();
        }
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Copies.flatten(blanked(List.of(page(scan)))))
                .withMessageContaining("picture in JPEG 2000, which is not read");
    }
}
