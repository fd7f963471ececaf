package io.korrigo.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.korrigo.InvalidInputException;
import io.korrigo.flatten.source.PageSource;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kinds of TIFF are read: files that libtiff wrote from known samples, and tags of kinds that aren't read. */
class TiffKindsTest {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 40;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, -c none",
        "1, 1, 1, -c lzw",
        "1, 1, 1, -c packbits",
        "1, 1, 1, -c zip",
        "1, 1, 1, -c g3",
        "1, 1, 1, -c g3:2d",
        "1, 1, 1, -c g4",
        "0, 1, 1, -c g3",
        "0, 1, 1, -c g4",
        "0, 1, 1, -c packbits",
        "1, 1, 1, -c g3 -f lsb2msb",
        "1, 1, 1, -c g4 -f lsb2msb",
        "0, 1, 1, -c g3:2d -f lsb2msb",
        "1, 8, 1, -c none",
        "1, 8, 1, -c lzw",
        "1, 8, 1, -c lzw:2",
        "1, 8, 1, -c packbits",
        "1, 8, 1, -c zip:2",
        "0, 8, 1, -c lzw",
        "0, 8, 1, -c zip",
        "1, 16, 1, -c none",
        "1, 16, 1, -c lzw",
        "1, 16, 1, -c zip",
        "2, 8, 3, -c none",
        "2, 8, 3, -c lzw:2",
        "2, 8, 3, -c zip:2",
        "2, 8, 3, -c packbits",
        "2, 16, 3, -c lzw",
        "2, 8, 3, -c lzw -t -w 32 -l 16",
        "1, 8, 1, -c zip -t -w 16 -l 16",
        "2, 8, 3, -c zip -r 7",
        "1, 1, 1, -c g4 -r 9",
        "5, 8, 4, -c none",
        "5, 8, 4, -c lzw"
    })
    void thatLibtiffWritesComeOutAsTheyWere(int photometric, int bits, int samples, String options) throws Exception {
        byte[] plain = tiff(Map.of(262, photometric, 258, bits, 277, samples));

        byte[] pdf = Copies.flatten(Copies.of(rewritten(plain, options)));

        Samples.ofPage(pdf, 0).assertSameAs(Samples.ofPage(Copies.flatten(Copies.of(plain)), 0), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "32773, 1, 1, 1, 266, 2, fill order 2",
        "1, 1, 1, 1, 266, 2, fill order 2",
        "7, 6, 8, 3, 284, 1, compression 7",
        "7, 5, 8, 4, 284, 1, compression 7",
        "6, 6, 8, 3, 284, 1, compression 6",
        "1, 5, 16, 4, 284, 1, 16 bits",
        "1, 3, 8, 2, 338, 2, extra samples 2",
        "1, 2, 8, 4, 338, 1, extra samples 1",
        "1, 8, 8, 3, 284, 1, photometric 8",
        "1, 1, 32, 1, 284, 1, 32 bits",
        "1, 1, 16, 1, 339, 2, sample format 2",
        "5, 1, 8, 1, 317, 3, predictor 3",
        "1, 2, 8, 3, 284, 2, planar configuration 2",
        "50000, 1, 8, 1, 284, 1, compression 50000"
    })
    void thatMayComeOutWrongAreRefusedByName(
            int compression, int photometric, int bits, int samples, int tag, int value, String name) {
        byte[] tiff = tiff(Map.of(259, compression, 262, photometric, 258, bits, 277, samples, tag, value));

        assertThatThrownBy(() -> Copies.flatten(Copies.of(tiff)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 1 of 1 (p0)")
                .hasMessageContaining(name);
    }

    @Test
    void giveEachOfTheirPages() throws Exception {
        byte[] first = tiff(Map.of(262, 1, 258, 8, 277, 1));
        byte[] second = tiff(Map.of(262, 2, 258, 8, 277, 3));
        Path one = Files.write(folder.resolve("one.tif"), first);
        Path two = Files.write(folder.resolve("two.tif"), second);
        Path both = folder.resolve("both.tif");
        run("tiffcp", one.toString(), two.toString(), both.toString());

        List<PageSource> pages = PageSource.allOf(both);
        byte[] pdf = Copies.flatten(Copies.of(pages));

        assertThat(pages).hasSize(2);
        Samples.ofPage(pdf, 0).assertSameAs(Samples.ofPage(Copies.flatten(Copies.of(first)), 0), 0);
        Samples.ofPage(pdf, 1).assertSameAs(Samples.ofPage(Copies.flatten(Copies.of(second)), 0), 0);
        assertThatThrownBy(() -> Copies.flatten(Copies.of(List.of(PageSource.of(both)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has 2 pages");
        assertThatThrownBy(() -> Copies.flatten(Copies.of(List.of(PageSource.ofPdf(both, 2)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("page 3 was asked for");
    }

    private byte[] rewritten(byte[] tiff, String options) throws Exception {
        Path from = Files.write(folder.resolve("from.tif"), tiff);
        Path to = folder.resolve("to.tif");
        run(Stream.of(List.of("tiffcp"), List.of(options.split(" ")), List.of(from.toString(), to.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new));
        return Files.readAllBytes(to);
    }

    private static void run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            assumeThat(false).as("libtiff's tools are installed").isTrue();
            return;
        }
        assertThat(process.waitFor()).isZero();
    }

    /** Noise without compression, whatever the tags then say about it. */
    private static byte[] tiff(Map<Integer, Integer> tags) {
        int bits = tags.get(258);
        int samples = tags.get(277);
        byte[] rows = bits > 16
                ? new byte[WIDTH * samples * bits / 8 * HEIGHT]
                : RawPng.pack(WIDTH * samples, bits, Samples.noise(WIDTH, HEIGHT, samples, bits));
        Map<Integer, List<Integer>> lists = new HashMap<>(Map.of(259, List.of(1)));
        tags.forEach((tag, value) -> lists.put(tag, List.of(value)));
        Integer[] depths = new Integer[samples];
        Arrays.fill(depths, bits);
        lists.put(258, List.of(depths));
        return RawTiff.encode(ByteOrder.BIG_ENDIAN, WIDTH, HEIGHT, lists, rows);
    }
}
