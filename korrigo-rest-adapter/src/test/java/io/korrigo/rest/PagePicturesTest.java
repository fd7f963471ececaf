package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.testkit.exam.InMemoryBlobStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** How to hold pages is in {@link PagesHeldAlikeTest}. */
class PagePicturesTest {
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final PagePictures pictures = new PagePictures(blobs);

    private BufferedImage shown(byte[] file, int width, double part) throws IOException {
        blobs.publish("page", out -> out.write(file));
        return ImageIO.read(new ByteArrayInputStream(pictures.jpeg("page", width, part)));
    }

    private static int brightness(BufferedImage picture, double x, double y) {
        return picture.getRGB((int) (x * picture.getWidth()), (int) (y * picture.getHeight())) & 0xFF;
    }

    @Test
    void areNeverLargerThanTheyAre() throws IOException {
        byte[] page = HeldPictures.file(HeldPictures.corners(), "jpg", 6);

        assertThat(shown(page, 2000, 1).getWidth()).isEqualTo(HeldPictures.WIDE);
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
