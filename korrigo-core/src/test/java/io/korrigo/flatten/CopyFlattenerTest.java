package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.source.PageSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyFlattenerTest {
    private static final byte[] JPEG = Pictures.jpeg(Pictures.page(827, 1169, BufferedImage.TYPE_INT_RGB));

    @TempDir
    Path folder;

    @Nested
    class Pages {
        @Test
        void carriesJpegFilesOverByteForByteInOrder() throws IOException {
            byte[] other = Pictures.jpeg(Pictures.page(400, 300, BufferedImage.TYPE_BYTE_GRAY));

            byte[] pdf = Copies.flatten(
                    Copies.of(List.of(Copies.source("a", JPEG), Copies.source("b", other), Copies.source("c", JPEG))));

            try (PDDocument document = Copies.read(pdf)) {
                assertThat(document.getNumberOfPages()).isEqualTo(4);
                List<byte[]> expected = List.of(JPEG, other, JPEG);
                for (int i = 0; i < 3; i++) {
                    var image = document.getPage(i)
                            .getResources()
                            .getXObject(COSName.P)
                            .getCOSObject();
                    assertThat(image.getCOSName(COSName.FILTER)).isEqualTo(COSName.DCT_DECODE);
                    assertThat(image.createRawInputStream().readAllBytes()).isEqualTo(expected.get(i));
                }
            }
        }

        @Test
        void addsAtMostSixtyKilobytesToABusyCopy() {
            List<Annotation> annotations = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                annotations.add(new Annotation(
                        i % 4,
                        new PageRegion(0.1, 0.05 + 0.02 * i, 0.2, 0.015),
                        AnnotationType.values()[i % 4],
                        "Remarque n° " + i + " : œuvre citée – “à revoir” ≤ 3 €, s’il vous plaît…",
                        new BigDecimal("-0.25")));
            }
            List<PageSource> pages = IntStream.range(0, 4)
                    .mapToObj(i -> Copies.source("p" + i, JPEG))
                    .toList();

            byte[] pdf = Copies.flatten(Copies.of(pages, annotations.toArray(Annotation[]::new)));

            assertThat(pdf.length).isLessThan(4 * JPEG.length + 60 * 1024);
        }

        @Test
        void keepsAPageThatNamesNoCredibleResolutionOnA4() throws IOException {
            byte[] scan = Pictures.jpeg(Pictures.blank(827, 1169));

            for (byte[] page : List.of(
                    scan,
                    Pictures.withDensity(scan, 72),
                    Pictures.withDensity(scan, 96),
                    Pictures.withDensity(scan, 100))) {
                try (PDDocument document = Copies.read(Copies.flatten(Copies.of(page)))) {
                    PDRectangle box = document.getPage(0).getMediaBox();
                    assertThat(box.getWidth()).isCloseTo(595.3f, within(1f));
                    assertThat(box.getHeight()).isCloseTo(841.9f, within(1f));
                }
            }
        }

        @Test
        void takesPagesOfASourcePdfOverAsTheyAre() throws IOException {
            byte[] source = Copies.sourcePdf(PDRectangle.A4, PDRectangle.A4, 0, 1);

            byte[] pdf = Copies.flatten(Copies.of(List.of(
                    PageSource.ofPdf("scan.pdf", () -> new java.io.ByteArrayInputStream(source), 0),
                    Copies.source("p1", JPEG))));

            assertThat(Copies.color(Copies.render(pdf, 0), 0.05, 0.95)).containsExactly(0, 0, 0);
            assertThat(Copies.color(Copies.render(pdf, 0), 0.5, 0.5)).containsExactly(255, 255, 255);
            try (PDDocument document = Copies.read(pdf)) {
                assertThat(document.getNumberOfPages()).isEqualTo(3);
            }
        }
    }

    @Nested
    class Output {
        @Test
        void isTheSameBytesForTheSameInput() {
            CopyToFlatten copy = Copies.of(JPEG, Copies.annotation(AnnotationType.ERROR, "Non : √2 ∉ ℚ", "-0.5"));

            assertThat(Copies.flatten(copy)).isEqualTo(Copies.flatten(copy));
        }

        @Test
        void isDescribedByItsResult() throws Exception {
            Path target = folder.resolve("copy.pdf");

            FlattenedCopy flattened = new CopyFlattener().flatten(Copies.of(JPEG), target);

            byte[] pdf = Files.readAllBytes(target);
            assertThat(flattened.pages()).isEqualTo(2);
            assertThat(flattened.bytes()).isEqualTo(pdf.length);
            assertThat(flattened.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)));
            assertThat(folder).isDirectoryContaining("glob:**/copy.pdf");
        }

        @Test
        void namesTitleAndLanguage() throws IOException {
            try (PDDocument document = Copies.read(Copies.flatten(Copies.of(JPEG)))) {
                assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Copie : A-001");
                assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            }
        }

        @Test
        void replacesNothingAndLeavesNothingBehindWhenAPageIsMissing() throws IOException {
            Path target = folder.resolve("copy.pdf");
            Files.writeString(target, "before");
            Files.write(folder.resolve("p0.jpg"), JPEG);
            CopyToFlatten copy = Copies.of(
                    List.of(PageSource.of(folder.resolve("p0.jpg")), PageSource.of(folder.resolve("p1.jpg"))));

            assertThatThrownBy(() -> new CopyFlattener().flatten(copy, target))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("Copy c1, page 2 of 2 (p1.jpg): the file is missing; upload the page again");

            assertThat(target).hasContent("before");
            assertThat(names()).containsExactlyInAnyOrder("copy.pdf", "p0.jpg");
        }

        private List<String> names() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        }

        @Test
        void ofACopyWithoutPagesIsRefused() {
            assertThatThrownBy(() -> Copies.flatten(Copies.of(List.of())))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("no pages");
        }

        @Test
        void isCleanInTheEyesOfQpdf() throws Exception {
            Path target = folder.resolve("copy.pdf");
            byte[] source = Copies.sourcePdf(PDRectangle.A4, PDRectangle.A4, 90, 1);
            BufferedImage grey = Pictures.page(300, 400, BufferedImage.TYPE_BYTE_GRAY);
            new CopyFlattener()
                    .flatten(
                            Copies.of(
                                    List.of(
                                            Copies.source("a", JPEG),
                                            Copies.source("b", source),
                                            Copies.source("c", Pictures.png(grey)),
                                            Copies.source("d", Pictures.interlacedPng(grey))),
                                    Copies.annotation(AnnotationType.ERROR, "Non : √2 ∉ ℚ", "-0.5")),
                            target);

            assertThat(Qpdf.complaints(Files.readAllBytes(target))).isEmpty();
        }
    }
}
