package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link SamePixelsTest}, for TIFF files of every depth, byte order and compression. */
class SamePixelsOfTiffTest {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 43;

    @ParameterizedTest
    @CsvSource({"II, 0, 1", "II, 1, 1", "MM, 0, 1", "MM, 1, 2", "II, 0, 2"})
    void areCarriedOverInFaxGroup4(String order, int photometric, int fillOrder) throws IOException {
        byte[] strip = RawTiff.group4(WIDTH, HEIGHT, bilevel());
        byte[] tiff = tiff(order, Map.of(259, 4, 262, photometric, 266, fillOrder), reversed(strip, fillOrder));

        byte[] pdf = Copies.flatten(Copies.of(tiff));

        Samples.ofPage(pdf, 0).assertSameAs(Samples.ofFile(tiff), 0);
        assertThat(Copies.stored(pdf)).isEqualTo(strip);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void stayBilevelWhenFaxStripsAreJoined(int photometric) throws IOException {
        byte[] rows = bilevel();
        int half = (HEIGHT + 1) / 2;
        int rowBytes = (WIDTH + 7) / 8;
        byte[] upper = RawTiff.group4(WIDTH, half, Arrays.copyOf(rows, half * rowBytes));
        byte[] lower =
                RawTiff.group4(WIDTH, HEIGHT - half, Arrays.copyOfRange(rows, half * rowBytes, HEIGHT * rowBytes));
        byte[] tiff = tiff("II", Map.of(259, 4, 262, photometric), upper, lower);

        byte[] pdf = Copies.flatten(Copies.of(tiff));

        Samples.ofPage(pdf, 0).assertSameAs(Samples.ofFile(tiff), 0);
        assertThat(Copies.stored(pdf).length).isLessThan(upper.length + lower.length + 100);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "0, 8", "1, 8", "1, 16", "2, 8", "2, 16"})
    void areKeptInEveryDepthThatIsNotCompressed(int photometric, int bits) throws IOException {
        int channels = photometric == 2 ? 3 : 1;
        byte[] rows = RawPng.pack(WIDTH * channels, bits, Samples.noise(WIDTH, HEIGHT, channels, bits));
        byte[] tiff = RawTiff.encode(
                ByteOrder.BIG_ENDIAN,
                WIDTH,
                HEIGHT,
                Map.of(
                        258, channels == 3 ? List.of(bits, bits, bits) : List.of(bits),
                        259, List.of(1),
                        262, List.of(photometric),
                        277, List.of(channels)),
                rows);

        Samples.ofPage(Copies.flatten(Copies.of(tiff)), 0).assertSameAs(Samples.ofFile(tiff), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "LZW, 1",
        "PackBits, 1",
        "Deflate, 1",
        "LZW, 10",
        "PackBits, 10",
        "Deflate, 10",
        "ZLib, 10",
        "LZW, 12",
        "PackBits, 12",
        "CCITT RLE, 12",
        "CCITT T.4, 12",
        "CCITT T.6, 12"
    })
    void areKeptInEveryOtherCompression(String compression, int type) throws IOException {
        byte[] tiff = Pictures.tiff(Pictures.page(331, 470, type), compression);

        Samples.ofPage(Copies.flatten(Copies.of(tiff)), 0)
                .assertSameAs(Samples.ofFile(tiff).simplest(), 0);
    }

    private byte[] bilevel() {
        return RawPng.pack(WIDTH, 1, Samples.noise(WIDTH, HEIGHT, 1, 1));
    }

    private byte[] tiff(String order, Map<Integer, Integer> tags, byte[]... strips) {
        Map<Integer, List<Integer>> lists = new HashMap<>();
        tags.forEach((tag, value) -> lists.put(tag, List.of(value)));
        ByteOrder bytes = order.equals("MM") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return RawTiff.encode(bytes, WIDTH, HEIGHT, lists, strips);
    }

    private byte[] reversed(byte[] strip, int fillOrder) {
        byte[] reversed = strip.clone();
        for (int i = 0; fillOrder == 2 && i < strip.length; i++) {
            reversed[i] = (byte) (Integer.reverse(strip[i]) >>> 24);
        }
        return reversed;
    }
}
