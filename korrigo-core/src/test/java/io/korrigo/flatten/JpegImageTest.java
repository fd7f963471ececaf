package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.flatten.image.JpegImage;
import io.korrigo.flatten.pdf.PageFault;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class JpegImageTest {
    private static final byte[] RGB = Pictures.jpeg(Pictures.page(200, 283, BufferedImage.TYPE_INT_RGB));

    @Test
    void invertsFourColoursOnlyWhereAdobeWroteThem() throws IOException {
        byte[] plain = fourColours();
        byte[] adobe =
                Pictures.insert(plain, 2, segment(0xEE, "Adobe\0d\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(entry(plain, COSName.COLORSPACE)).isEqualTo(COSName.DEVICECMYK);
        assertThat(entry(plain, COSName.DECODE)).isNull();
        assertThat(entry(adobe, COSName.DECODE)).isInstanceOf(COSArray.class);
    }

    @Test
    void takesComponentsNamedRgbForRgb() throws IOException {
        byte[] named = RGB.clone();
        byte[] withoutJfif = new byte[named.length - 18];
        System.arraycopy(named, 0, withoutJfif, 0, 2);
        System.arraycopy(named, 20, withoutJfif, 2, named.length - 20);
        int frame = marker(withoutJfif, 0xC0);
        for (int i = 0; i < 3; i++) {
            withoutJfif[frame + 10 + 3 * i] = (byte) "RGB".charAt(i);
        }

        assertThat(entry(withoutJfif, COSName.DECODE_PARMS)).isNotNull();
        assertThat(entry(RGB, COSName.DECODE_PARMS)).isNull();
    }

    @Test
    void keepsTheColourProfileAndStoresItOnceForAllPages() throws IOException {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        int half = profile.length / 2;
        byte[] second = Pictures.insert(RGB, 2, profilePart(2, Arrays.copyOfRange(profile, half, profile.length)));
        byte[] both = Pictures.insert(second, 2, profilePart(1, Arrays.copyOf(profile, half)));

        byte[] pdf = Copies.flatten(Copies.of(java.util.List.of(Copies.source("a", both), Copies.source("b", both))));

        try (PDDocument document = Copies.read(pdf)) {
            COSStream first = profileOf(document, 0);
            assertThat(first.createInputStream().readAllBytes()).isEqualTo(profile);
            assertThat(first).isSameAs(profileOf(document, 1));
        }
    }

    @Test
    void leavesOutAProfileThatLacksAPart() throws IOException {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

        byte[] incomplete = Pictures.insert(RGB, 2, profilePart(1, Arrays.copyOf(profile, 1000)));

        assertThat(entry(incomplete, COSName.COLORSPACE)).isEqualTo(COSName.DEVICERGB);
    }

    @Test
    void acceptsWhatFollowsTheEndOfTheImage() throws IOException {
        byte[] trailing = Arrays.copyOf(RGB, RGB.length + 700);

        assertThat(entry(trailing, COSName.COLORSPACE)).isEqualTo(COSName.DEVICERGB);
    }

    @Test
    void refusesAnImageOfWhichOnlyTheThumbnailIsWhole() {
        byte[] thumbnail = segment(0xE1, Pictures.jpeg(Pictures.blank(16, 16)));
        byte[] cut = Arrays.copyOf(Pictures.insert(RGB, 2, thumbnail), RGB.length);

        assertThatThrownBy(() -> new JpegImage(cut, cut.length))
                .isInstanceOf(PageFault.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void refusesKindsThatNoPdfViewerShows() {
        byte[] lossless = RGB.clone();
        lossless[marker(lossless, 0xC0) + 1] = (byte) 0xC3;
        byte[] twelveBits = RGB.clone();
        twelveBits[marker(twelveBits, 0xC0) + 4] = 12;

        assertThatThrownBy(() -> new JpegImage(lossless, lossless.length)).hasMessageContaining("lossless");
        assertThatThrownBy(() -> new JpegImage(twelveBits, twelveBits.length)).hasMessageContaining("12 bits");
    }

    private static COSBase entry(byte[] jpeg, COSName name) throws IOException {
        try (PDDocument document = Copies.read(Copies.flatten(Copies.of(jpeg)))) {
            return document.getPage(0)
                    .getResources()
                    .getXObject(COSName.P)
                    .getCOSObject()
                    .getDictionaryObject(name);
        }
    }

    private static COSStream profileOf(PDDocument document, int page) throws IOException {
        var image = document.getPage(page).getResources().getXObject(COSName.P).getCOSObject();
        COSArray space = image.getCOSArray(COSName.COLORSPACE);
        assertThat(space.get(0)).isEqualTo(COSName.ICCBASED);
        return (COSStream) space.getObject(1);
    }

    private static byte[] profilePart(int number, byte[] part) {
        ByteBuffer body = ByteBuffer.allocate(14 + part.length);
        body.put("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) number)
                .put((byte) 2)
                .put(part);
        return segment(0xE2, body.array());
    }

    private static byte[] segment(int marker, byte[] body) {
        ByteBuffer segment = ByteBuffer.allocate(4 + body.length);
        return segment.put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (2 + body.length))
                .put(body)
                .array();
    }

    /** Where the first such marker begins. */
    private static int marker(byte[] jpeg, int marker) {
        for (int i = 2; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
                return i;
            }
        }
        throw new AssertionError("no such marker");
    }

    /** A baseline JPEG whose header is changed to four components; enough for what is read here. */
    static byte[] fourColours() {
        int frame = marker(RGB, 0xC0);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(RGB, 0, frame + 2);
        jpeg.write(0);
        jpeg.write(8 + 3 * 4);
        jpeg.write(RGB, frame + 4, 5);
        jpeg.write(4);
        jpeg.write(RGB, frame + 10, 9);
        jpeg.writeBytes(new byte[] {4, 0x11, 0});
        jpeg.write(RGB, frame + 19, RGB.length - frame - 19);
        return jpeg.toByteArray();
    }
}
