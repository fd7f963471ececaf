package io.korrigo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnstuffedBytesTest {
    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] copied(byte[] file, int from, int end) {
        byte[] data = new byte[end - from + 8];
        Arrays.fill(data, (byte) 0x55);
        int count = UnstuffedBytes.copy(file, from, end, data);
        assertThat(Arrays.copyOfRange(data, count, count + 8)).containsOnly(0);
        return Arrays.copyOf(data, count);
    }

    private static byte[] copied(int... values) {
        return copied(bytes(values), 0, values.length);
    }

    @Test
    void lackTheZeroBehindAByteOfOnes() {
        assertThat(copied(1, 0xFF, 0, 2)).isEqualTo(bytes(1, 0xFF, 2));
        assertThat(copied(1, 2, 3, 4, 5, 6, 7, 0xFF, 0, 9, 10)).isEqualTo(bytes(1, 2, 3, 4, 5, 6, 7, 0xFF, 9, 10));
        assertThat(copied(0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0)).isEqualTo(bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF));
    }

    @Test
    void keepZerosThatNothingIsStuffedBy() {
        assertThat(copied(0, 0xFE, 0, 0x80, 0, 0x7F, 0, 0, 0, 0))
                .isEqualTo(bytes(0, 0xFE, 0, 0x80, 0, 0x7F, 0, 0, 0, 0));
    }

    @Test
    void endBeforeTheFirstMarker() {
        assertThat(copied(1, 0xFF, 0xD9, 2)).isEqualTo(bytes(1));
        assertThat(copied(1, 2, 3, 4, 5, 0xFF, 0xD9, 8, 9, 10)).isEqualTo(bytes(1, 2, 3, 4, 5));
        assertThat(copied(0xFF, 0xFF, 0, 1, 2, 3, 4, 5, 6, 7)).isEmpty();
    }

    @Test
    void lackAByteOfOnesAtTheEndWhichAMarkerMayBeginWith() {
        assertThat(copied(1, 2, 0xFF)).isEqualTo(bytes(1, 2));
        assertThat(copied(1, 2, 3, 4, 5, 6, 7, 0xFF)).isEqualTo(bytes(1, 2, 3, 4, 5, 6, 7));
    }

    @Test
    void areThoseOfTheScanOnly() {
        byte[] file = bytes(9, 9, 1, 0xFF, 0, 2, 9, 9, 9, 9, 9, 9);

        assertThat(copied(file, 2, 6)).isEqualTo(bytes(1, 0xFF, 2));
        assertThat(copied(file, 2, 2)).isEmpty();
    }

    @Test
    void areTheSameWhereverBytesOfOnesStand() {
        Random random = new Random(4);
        for (int trial = 0; trial < 500; trial++) {
            byte[] data = new byte[random.nextInt(40)];
            ByteArrayOutputStream stuffed = new ByteArrayOutputStream();
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(255));
                stuffed.write(data[i]);
                if (data[i] == (byte) 0xFF) {
                    stuffed.write(0);
                }
            }

            assertThat(copied(stuffed.toByteArray(), 0, stuffed.size())).isEqualTo(data);
        }
    }
}
