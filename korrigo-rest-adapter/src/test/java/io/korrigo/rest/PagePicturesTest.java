package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.testkit.exam.InMemoryBlobStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are shown as a person holds them, whatever their files say of it. */
class PagePicturesTest {
    private static final int WIDE = 400;
    private static final int HIGH = 600;

    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final PagePictures pictures = new PagePictures(blobs);

    /** Paper with a black corner at its top left and a grey one at its top right, stored so that it is to be held like this. */
    private static byte[] stored(int orientation) throws IOException {
        boolean lies = orientation >= 5;
        BufferedImage stored = new BufferedImage(lies ? HIGH : WIDE, lies ? WIDE : HIGH, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < WIDE; x++) {
                Color color = y >= 100 || x >= 100 && x < 300 ? Color.WHITE : x < 100 ? Color.BLACK : Color.GRAY;
                // EXIF 2.32, 4.6.4 A: where row 0 and column 0 of what is stored are on the paper.
                int column = switch (orientation) {
                    case 2, 3 -> WIDE - 1 - x;
                    case 5, 6 -> y;
                    case 7, 8 -> HIGH - 1 - y;
                    default -> x;
                };
                int row = switch (orientation) {
                    case 3, 4 -> HIGH - 1 - y;
                    case 5, 8 -> x;
                    case 6, 7 -> WIDE - 1 - x;
                    default -> y;
                };
                stored.setRGB(column, row, color.getRGB());
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(stored, "jpg", jpeg);
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg.toByteArray(), 0, 2);
        file.writeBytes(exif);
        file.writeBytes(Arrays.copyOfRange(jpeg.toByteArray(), 2, jpeg.size()));
        return file.toByteArray();
    }

    private BufferedImage shown(byte[] file, int width, double part) throws IOException {
        blobs.publish("page", out -> out.write(file));
        return ImageIO.read(new ByteArrayInputStream(pictures.jpeg("page", width, part)));
    }

    private static int brightness(BufferedImage picture, double x, double y) {
        return picture.getRGB((int) (x * picture.getWidth()), (int) (y * picture.getHeight())) & 0xFF;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void areHeldAsTheirFilesSay(int orientation) throws IOException {
        BufferedImage page = shown(stored(orientation), 160, 1);

        assertThat(page.getWidth()).isEqualTo(160);
        assertThat(page.getHeight()).isEqualTo(240);
        assertThat(brightness(page, 0.1, 0.05)).isLessThan(30);
        assertThat(brightness(page, 0.9, 0.05)).isBetween(40, 160);
        assertThat(brightness(page, 0.5, 0.05)).isGreaterThan(220);
        assertThat(brightness(page, 0.1, 0.95)).isGreaterThan(220);
        assertThat(brightness(page, 0.9, 0.95)).isGreaterThan(220);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void showTheHeaderAtTheTopOfThePaper(int orientation) throws IOException {
        BufferedImage header = shown(stored(orientation), 400, PagePictures.HEADER);

        assertThat(header.getWidth()).isEqualTo(400);
        assertThat(header.getHeight()).isEqualTo(240);
        assertThat(brightness(header, 0.1, 0.2)).isLessThan(30);
        assertThat(brightness(header, 0.9, 0.2)).isBetween(40, 160);
        assertThat(brightness(header, 0.5, 0.9)).isGreaterThan(220);
    }

    @Test
    void areNeverLargerThanTheyAre() throws IOException {
        assertThat(shown(stored(6), 2000, 1).getWidth()).isEqualTo(WIDE);
    }

    @Test
    void keepThinStrokesOfPicturesThatSayNothing() throws IOException {
        BufferedImage page = new BufferedImage(1600, 1600, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 1600, 1600);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(801, 0, 4, 1600);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(page, "png", png);

        BufferedImage small = shown(png.toByteArray(), 160, 1);

        assertThat(brightness(small, 0.502, 0.5)).isLessThan(220);
    }
}
