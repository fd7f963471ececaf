package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What source pages are drawn with, however deep it lies: valid in an archive's file, or refused by name. */
class ArchivalContentTest {
    private static final String ONE_PIXEL = "q 5 0 0 5 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G /F %s ID 7F> EI Q";

    @ParameterizedTest
    @CsvSource({
        "1 0 0 rg 0 0 5 5 re f, ''",
        "/DeviceRGB cs 1 0 0 sc 0 0 5 5 re f, ''",
        "/DeviceCMYK cs 1 0 0 0 sc 0 0 5 5 re f, CMYK",
        "1 0 0 0 k 0 0 5 5 re f, CMYK",
        "1 0 0 0 K 0 0 5 5 re S, CMYK"
    })
    void ofAPatternIsLookedAt(String content, String refusal) throws Exception {
        assertValidOrRefused(patternPdf(content), refusal);
    }

    @ParameterizedTest
    @CsvSource({"/AHx, ''", "/XYZ, small picture"})
    void ofAPatternMayBeSmallPicturesOfKnownKinds(String filter, String refusal) throws Exception {
        assertValidOrRefused(patternPdf(ONE_PIXEL.formatted(filter)), refusal);
    }

    @ParameterizedTest
    @CsvSource({"1 0 0 rg 0 0 700 700 re f, ''", "0 1 0 0 k 0 0 700 700 re f, CMYK"})
    void ofAGlyphIsLookedAt(String content, String refusal) throws Exception {
        assertValidOrRefused(glyphPdf("1000 0 d0 " + content), refusal);
    }

    @ParameterizedTest
    @CsvSource({"0, Helvetica is not embedded", "3, ''"})
    void countsAFontAsDrawnWithThoughTheTextBeEmpty(int mode, String refusal) throws Exception {
        byte[] pdf;
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document, "BT /F1 9 Tf " + mode + " Tr () Tj ET");
            page.getResources().put(COSName.getPDFName("F1"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            pdf = Copies.save(document);
        }

        assertValidOrRefused(pdf, refusal);
    }

    @Test
    void packedInAWayThatDoesNotExistIsRefused() throws Exception {
        byte[] pdf;
        try (PDDocument document = new PDDocument()) {
            COSDictionary page = page(document, "0 0 5 5 re f").getCOSObject();
            ((COSStream) page.getDictionaryObject(COSName.CONTENTS))
                    .setItem(COSName.FILTER, COSName.getPDFName("PlateDecode"));
            pdf = Copies.save(document);
        }

        assertValidOrRefused(pdf, "PlateDecode");
    }

    private static void assertValidOrRefused(byte[] pdf, String refusal) throws Exception {
        CopyToFlatten plain = Copies.of(pdf);
        CopyToFlatten copy = new CopyToFlatten(
                plain.copyId(),
                plain.anonymousId(),
                plain.pages(),
                plain.annotations(),
                plain.marks(),
                plain.options().withArchival(true));
        if (refusal.isEmpty()) {
            assertThat(VeraPdf.faults(Copies.flatten(copy))).isEmpty();
        } else {
            assertThatThrownBy(() -> Copies.flatten(copy))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("page 1 of 1 (p0)")
                    .hasMessageContaining(refusal);
        }
    }

    private static PDPage page(PDDocument document, String content) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        page.setResources(new PDResources());
        document.addPage(page);
        page.getCOSObject().setItem(COSName.CONTENTS, stream(document, content));
        return page;
    }

    private static COSStream stream(PDDocument document, String content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return stream;
    }

    private static COSArray numbers(float... values) {
        COSArray array = new COSArray();
        for (float value : values) {
            array.add(new COSFloat(value));
        }
        return array;
    }

    private static byte[] patternPdf(String content) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document, "/Pattern cs /P0 scn 50 50 400 400 re f");
            COSStream pattern = stream(document, content);
            pattern.setItem(COSName.TYPE, COSName.PATTERN);
            pattern.setInt(COSName.PATTERN_TYPE, 1);
            pattern.setInt(COSName.PAINT_TYPE, 1);
            pattern.setInt(COSName.TILING_TYPE, 1);
            pattern.setInt(COSName.X_STEP, 10);
            pattern.setInt(COSName.Y_STEP, 10);
            pattern.setItem(COSName.BBOX, numbers(0, 0, 10, 10));
            pattern.setItem(COSName.RESOURCES, new COSDictionary());
            COSDictionary patterns = new COSDictionary();
            patterns.setItem("P0", pattern);
            page.getResources().getCOSObject().setItem(COSName.PATTERN, patterns);
            return Copies.save(document);
        }
    }

    private static byte[] glyphPdf(String content) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document, "BT /F0 20 Tf 50 50 Td (a) Tj ET");
            COSDictionary font = new COSDictionary();
            font.setItem(COSName.TYPE, COSName.FONT);
            font.setItem(COSName.SUBTYPE, COSName.TYPE3);
            font.setItem(COSName.FONT_BBOX, numbers(0, 0, 1000, 1000));
            font.setItem(COSName.FONT_MATRIX, numbers(0.001f, 0, 0, 0.001f, 0, 0));
            font.setInt(COSName.FIRST_CHAR, 'a');
            font.setInt(COSName.LAST_CHAR, 'a');
            font.setItem(COSName.WIDTHS, numbers(1000));
            font.setItem(COSName.RESOURCES, new COSDictionary());
            COSDictionary glyphs = new COSDictionary();
            glyphs.setItem("square", stream(document, content));
            font.setItem(COSName.CHAR_PROCS, glyphs);
            COSDictionary encoding = new COSDictionary();
            encoding.setItem(COSName.TYPE, COSName.ENCODING);
            COSArray differences = new COSArray();
            differences.add(COSInteger.get('a'));
            differences.add(COSName.getPDFName("square"));
            encoding.setItem(COSName.DIFFERENCES, differences);
            font.setItem(COSName.ENCODING, encoding);
            COSDictionary fonts = new COSDictionary();
            fonts.setItem("F0", font);
            page.getResources().getCOSObject().setItem(COSName.FONT, fonts);
            return Copies.save(document);
        }
    }
}
