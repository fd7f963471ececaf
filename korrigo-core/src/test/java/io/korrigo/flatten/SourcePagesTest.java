package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.AnnotationType;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.flatten.text.TextFlow;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationSquare;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.junit.jupiter.api.Test;

class SourcePagesTest {
    @Test
    void keepTheirNotesAsDrawnWhereverTheAppearanceIsDefined() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(400, 400));
            document.addPage(page);
            PDAnnotationSquare note = new PDAnnotationSquare();
            note.setRectangle(new PDRectangle(200, 200, 100, 100));
            PDAppearanceStream look = new PDAppearanceStream(document);
            look.setBBox(new PDRectangle(10, 10));
            look.setResources(new PDResources());
            try (var out = look.getStream().createOutputStream()) {
                out.write("0 1 0 rg 0 0 10 10 re f".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            PDAppearanceDictionary looks = new PDAppearanceDictionary();
            looks.setNormalAppearance(look);
            note.setAppearance(looks);
            PDAnnotationSquare hidden = new PDAnnotationSquare(new COSDictionary(note.getCOSObject()));
            hidden.setRectangle(new PDRectangle(0, 0, 100, 100));
            hidden.setHidden(true);
            page.setAnnotations(List.of(note, hidden));

            byte[] pdf = Copies.flatten(Copies.of(Copies.save(document)));

            BufferedImage picture = Copies.render(pdf, 0);
            assertThat(Copies.color(picture, 0.6, 0.4)).containsExactly(0, 255, 0);
            assertThat(Copies.color(picture, 0.1, 0.9)).containsExactly(255, 255, 255);
            try (PDDocument flattened = Copies.read(pdf)) {
                assertThat(flattened.getPage(0).getAnnotations()).isEmpty();
            }
        }
    }

    @Test
    void leaveScriptsBehind() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            PDAnnotationLink link = new PDAnnotationLink();
            link.setRectangle(new PDRectangle(10, 10, 100, 100));
            link.setAction(new PDActionJavaScript("app.alert('hallo')"));
            page.setAnnotations(List.of(link));
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('hallo')"));

            String pdf = new String(
                    Copies.flatten(Copies.of(Copies.save(document))), java.nio.charset.StandardCharsets.ISO_8859_1);

            assertThat(pdf).doesNotContain("JavaScript").doesNotContain("/JS").doesNotContain("OpenAction");
        }
    }

    @Test
    void keepLayersOffThatAreOff() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(400, 400));
            document.addPage(page);
            PDOptionalContentGroup shown = new PDOptionalContentGroup("shown");
            PDOptionalContentGroup off = new PDOptionalContentGroup("off");
            PDOptionalContentProperties layers = new PDOptionalContentProperties();
            layers.addGroup(shown);
            layers.addGroup(off);
            layers.setGroupEnabled(off, false);
            document.getDocumentCatalog().setOCProperties(layers);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginMarkedContent(COSName.OC, shown);
                content.addRect(0, 0, 100, 100);
                content.fill();
                content.endMarkedContent();
                content.beginMarkedContent(COSName.OC, off);
                content.addRect(200, 200, 100, 100);
                content.fill();
                content.endMarkedContent();
            }

            BufferedImage picture = Copies.render(Copies.flatten(Copies.of(Copies.save(document))), 0);

            assertThat(Copies.color(picture, 0.1, 0.9)).containsExactly(0, 0, 0);
            assertThat(Copies.color(picture, 0.6, 0.4)).containsExactly(255, 255, 255);
        }
    }

    @Test
    void doNotDisturbWhatIsDrawnOverThem() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(595, 842));
            document.addPage(page);
            COSArray contents = new COSArray();
            for (String part : List.of("Q Q q 3 0 0 3 100 100 cm 0 1 0 rg 0 0 1", " 1 re f q q")) {
                COSStream stream = document.getDocument().createCOSStream();
                try (var out = stream.createOutputStream()) {
                    out.write(part.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                }
                contents.add(stream);
            }
            page.getCOSObject().setItem(COSName.CONTENTS, contents);

            byte[] pdf =
                    Copies.flatten(Copies.of(Copies.save(document), Copies.annotation(AnnotationType.ERROR, "", null)));

            double[] red = Copies.redBounds(Copies.render(pdf, 0));
            assertThat(red[0]).isBetween(Copies.BOX.x() - 0.005, Copies.BOX.x());
            assertThat(red[1]).isBetween(Copies.BOX.y() - 0.005, Copies.BOX.y());
        }
    }

    @Test
    void keepWhatCanBeReadOfContentThatIsDamaged() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(100, 100));
            document.addPage(page);
            byte[] content = RawPng.deflate(("0 1 0 rg 0 0 50 50 re f " + "% some more\n".repeat(500))
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            COSStream stream = document.getDocument().createCOSStream();
            try (var out = stream.createRawOutputStream()) {
                // its checksum is cut off
                out.write(content, 0, content.length - 4);
            }
            stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            page.getCOSObject().setItem(COSName.CONTENTS, stream);

            byte[] pdf = Copies.flatten(Copies.of(Copies.save(document)));

            assertThat(Copies.color(Copies.render(pdf, 0), 0.2, 0.8)).containsExactly(0, 255, 0);
            try (PDDocument flattened = Copies.read(pdf);
                    var in = flattened
                            .getPage(0)
                            .getResources()
                            .getXObject(COSName.P)
                            .getCOSObject()
                            .createRawInputStream()) {
                assertThat(new java.util.zip.InflaterInputStream(in).readAllBytes())
                        .hasSizeGreaterThan(5000);
            }
        }
    }

    @Test
    void shareTheirFontsAndAreReadOnce() throws IOException {
        byte[] source;
        try (PDDocument document = new PDDocument()) {
            var font = org.apache.pdfbox.pdmodel.font.PDType0Font.load(
                    document, TextFlow.class.getResourceAsStream("DejaVuSans.ttf"), false);
            for (int i = 0; i < 4; i++) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(font, 12);
                    content.newLineAtOffset(100, 100);
                    content.showText("page " + i);
                    content.endText();
                }
            }
            source = Copies.save(document);
        }
        int[] opened = {0};
        PageSource.Content content = () -> {
            opened[0]++;
            return new ByteArrayInputStream(source);
        };

        byte[] pdf = Copies.flatten(Copies.of(List.of(
                PageSource.ofPdf("s.pdf", content, 3), PageSource.ofPdf("s.pdf", content, 0),
                PageSource.ofPdf("s.pdf", content, 1), PageSource.ofPdf("s.pdf", content, 2))));

        assertThat(pdf.length).isLessThan(source.length + 30_000);
        assertThat(opened[0]).isLessThanOrEqualTo(2);
        assertThat(Copies.text(pdf)).containsSubsequence("page 3", "page 0", "page 1", "page 2");
    }
}
