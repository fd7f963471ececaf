package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePagesAsViewersShowThemTest {
    private static final int[] RED = {255, 0, 0};
    private static final int[] WHITE = {255, 255, 255};

    @ParameterizedTest
    @ValueSource(strings = {"Im\u00e9", "\u00cb\u00ce", "\u0081\u008d"})
    void drawPicturesWhoseNamesAreNoUtf8(String latin1) throws IOException {
        byte[] name = latin1.getBytes(StandardCharsets.ISO_8859_1);
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document);
            PDFormXObject form = new PDFormXObject(document);
            form.setBBox(new PDRectangle(400, 400));
            write(form.getCOSObject(), "1 0 0 rg 0 0 400 400 re f".getBytes(StandardCharsets.US_ASCII));
            page.setResources(new PDResources());
            page.getResources().put(COSName.getPDFName(name), form);
            COSStream content = document.getDocument().createCOSStream();
            ByteArrayOutputStream drawing = new ByteArrayOutputStream();
            drawing.write('/');
            drawing.writeBytes(name);
            drawing.writeBytes(" Do".getBytes(StandardCharsets.US_ASCII));
            write(content, drawing.toByteArray());
            page.getCOSObject().setItem(COSName.CONTENTS, content);

            assertThat(Copies.color(flattened(document), 0.5, 0.5)).containsExactly(RED);
        }
    }

    @Test
    void hideStampsOfLayersThatAreOff() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document);
            PDOptionalContentGroup off = new PDOptionalContentGroup("off");
            PDOptionalContentProperties layers = new PDOptionalContentProperties();
            layers.addGroup(off);
            layers.setGroupEnabled(off, false);
            document.getDocumentCatalog().setOCProperties(layers);
            PDAnnotationRubberStamp hidden = stamp(document, new PDRectangle(0, 0, 100, 100), "0 0 40 40 re f");
            hidden.setOptionalContent(off);
            PDAnnotationRubberStamp shown = stamp(document, new PDRectangle(200, 200, 100, 100), "0 0 40 40 re f");
            page.setAnnotations(List.of(hidden, shown));

            BufferedImage picture = flattened(document);

            assertThat(Copies.color(picture, 0.1, 0.9)).containsExactly(WHITE);
            assertThat(Copies.color(picture, 0.6, 0.4)).containsExactly(RED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void holdStampsUprightThatDontTurnWithThePage(int rotation) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document);
            page.setRotation(rotation);
            // its upper half is red: upright, the red lies above the middle of where the stamp hangs
            PDAnnotationRubberStamp stamp = stamp(document, new PDRectangle(150, 150, 100, 100), "0 20 40 20 re f");
            stamp.setNoRotate(true);
            page.setAnnotations(List.of(stamp));

            double[] red = Copies.redBounds(flattened(document));

            double[] corner = rotation == 90
                    ? new double[] {250 / 400.0, 150 / 400.0}
                    : rotation == 180
                            ? new double[] {250 / 400.0, 250 / 400.0}
                            : new double[] {150 / 400.0, 250 / 400.0};
            assertThat(red[0]).isCloseTo(corner[0], org.assertj.core.data.Offset.offset(0.01));
            assertThat(red[1]).isCloseTo(corner[1], org.assertj.core.data.Offset.offset(0.01));
            assertThat(red[3] - red[1]).isLessThan(red[2] - red[0]);
        }
    }

    @Test
    void nameStampsThatDontSayHowTheyLook() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document);
            PDAnnotationRubberStamp stamp = new PDAnnotationRubberStamp();
            stamp.setRectangle(new PDRectangle(10, 10, 100, 100));
            page.setAnnotations(List.of(stamp));

            FlattenedCopy flattened = new CopyFlattener()
                    .flatten(Copies.of(Copies.save(document)), java.io.OutputStream.nullOutputStream());

            assertThat(flattened.leftOut()).containsExactly("page 1: Stamp");
        }
    }

    @Test
    void areReadWhereAPasswordOnlyGuardsChanges() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document);
            page.setAnnotations(List.of(stamp(document, new PDRectangle(0, 0, 400, 400), "0 0 40 40 re f")));
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));

            assertThat(Copies.color(flattened(document), 0.5, 0.5)).containsExactly(RED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 5000})
    void areReadWhereTheHeaderComesLate(int junk) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document);
            page.setAnnotations(List.of(stamp(document, new PDRectangle(0, 0, 400, 400), "0 0 40 40 re f")));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes("x".repeat(junk).getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(Copies.save(document));

            BufferedImage picture = Copies.render(Copies.flatten(Copies.of(file.toByteArray())), 0);

            assertThat(Copies.color(picture, 0.5, 0.5)).containsExactly(RED);
        }
    }

    @Test
    void areRefusedWhereTheContentIsThereAndCantBeRead() throws IOException {
        byte[] pdf;
        try (PDDocument document = new PDDocument()) {
            PDPage page = page(document);
            COSStream content = document.getDocument().createCOSStream();
            write(content, "0 0 400 400 re f".getBytes(StandardCharsets.US_ASCII));
            page.getCOSObject().setItem(COSName.CONTENTS, content);
            pdf = Copies.save(document);
        }
        String text = new String(pdf, StandardCharsets.ISO_8859_1).replaceFirst("/Length \\d\\d", "/Length()");

        assertThatThrownBy(() -> Copies.flatten(Copies.of(text.getBytes(StandardCharsets.ISO_8859_1))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining("damaged");
    }

    private static PDPage page(PDDocument document) {
        PDPage page = new PDPage(new PDRectangle(400, 400));
        document.addPage(page);
        return page;
    }

    private static PDAnnotationRubberStamp stamp(PDDocument document, PDRectangle place, String drawing)
            throws IOException {
        PDAppearanceStream look = new PDAppearanceStream(document);
        look.setBBox(new PDRectangle(40, 40));
        write(look.getCOSObject(), ("1 0 0 rg " + drawing).getBytes(StandardCharsets.US_ASCII));
        PDAppearanceDictionary looks = new PDAppearanceDictionary(new COSDictionary());
        looks.setNormalAppearance(look);
        PDAnnotationRubberStamp stamp = new PDAnnotationRubberStamp();
        stamp.setRectangle(place);
        stamp.setAppearance(looks);
        return stamp;
    }

    private static void write(COSStream stream, byte[] data) throws IOException {
        try (var out = stream.createOutputStream()) {
            out.write(data);
        }
    }

    private static BufferedImage flattened(PDDocument document) throws IOException {
        return Copies.render(Copies.flatten(Copies.of(Copies.save(document))), 0);
    }
}
