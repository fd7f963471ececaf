package io.korrigo.identify.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What names look like in French schools: a list of usual names, and letter trigrams for all others.
 *
 * <p>The lists (582 family names, 600 first names, the usual ones first) are written for this project. Trigrams are
 * interpolated with bigrams, unigrams and the uniform distribution after Witten and Bell (1991).
 *
 * <p><b>Threads:</b> immutable.
 */
final class NameModel {
    /** Share of people whose name is in the list as such. */
    private static final double LISTED = 0.4;
    /** Usual names come first in the lists; Zipf's law with this offset. */
    private static final double RANK_OFFSET = 40;
    /** Signs of a name's letters and the boundary, which opens a name, parts its words and closes it. */
    private static final int SYMBOLS = 28;

    /** Symbol after the 26 letters: an empty box or a hyphen, and a further word. */
    private static final int WORD_END = 26;
    /** Symbol after that: nothing follows. */
    private static final int NAME_END = 27;
    /** Two symbols before the next, each a letter or the end of a word. */
    private static final int CONTEXTS = 27 * 27;
    /** The context of a first letter: two ends of words. */
    private static final int START = 26 * 27 + 26;
    /** Texts less likely than this are not followed further. */
    private static final double NEGLIGIBLE = 1e-5;

    /** A listed name that is less likely than all others by this factor is not worked out. */
    private static final double UNIMPORTANT = 1e-4;

    static final NameModel FAMILY = load("family-names.txt");
    static final NameModel FIRST = load("first-names.txt");

    private final List<Spelling> listed;
    /** By context (two symbols, the boundary being 26) and next symbol. */
    private final double[][] trigrams;
    /** By last symbol and next symbol. */
    private final double[][] bigrams = new double[27][];

    private NameModel(List<byte[]> names) {
        double sum = 0;
        for (int rank = 0; rank < names.size(); rank++) {
            sum += 1 / (rank + RANK_OFFSET);
        }
        List<Spelling> spellings = new ArrayList<>();
        for (int rank = 0; rank < names.size(); rank++) {
            spellings.add(new Spelling(names.get(rank), 1 / (rank + RANK_OFFSET) / sum));
        }
        listed = List.copyOf(spellings);
        trigrams = trigrams(names);
    }

    private static NameModel load(String resource) {
        List<byte[]> names = new ArrayList<>();
        try (InputStream in = NameModel.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing beside " + NameModel.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                names.add(Spellings.signs(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NameModel(names);
    }

    private double[][] trigrams(List<byte[]> names) {
        double[] ones = new double[SYMBOLS];
        double[][] twos = new double[27][SYMBOLS];
        double[][] threes = new double[CONTEXTS][SYMBOLS];
        for (byte[] name : names) {
            int context = START;
            for (int i = 0; i <= name.length; i++) {
                int symbol = i == name.length ? NAME_END : Math.min(name[i], WORD_END);
                ones[symbol]++;
                twos[context % 27][symbol]++;
                threes[context][symbol]++;
                context = context % 27 * 27 + Math.min(symbol, WORD_END);
            }
        }
        double[] uniform = new double[SYMBOLS];
        Arrays.fill(uniform, 1.0 / SYMBOLS);
        double[] smoothOnes = smooth(ones, uniform);
        for (int last = 0; last < 27; last++) {
            bigrams[last] = smooth(twos[last], smoothOnes);
        }
        double[][] smooth = new double[CONTEXTS][];
        for (int context = 0; context < CONTEXTS; context++) {
            smooth[context] = smooth(threes[context], bigrams[context % 27]);
        }
        return smooth;
    }

    /** Witten-Bell: as much goes to the coarser model as there were different symbols. */
    private static double[] smooth(double[] counts, double[] coarser) {
        double total = Arrays.stream(counts).sum();
        double kinds = Arrays.stream(counts).filter(count -> count > 0).count();
        if (total == 0) {
            return coarser;
        }
        double[] smooth = new double[counts.length];
        for (int symbol = 0; symbol < counts.length; symbol++) {
            smooth[symbol] = (counts[symbol] + kinds * coarser[symbol]) / (total + kinds);
        }
        return smooth;
    }

    /** Share of people who have the name, if it is listed as such; else 0. */
    double share(byte[] signs) {
        for (Spelling spelling : listed) {
            if (Arrays.equals(spelling.signs(), signs)) {
                return LISTED * spelling.weight();
            }
        }
        return 0;
    }

    /** Likelihood of a name row given somebody of whom nothing is known. */
    double likelihood(RowAligner row) {
        double any = anyName(row);
        return LISTED * row.likelihood(listed, any * UNIMPORTANT) + (1 - LISTED) * any;
    }

    /** The same by trigrams only: the sum over all texts. */
    double anyName(RowAligner row) {
        double[] now = new double[CONTEXTS];
        now[START] = 1;
        double notBegun = 1;
        double total = 0;
        for (int box = 0; box < row.boxes(); box++) {
            double[] next = new double[CONTEXTS];
            double best = Arrays.stream(now).max().orElseThrow();
            if (best < total * NEGLIGIBLE) {
                return total;
            }
            for (int context = 0; context < CONTEXTS; context++) {
                double mass = now[context];
                if (mass <= best * NEGLIGIBLE && context != START) {
                    continue;
                }
                double[] symbols = trigrams[context];
                int last = context % 27 * 27;
                for (int letter = 0; letter < 26; letter++) {
                    next[last + letter] += mass * symbols[letter] * row.trace(box, letter);
                }
                next[last + WORD_END] += mass * symbols[WORD_END] * row.trace(box, Alphabet.GAP);
                if (context != START) {
                    next[context] += mass * row.inserted(box);
                    total += mass * symbols[NAME_END] * row.rest(box);
                }
            }
            notBegun *= row.leading(box);
            next[START] = notBegun;
            now = next;
        }
        for (int context = 0; context < CONTEXTS; context++) {
            total += context == START ? 0 : now[context];
        }
        return total;
    }

    /**
     * Likelihood of what stands from each box on to the row's end, given a name of somebody of whom nothing is known that
     * begins there. By bigrams: these names are beside the point.
     */
    double[] beginning(RowAligner row) {
        double[] begins = new double[row.boxes() + 1];
        double[] after = new double[27];
        Arrays.fill(after, 1);
        for (int box = row.boxes() - 1; box >= 0; box--) {
            double[] now = new double[27];
            for (int last = 0; last < 27; last++) {
                double[] symbols = bigrams[last];
                for (int letter = 0; letter < 26; letter++) {
                    now[last] += symbols[letter] * row.trace(box, letter) * after[letter];
                }
            }
            begins[box] = now[WORD_END];
            for (int last = 0; last < WORD_END; last++) {
                double[] symbols = bigrams[last];
                now[last] += symbols[WORD_END] * row.trace(box, Alphabet.GAP) * after[WORD_END];
                now[last] += symbols[NAME_END] * row.rest(box);
            }
            after = now;
        }
        return begins;
    }
}
