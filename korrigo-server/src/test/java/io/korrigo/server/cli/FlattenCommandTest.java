package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlattenCommandTest {
    private final Console console = new Console();

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void drawPages() throws IOException {
        out = folder.resolve("out");
        for (int i = 0; i < 4; i++) {
            BufferedImage page = new BufferedImage(827, 1169, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = page.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, 827, 1169);
            graphics.setColor(Color.BLACK);
            graphics.fillRect(100 * i, 200, 50, 50);
            graphics.dispose();
            ImageIO.write(page, "jpg", folder.resolve("p" + i + ".jpg").toFile());
        }
    }

    private Path json(String name, String pages, String more) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "{\"copy_id\":\"c1\",\"anonymous_id\":\"A-017\",\"pages\":[" + pages + "]" + more + "}");
    }

    private static final String PAGES = "\"p0.jpg\",\"p1.jpg\",\"p2.jpg\",\"p3.jpg\"";

    @Test
    void carriesTheJpegsOverAndWritesTheMarks() throws IOException {
        Path copy = json(
                "copy.json",
                PAGES,
                ",\"annotations\":[{\"page_index\":0,\"x\":0.1,\"y\":0.2,\"w\":0.3,\"h\":0.05,\"type\":\"ERROR\","
                        + "\"content\":\"œ – ’ é … € → ≤\",\"score_delta\":-0.5}],\"scores\":{\"1.a\":2,\"1.b\":0.25},"
                        + "\"remarks\":{\"1.a\":\"Bien\"},\"global_appreciation\":\"Continuez\"");

        int status = console.run("flatten", copy, "--out", out);

        assertThat(console.err()).contains("1 of 1 copies");
        assertThat(status).isZero();
        try (PDDocument pdf = Loader.loadPDF(out.resolve("c1.pdf").toFile())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(5);
            for (int i = 0; i < 4; i++) {
                assertThat(image(pdf.getPage(i))).isEqualTo(Files.readAllBytes(folder.resolve("p" + i + ".jpg")));
            }
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("œ – ’ é … € → ≤", "−0,5", "A-017", "2,25", "Bien", "Continuez");
        }
    }

    private static byte[] image(PDPage page) throws IOException {
        for (var name : page.getResources().getXObjectNames()) {
            if (page.getResources().isImageXObject(name)) {
                COSStream stream = page.getResources().getXObject(name).getCOSObject();
                return stream.createRawInputStream().readAllBytes();
            }
        }
        throw new AssertionError("The page has no image");
    }

    @Test
    void writesMarksInEnglishWhenAsked() throws IOException {
        Path copy = json(
                "copy.json",
                PAGES,
                ",\"scores\":{\"1\":1.5},\"annotations\":[{\"page_index\":1,\"x\":0.1,"
                        + "\"y\":0.2,\"type\":\"BONUS\",\"content\":\"x\",\"score_delta\":-0.5}]");

        console.run("flatten", copy, "--out", out, "--lang", "en");

        try (PDDocument pdf = Loader.loadPDF(out.resolve("c1.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("1.5", "-0.5");
        }
    }

    @Test
    void makesAnArchivesFileAndNamesTheStudentWhenAsked() throws IOException {
        Path copy = json("copy.json", PAGES, ",\"student\":\"Zoé LE GOFF\"");

        assertThat(console.run("flatten", copy, "--out", out, "--pdfa")).isZero();

        try (PDDocument pdf = Loader.loadPDF(out.resolve("c1.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Élève : Zoé LE GOFF");
            assertThat(pdf.getDocumentCatalog().getOutputIntents()).hasSize(1);
        }
    }

    @Test
    void takesAPartOfThePagesOutAndNamesNobodyThen() throws IOException {
        Path copy = json("copy.json", PAGES, ",\"student\":\"Zoé LE GOFF\"");

        assertThat(console.run("flatten", copy, "--out", out, "--blank", "2:0,0.1,1,0.2", "--blank", "0,0,1,1"))
                .isZero();

        try (PDDocument pdf = Loader.loadPDF(out.resolve("c1.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf)).doesNotContain("GOFF");
            BufferedImage whole = decode(image(pdf.getPage(0)));
            BufferedImage part = decode(image(pdf.getPage(1)));
            BufferedImage untouched = decode(image(pdf.getPage(2)));
            assertThat(whole.getRGB(10, 210) & 0xFF).isGreaterThan(250);
            assertThat(part.getRGB(110, 210) & 0xFF).isGreaterThan(250);
            assertThat(untouched.getRGB(210, 210) & 0xFF).isLessThan(5);
        }
    }

    private static BufferedImage decode(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    @Test
    void takesAPageOfAFileByItsNumber() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(300, 300)));
            document.addPage(new PDPage(new PDRectangle(500, 400)));
            document.save(folder.resolve("scan.pdf").toFile());
        }

        int status = console.run("flatten", json("copy.json", "\"scan.pdf#2\",\"p0.jpg\"", ""), "--out", out);

        assertThat(status).isZero();
        try (PDDocument pdf = Loader.loadPDF(out.resolve("c1.pdf").toFile())) {
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(500);
        }
        console.run("flatten", json("copy.json", "\"scan.pdf#3\"", ""), "--out", out);
        assertThat(console.err()).contains("(scan.pdf, page 3)", "page 3 was asked for");
    }

    @Test
    @Tag("slow")
    void putsNoWordsOnWhatThePupilsOfTheSampleClassWrote() throws IOException {
        for (String copy : new String[] {"copy-03", "copy-05", "copy-16"}) {
            Path copies = Console.sampleClass().resolve("copies");
            assertThat(console.run("flatten", copies.resolve(copy + ".json"), "--out", out))
                    .isZero();
            try (PDDocument pdf = Loader.loadPDF(out.resolve(copy + ".pdf").toFile())) {
                for (int page = 1; page < 4; page++) {
                    BufferedImage scan = ImageIO.read(
                            copies.resolve(copy + "-p" + (page + 1) + ".jpg").toFile());
                    float scale =
                            scan.getWidth() / pdf.getPage(page).getMediaBox().getWidth();
                    BufferedImage shown = new PDFRenderer(pdf).renderImage(page, scale);
                    assertThat(palerInk(scan, shown))
                            .as(copy + ", page " + (page + 1))
                            .isZero();
                }
            }
        }
    }

    /** Pixels that are ink in the scan and paper in the PDF. */
    private static int palerInk(BufferedImage scan, BufferedImage shown) {
        int paler = 0;
        for (int y = 0; y < Math.min(scan.getHeight(), shown.getHeight()); y++) {
            for (int x = 0; x < Math.min(scan.getWidth(), shown.getWidth()); x++) {
                Color after = new Color(shown.getRGB(x, y));
                int least = Math.min(after.getRed(), Math.min(after.getGreen(), after.getBlue()));
                paler += (scan.getRGB(x, y) & 0xFF) < 90 && least > 180 ? 1 : 0;
            }
        }
        return paler;
    }
}
