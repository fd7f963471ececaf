package io.korrigo.identify.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.image.OpenCvLibrary;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** The model on real handwriting of writers it never saw, each glyph alone and centred in its box. */
@Tag("slow")
class HandwrittenGlyphsTest {
    private static final int GLYPH_SIDE = 28;
    private static final int FIRST_DIGIT = 26;

    // Chars74K's terms are for research: the model has not learned from it, and is not measured by it here.
    private static final int CHARS74K = 1;

    private Path folder;

    @BeforeEach
    void find() {
        Optional<Path> found = Stream.of("../shared/handwriting", "../../shared/handwriting")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no handwriting beside the checkout");
        folder = found.get();
        OpenCvLibrary.load();
    }

    @Test
    void readsCapitalsOfUnknownWriters() throws IOException {
        assertThat(rightFirst(0, FIRST_DIGIT)).isGreaterThan(0.97);
    }

    @Test
    void readsDigitsOfUnknownWriters() throws IOException {
        assertThat(rightFirst(FIRST_DIGIT, 36)).isGreaterThan(0.985);
    }

    private double rightFirst(int firstClass, int endClass) throws IOException {
        List<Integer> labels = new ArrayList<>();
        List<Mat> patches = patches(firstClass, endClass, labels);
        try (CellClassifier classifier = CellClassifier.load()) {
            float[][] read = classifier.classify(patches);
            int right = 0;
            for (int i = 0; i < read.length; i++) {
                right += best(read[i], firstClass, endClass) == labels.get(i) ? 1 : 0;
            }
            assertThat(read.length).isGreaterThan(1000);
            return (double) right / read.length;
        } finally {
            patches.forEach(Mat::release);
        }
    }

    private List<Mat> patches(int firstClass, int endClass, List<Integer> labels) throws IOException {
        List<Mat> patches = new ArrayList<>();
        try (DataInputStream images = open("train-images-idx3-ubyte.gz", 16);
                DataInputStream classes = open("train-labels-idx1-ubyte.gz", 8);
                DataInputStream sources = open("train-sources-idx1-ubyte.gz", 8);
                DataInputStream writers = open("train-writers-idx1-int.gz", 8)) {
            byte[] glyph = new byte[GLYPH_SIDE * GLYPH_SIDE];
            for (int i = 0; images.readNBytes(glyph, 0, glyph.length) == glyph.length; i++) {
                int label = classes.readUnsignedByte();
                int source = sources.readUnsignedByte();
                int writer = writers.readInt();
                boolean writerKnown = source == 0 || source == 4;
                if (source != CHARS74K
                        && label >= firstClass
                        && label < endClass
                        && fold(writerKnown ? writer : i) == 0) {
                    labels.add(label);
                    patches.add(plain(glyph));
                }
            }
        }
        return patches;
    }

    /** The file's numbers, past its header of {@code header} bytes. */
    private DataInputStream open(String file, int header) throws IOException {
        var unpacked = new GZIPInputStream(Files.newInputStream(folder.resolve(file)), 1 << 16);
        DataInputStream stream = new DataInputStream(new BufferedInputStream(unpacked));
        stream.skipNBytes(header);
        return stream;
    }

    /** The training recipe's split: fold 0 was never seen. */
    private static int fold(long key) {
        return (int) ((((key * 2654435761L) & 0xFFFFFFFFL) >> 16) % 10);
    }

    private static Mat plain(byte[] glyph) {
        Mat small = new Mat(GLYPH_SIDE, GLYPH_SIDE, CvType.CV_8UC1);
        Mat patch = new Mat(CellClassifier.SIDE, CellClassifier.SIDE, CvType.CV_8UC1, new Scalar(0));
        small.put(0, 0, glyph);
        // a glyph's longer side is 20 of its 28 pixels; here it becomes 60 % of the box
        int side = (int) Math.round(GLYPH_SIDE * 0.6 * CellClassifier.SIDE / CellClassifier.PATCH_TO_BOX / 20);
        int start = (CellClassifier.SIDE - side) / 2;
        Mat place = patch.submat(new Rect(start, start, side, side));
        Imgproc.resize(small, place, new Size(side, side));
        place.release();
        small.release();
        return patch;
    }

    private static int best(float[] probabilities, int from, int to) {
        int best = from;
        for (int i = from; i < to; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }
}
