package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegMeansTest {
    private static final int WIDTH = 1203;
    private static final int HEIGHT = 1301;

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
    void areThoseOfTheDecodedPicture(int type) throws IOException {
        byte[] jpeg = jpeg(type);

        SmallPicture small = Objects.requireNonNull(means(jpeg).picture());

        SmallPicture decoded = Objects.requireNonNull(SmallPicture.decode(jpeg, jpeg.length, WIDTH, HEIGHT));
        assertThat(small.width()).isEqualTo(decoded.width());
        assertThat(small.height()).isEqualTo(decoded.height());
        for (int i = 0; i < small.grey().length; i++) {
            assertThat(small.grey()[i] & 0xFF).isCloseTo(decoded.grey()[i] & 0xFF, within(2));
        }
    }

    private static org.assertj.core.data.Offset<Integer> within(int steps) {
        return org.assertj.core.data.Offset.offset(steps);
    }

    @Test
    void tellHowManyRowsAreThere() throws IOException {
        byte[] jpeg = jpeg(BufferedImage.TYPE_INT_RGB);
        int half = jpeg.length / 2;
        byte[] cut = Arrays.copyOf(jpeg, half + 2);
        cut[half] = (byte) 0xFF;
        cut[half + 1] = (byte) JpegSegments.EOI;

        assertThat(means(jpeg).rows()).isEqualTo(HEIGHT);
        assertThat(means(cut).isDamaged()).isFalse();
        assertThat(means(cut).rows()).isBetween(HEIGHT / 8, HEIGHT * 7 / 8);
        assertThat(means(cut).picture()).isNull();
    }

    private static JpegMeans means(byte[] jpeg) {
        return JpegMeans.of(Objects.requireNonNull(JpegScan.of(JpegSegments.of(jpeg, jpeg.length))));
    }

    private static byte[] jpeg(int type) throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
        Graphics2D graphics = picture.createGraphics();
        for (int i = 0; i < 400; i++) {
            graphics.setColor(new Color(i * 37 % 256, i * 91 % 256, i * 53 % 256));
            graphics.fillRect(i * 311 % WIDTH, i * 173 % HEIGHT, 90, 70);
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
