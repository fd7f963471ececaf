package io.korrigo.flatten.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.image.SmallPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngRowsTest {
    private static final int WIDTH = 333;
    private static final int HEIGHT = 457;

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_USHORT_GRAY
            })
    void showFromAfarWhatAnotherDecoderShows(int type) throws Exception {
        byte[] png = png(type);

        SmallPicture small =
                Objects.requireNonNull(PngImage.open(png, png.length).small());

        SmallPicture decoded = Objects.requireNonNull(SmallPicture.decode(png, png.length, WIDTH, HEIGHT));
        assertThat(small.width()).isEqualTo(decoded.width());
        assertThat(small.height()).isEqualTo(decoded.height());
        for (int i = 0; i < small.grey().length; i++) {
            assertThat(small.grey()[i] & 0xFF).isCloseTo(decoded.grey()[i] & 0xFF, Offset.offset(2));
        }
    }

    private static byte[] png(int type) throws Exception {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
        Graphics2D graphics = picture.createGraphics();
        for (int i = 0; i < 300; i++) {
            graphics.setColor(new Color(i * 37 % 256, i * 91 % 256, i * 53 % 256));
            graphics.fillOval(i * 311 % WIDTH, i * 173 % HEIGHT, 40, 30);
        }
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
