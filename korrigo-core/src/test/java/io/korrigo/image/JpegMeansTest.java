package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
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

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
    void areTheSameFromSeveralPlacesAsBlockByBlockWhereverTheDataIsCutOrDamaged(int type) throws IOException {
        Random random = new Random(7);
        byte[] jpeg = noisy(type, random);
        int scan = JpegSegments.of(jpeg, jpeg.length).segments().stream()
                .filter(segment -> segment.marker() == JpegSegments.SOS)
                .findFirst()
                .orElseThrow()
                .scan();
        for (int i = 0; i < 40; i++) {
            byte[] other = jpeg.clone();
            int at = scan + random.nextInt(jpeg.length - scan - 2);
            if (i % 2 == 0) {
                other = Arrays.copyOf(jpeg, at + 2);
                other[at] = (byte) 0xFF;
                other[at + 1] = (byte) JpegSegments.EOI;
            } else {
                // sometimes many bytes that are no codes
                Arrays.fill(
                        other, at, Math.min(at + (i % 3 == 0 ? 40 : 1), jpeg.length - 2), (byte) random.nextInt(255));
            }
            JpegScan coded = Objects.requireNonNull(JpegScan.of(JpegSegments.of(other, other.length)));

            JpegMeans means = JpegMeans.of(coded);

            JpegMeans expected = JpegMeans.blockByBlock(coded);
            assertThat(means.rows()).as("rows of %s", i).isEqualTo(expected.rows());
            assertThat(means.isDamaged()).as("damage of %s", i).isEqualTo(expected.isDamaged());
            SmallPicture picture = expected.picture();
            if (picture == null) {
                assertThat(means.picture()).isNull();
            } else {
                assertThat(Objects.requireNonNull(means.picture()).grey())
                        .as("picture of %s", i)
                        .isEqualTo(picture.grey());
            }
        }
    }

    /** Many bytes, and all codes that the writer knows: flat, rough and between. */
    private static byte[] noisy(int type, Random random) throws IOException {
        int size = 600;
        BufferedImage picture = new BufferedImage(size, size, type);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int rough = 1 + 200 * y / size;
                int value = x / 100 * 40 + random.nextInt(rough);
                picture.setRGB(x, y, value << 16 | (value + 30 & 0xFF) << 8 | (value & 0xFF));
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return jpeg.toByteArray();
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
