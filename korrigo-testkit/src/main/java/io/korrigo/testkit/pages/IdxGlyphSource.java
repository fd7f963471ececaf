package io.korrigo.testkit.pages;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;

/**
 * Real handwriting from IDX files of single characters: {@code train-images-idx3-ubyte.gz} (28 x 28, ink high), with
 * labels (0 to 25 letters, 26 to 35 digits), sources and writers beside it.
 *
 * <p>The writers are split as for training: the fold is {@code ((key * 2654435761 mod 2^32) >> 16) mod 10}, where the key
 * is the writer, or the glyph's index where the writer is unknown. Source 1 is left out.
 * A hand takes letters and digits from one writer as far as that writer wrote them, the others from writers with strokes
 * about as thick.
 */
public final class IdxGlyphSource implements GlyphSource {
    private static final int SIDE = 28;
    private static final int CLASSES = 36;
    private static final int PUPILS = 0;
    private static final int CHARS74K = 1;
    private static final int SEMEION = 4;
    private static final int CANDIDATES = 8;
    private static final int TEST = 0;
    private static final int CALIBRATION = 1;

    /** One character, which writer made it (or -1), and how thick its stroke is. */
    private record Sample(int label, int writer, double thickness, Glyph glyph) {}

    private final List<List<Sample>> byClass = new ArrayList<>();
    private final List<List<Sample>> byWriterOfLetters;
    private final List<List<Sample>> byWriterOfDigits;

    private IdxGlyphSource(List<Sample> samples) {
        for (int i = 0; i < CLASSES; i++) {
            byClass.add(new ArrayList<>());
        }
        Map<Integer, List<Sample>> letters = new TreeMap<>();
        Map<Integer, List<Sample>> digits = new TreeMap<>();
        for (Sample sample : samples) {
            byClass.get(sample.label).add(sample);
            if (sample.writer >= 0) {
                (sample.label < 26 ? letters : digits)
                        .computeIfAbsent(sample.writer, w -> new ArrayList<>())
                        .add(sample);
            }
        }
        byWriterOfLetters = List.copyOf(letters.values());
        byWriterOfDigits = List.copyOf(digits.values());
    }

    /**
     * Reads the characters that training and calibration leave out: fold 0. Whatever is measured takes these.
     *
     * @param folder holds the four files
     * @throws IOException when a file is missing or shorter than it says, or a class has no character left
     */
    public static IdxGlyphSource keptOut(Path folder) throws IOException {
        return read(folder, fold -> fold == TEST);
    }

    /**
     * Reads the characters that calibrate the character model: fold 1.
     *
     * @param folder holds the four files
     * @throws IOException when a file is missing or shorter than it says, or a class has no character left
     */
    public static IdxGlyphSource calibration(Path folder) throws IOException {
        return read(folder, fold -> fold == CALIBRATION);
    }

    /**
     * Reads the characters that train the character model: folds 2 to 9.
     *
     * @param folder holds the four files
     * @throws IOException when a file is missing or shorter than it says, or a class has no character left
     */
    public static IdxGlyphSource training(Path folder) throws IOException {
        return read(folder, fold -> fold > CALIBRATION);
    }

    private static IdxGlyphSource read(Path folder, IntPredicate folds) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (DataInputStream images = open(folder.resolve("train-images-idx3-ubyte.gz"), 12);
                DataInputStream labels = open(folder.resolve("train-labels-idx1-ubyte.gz"), 4);
                DataInputStream sources = open(folder.resolve("train-sources-idx1-ubyte.gz"), 4);
                DataInputStream writers = open(folder.resolve("train-writers-idx1-int.gz"), 4)) {
            int count = images.readInt();
            images.skipBytes(8);
            labels.skipBytes(4);
            sources.skipBytes(4);
            writers.skipBytes(4);
            byte[] ink = new byte[SIDE * SIDE];
            for (int i = 0; i < count; i++) {
                images.readFully(ink);
                int label = labels.readUnsignedByte();
                int source = sources.readUnsignedByte();
                int writer = writers.readInt();
                boolean known = source == PUPILS || source == SEMEION;
                if (source != CHARS74K && folds.test(fold(known ? writer : i))) {
                    Glyph glyph = new Glyph(SIDE, SIDE, ink);
                    samples.add(new Sample(label, known ? writer : -1, glyph.strokeThickness(), glyph));
                }
            }
        }
        IdxGlyphSource source = new IdxGlyphSource(samples);
        for (List<Sample> all : source.byClass) {
            if (all.isEmpty()) {
                throw new IOException("A character has no sample among these writers in " + folder);
            }
        }
        return source;
    }

    private static int fold(int key) {
        return (int) (((key * 2654435761L & 0xffffffffL) >> 16) % 10);
    }

    /** Opens an IDX file behind its magic number, which takes the first four bytes. */
    private static DataInputStream open(Path file, int headerBytes) throws IOException {
        DataInputStream stream =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16)));
        int magic = stream.readInt();
        if ((magic & 0xff) * 4 != headerBytes) {
            stream.close();
            throw new IOException("Not the IDX file it should be: " + file);
        }
        return stream;
    }

    @Override
    public Hand hand(RandomGenerator random) {
        List<Sample> own = new ArrayList<>(byWriterOfLetters.get(random.nextInt(byWriterOfLetters.size())));
        if (random.nextBoolean() && !byWriterOfDigits.isEmpty()) {
            own.addAll(byWriterOfDigits.get(random.nextInt(byWriterOfDigits.size())));
        }
        double thickness = own.stream().mapToDouble(Sample::thickness).average().orElseThrow();
        return new IdxHand(List.copyOf(own), thickness);
    }

    private final class IdxHand implements Hand {
        private final List<Sample> own;
        private final double thickness;

        IdxHand(List<Sample> own, double thickness) {
            this.own = own;
            this.thickness = thickness;
        }

        @Override
        public Glyph glyph(char c, RandomGenerator random) {
            int label = c >= 'A' && c <= 'Z' ? c - 'A' : c >= '0' && c <= '9' ? c - '0' + 26 : -1;
            if (label < 0) {
                throw new IllegalArgumentException("Not a capital or digit: '" + c + "'");
            }
            List<Sample> same =
                    own.stream().filter(sample -> sample.label == label).toList();
            if (!same.isEmpty()) {
                return same.get(random.nextInt(same.size())).glyph;
            }
            List<Sample> others = byClass.get(label);
            Sample best = others.get(random.nextInt(others.size()));
            for (int i = 1; i < CANDIDATES; i++) {
                Sample next = others.get(random.nextInt(others.size()));
                if (Math.abs(next.thickness - thickness) < Math.abs(best.thickness - thickness)) {
                    best = next;
                }
            }
            return best.glyph;
        }
    }
}
