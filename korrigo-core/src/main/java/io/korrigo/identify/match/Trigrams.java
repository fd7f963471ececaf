package io.korrigo.identify.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What follows two letters of a name, counted over the names that France registers (INSEE), each name once: those of newcomers
 * are many names of few people.
 *
 * <p>Interpolated with bigrams, unigrams and the uniform distribution after Witten and Bell (1991). The files are written by
 * {@code korrigo-bench/training/names.py}, which says what stands in them.
 *
 * <p><b>Threads:</b> immutable.
 */
final class Trigrams {
    /** Signs of a name's letters and the boundary, which opens a name, parts its words and closes it. */
    static final int SYMBOLS = 28;
    /** Symbol after the 26 letters: an empty box or a hyphen, and a further word. */
    static final int WORD_END = 26;
    /** Symbol after that: nothing follows. */
    static final int NAME_END = 27;
    /** Two symbols before the next, each a letter or the end of a word. */
    static final int CONTEXTS = 27 * 27;
    /** The context of a first letter: two ends of words. */
    static final int START = 26 * 27 + 26;

    /**
     * So many letters in a hundred follow no habit of France: no name is less likely than its length makes it. An estimate;
     * of 0 to 0.1 it makes names of fourteen origins likeliest.
     */
    private static final double ANY = 0.05;
    /** The files' symbols, in their order. */
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_.";

    /** What the files' signs from '0' on count. */
    private static final double[] COUNTS = IntStream.rangeClosed(0, 'z' - '0')
            .mapToDouble(step -> Math.pow(2, step / 2.0) - 1)
            .toArray();

    /** By context (two symbols, the boundary being 26) and next symbol. */
    final double[][] afterTwo = new double[CONTEXTS][];
    /** By last symbol and next symbol. */
    final double[][] afterOne = new double[27][];

    /** @param names counted beside the file's, signs of {@link Alphabet#NAMES} */
    Trigrams(String resource, List<byte[]> names) {
        double[][] threes = read(resource);
        for (byte[] name : names) {
            int context = START;
            for (int i = 0; i <= name.length; i++) {
                int symbol = symbol(name, i);
                threes[context][symbol]++;
                context = next(context, symbol);
            }
        }
        double[][] twos = new double[27][SYMBOLS];
        double[] ones = new double[SYMBOLS];
        for (int context = 0; context < CONTEXTS; context++) {
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                twos[context % 27][symbol] += threes[context][symbol];
                ones[symbol] += threes[context][symbol];
            }
        }
        double[] uniform = new double[SYMBOLS];
        Arrays.fill(uniform, 1.0 / SYMBOLS);
        double[] smoothOnes = smooth(ones, uniform);
        for (int last = 0; last < 27; last++) {
            afterOne[last] = smooth(twos[last], smoothOnes);
        }
        for (int context = 0; context < CONTEXTS; context++) {
            afterTwo[context] = smooth(threes[context], afterOne[context % 27]);
        }
        Arrays.stream(afterOne).forEach(Trigrams::allow);
        Arrays.stream(afterTwo).forEach(Trigrams::allow);
    }

    private static void allow(double[] symbols) {
        for (int symbol = 0; symbol < symbols.length; symbol++) {
            symbols[symbol] = (1 - ANY) * symbols[symbol] + ANY / symbols.length;
        }
    }

    private static double[][] read(String resource) {
        double[][] counts = new double[CONTEXTS][SYMBOLS];
        try (InputStream in = Trigrams.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing beside " + Trigrams.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int context = LETTERS.indexOf(line.charAt(0)) * 27 + LETTERS.indexOf(line.charAt(1));
                for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                    counts[context][symbol] = COUNTS[line.charAt(2 + symbol) - '0'];
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    /** Witten-Bell: as much goes to the coarser model as there were different symbols. */
    private static double[] smooth(double[] counts, double[] coarser) {
        // In plain loops: they are made a thousand times at each start, before anything is compiled.
        double total = 0;
        double kinds = 0;
        for (double count : counts) {
            total += count;
            kinds += count > 0 ? 1 : 0;
        }
        double[] smooth = new double[counts.length];
        for (int symbol = 0; symbol < counts.length; symbol++) {
            smooth[symbol] =
                    total == 0 ? coarser[symbol] : (counts[symbol] + kinds * coarser[symbol]) / (total + kinds);
        }
        return smooth;
    }

    private static int symbol(byte[] name, int place) {
        return place == name.length ? NAME_END : Math.min(name[place], WORD_END);
    }

    private static int next(int context, int symbol) {
        return context % 27 * 27 + Math.min(symbol, WORD_END);
    }

    /** Natural logarithm of how likely a name is among all names; never below what its letters cost by chance. */
    double log(byte[] name) {
        double sum = 0;
        int context = START;
        for (int i = 0; i <= name.length; i++) {
            int symbol = symbol(name, i);
            sum += Math.log(afterTwo[context][symbol]);
            context = next(context, symbol);
        }
        return sum;
    }
}
