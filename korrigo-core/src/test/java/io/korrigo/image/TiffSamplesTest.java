package io.korrigo.image;

import static io.korrigo.image.TiffDirectory.BITS;
import static io.korrigo.image.TiffDirectory.COMPRESSION;
import static io.korrigo.image.TiffDirectory.EXTRA_SAMPLES;
import static io.korrigo.image.TiffDirectory.PHOTOMETRIC;
import static io.korrigo.image.TiffDirectory.PLANAR;
import static io.korrigo.image.TiffDirectory.PREDICTOR;
import static io.korrigo.image.TiffDirectory.SAMPLES;
import static io.korrigo.image.TiffDirectory.SAMPLE_FORMAT;
import static io.korrigo.image.TiffDirectory.TILE_WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.korrigo.InvalidInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Core;

class TiffSamplesTest {
    private static final int TILE_LENGTH = 323;
    private static final int COLORS = 320;

    @BeforeAll
    static void loadOpenCv() {
        OpenCvLibrary.load();
    }

    private static byte[] filled(int length, int... pattern) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) pattern[i % pattern.length];
        }
        return bytes;
    }

    private static Map<Integer, int[]> tags(Object... tagsAndValues) {
        Map<Integer, int[]> tags = new HashMap<>();
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            Object value = tagsAndValues[i + 1];
            tags.put(
                    (Integer) tagsAndValues[i], value instanceof int[] several ? several : new int[] {(Integer) value});
        }
        return tags;
    }

    /** Pictures of 16 x 16 pixels, all of one grey. */
    static Stream<Arguments> readable() {
        int[] three = {8, 8, 8};
        int[] four = {8, 8, 8, 8};
        int[] palette = new int[3 * 16];
        Arrays.fill(palette, 100 * 257);
        return Stream.of(
                arguments("white is 0", tags(PHOTOMETRIC, 0), filled(256, 55), 200),
                arguments("1 bit", tags(BITS, 1), filled(32, 0xFF), 255),
                arguments("1 bit, white is 0", tags(BITS, 1, PHOTOMETRIC, 0), filled(32, 0xFF), 0),
                arguments("16 bits", tags(BITS, 16), filled(512, 0, 100), 100),
                arguments("RGB", tags(BITS, three, SAMPLES, 3, PHOTOMETRIC, 2), filled(768, 90), 90),
                arguments(
                        "RGB of 16 bits",
                        tags(BITS, new int[] {16, 16, 16}, SAMPLES, 3, PHOTOMETRIC, 2),
                        filled(1536, 0, 90),
                        90),
                arguments("RGB apart", tags(BITS, three, SAMPLES, 3, PHOTOMETRIC, 2, PLANAR, 2), filled(768, 90), 90),
                arguments(
                        "RGB and something else",
                        tags(BITS, four, SAMPLES, 4, PHOTOMETRIC, 2, EXTRA_SAMPLES, 0),
                        filled(1024, 90, 90, 90, 3),
                        90),
                arguments("palette of 4 bits", tags(BITS, 4, PHOTOMETRIC, 3, COLORS, palette), filled(128, 0x55), 100),
                arguments("CMYK", tags(BITS, four, SAMPLES, 4, PHOTOMETRIC, 5), filled(1024, 0, 0, 0, 105), 150),
                arguments("tiles", tags(TILE_WIDTH, 16, TILE_LENGTH, 16), filled(256, 77), 77),
                arguments("PackBits", tags(COMPRESSION, 32773), filled(4, 0x81, 33, 0x81, 33), 33));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void readable(String kind, Map<Integer, int[]> tags, byte[] samples, int grey) {
        byte[] tiff = TiffBytes.page(16, 16, withParts(tags, samples), samples);

        try (PageImage page = PageImage.decode(tiff, "page.tif")) {
            assertThat(Core.mean(page.whole()).val[0]).isCloseTo(grey, within(1.0));
        }
    }

    /** Colours apart are three strips, here all of one content. */
    private static Map<Integer, int[]> withParts(Map<Integer, int[]> tags, byte[] samples) {
        Map<Integer, int[]> all = new HashMap<>(tags);
        if (all.containsKey(PLANAR)) {
            int third = samples.length / 3;
            all.put(TiffDirectory.STRIP_OFFSETS, new int[] {8, 8 + third, 8 + 2 * third});
            all.put(TiffDirectory.STRIP_BYTES, new int[] {third, third, third});
        }
        return all;
    }

    static Stream<Arguments> refused() {
        int[] four = {8, 8, 8, 8};
        return Stream.of(
                arguments(tags(BITS, 2), "1 samples of 2 bits"),
                arguments(tags(BITS, 4), "1 samples of 4 bits"),
                arguments(tags(BITS, 12), "1 samples of 12 bits"),
                arguments(tags(BITS, 32), "1 samples of 32 bits"),
                arguments(tags(BITS, 16, SAMPLE_FORMAT, 2), "signed or floating samples"),
                arguments(tags(BITS, 16, TILE_WIDTH, 16, TILE_LENGTH, 16), "tiles of 16 bits"),
                arguments(tags(BITS, four, SAMPLES, 4, PHOTOMETRIC, 2, EXTRA_SAMPLES, 2), "transparency"),
                arguments(tags(BITS, new int[] {5, 6, 5}, SAMPLES, 3, PHOTOMETRIC, 2), "samples of different sizes"),
                arguments(
                        tags(BITS, new int[] {16, 16, 16}, SAMPLES, 3, PHOTOMETRIC, 2, PLANAR, 2), "its colours apart"),
                arguments(
                        tags(BITS, new int[] {16, 16, 16, 16}, SAMPLES, 4, PHOTOMETRIC, 5),
                        "4 samples of 16 bits in colour space 5"),
                arguments(tags(BITS, new int[] {8, 8, 8}, SAMPLES, 3, PHOTOMETRIC, 8), "colour space 8"),
                arguments(tags(BITS, new int[] {8, 8, 8}, SAMPLES, 3, PHOTOMETRIC, 6), "colour space 6"),
                arguments(tags(COMPRESSION, 6), "compression 6"),
                arguments(tags(COMPRESSION, 50000), "compression 50000"),
                arguments(tags(COMPRESSION, 4), "compression 4 of 8 bits"),
                arguments(tags(COMPRESSION, 5, PREDICTOR, 3), "predictor 3"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void refused(Map<Integer, int[]> tags, String what) {
        byte[] tiff = TiffBytes.page(16, 16, tags, new byte[4096]);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> EncodedImage.inspect(tiff, "page.tif"))
                .withMessageContaining("page.tif is a TIFF with")
                .withMessageContaining(what);
    }
}
