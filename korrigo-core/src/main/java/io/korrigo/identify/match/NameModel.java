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
 * What names look like in French schools: a list of usual names, and letter trigrams for all others ({@link Trigrams}).
 *
 * <p>The lists (582 family names, 600 first names, the usual ones first) are written for this project.
 *
 * <p><b>Threads:</b> immutable.
 */
final class NameModel {
    /** Share of people whose name is in the list as such. */
    private static final double LISTED = 0.4;
    /** Usual names come first in the lists; Zipf's law with this offset. */
    private static final double RANK_OFFSET = 40;
    /** Texts less likely than this are not followed further. */
    private static final double NEGLIGIBLE = 1e-5;

    /** A listed name that is less likely than all others by this factor is not worked out. */
    private static final double UNIMPORTANT = 1e-4;

    static final NameModel FAMILY = load("family-names");
    static final NameModel FIRST = load("first-names");

    private final List<Spelling> listed;
    private final Trigrams letters;

    private NameModel(List<byte[]> names, Trigrams letters) {
        double sum = 0;
        for (int rank = 0; rank < names.size(); rank++) {
            sum += 1 / (rank + RANK_OFFSET);
        }
        List<Spelling> spellings = new ArrayList<>();
        for (int rank = 0; rank < names.size(); rank++) {
            spellings.add(new Spelling(names.get(rank), 1 / (rank + RANK_OFFSET) / sum));
        }
        listed = List.copyOf(spellings);
        this.letters = letters;
    }

    static NameModel load(String kind) {
        String resource = kind + ".txt";
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
        return new NameModel(names, new Trigrams(kind + ".trigrams", names));
    }

    /** Natural logarithm of how likely a name is among all names of all origins, usual or not. */
    double log(byte[] signs) {
        return letters.log(signs);
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
        double[] now = new double[Trigrams.CONTEXTS];
        now[Trigrams.START] = 1;
        double notBegun = 1;
        double total = 0;
        for (int box = 0; box < row.boxes(); box++) {
            double[] next = new double[Trigrams.CONTEXTS];
            double best = Arrays.stream(now).max().orElseThrow();
            if (best < total * NEGLIGIBLE) {
                return total;
            }
            for (int context = 0; context < Trigrams.CONTEXTS; context++) {
                double mass = now[context];
                if (mass <= best * NEGLIGIBLE && context != Trigrams.START) {
                    continue;
                }
                double[] symbols = letters.afterTwo[context];
                int last = context % 27 * 27;
                for (int letter = 0; letter < 26; letter++) {
                    next[last + letter] += mass * symbols[letter] * row.trace(box, letter);
                }
                next[last + Trigrams.WORD_END] += mass * symbols[Trigrams.WORD_END] * row.trace(box, Alphabet.GAP);
                if (context != Trigrams.START) {
                    next[context] += mass * row.inserted(box);
                    total += mass * symbols[Trigrams.NAME_END] * row.rest(box);
                }
            }
            notBegun *= row.leading(box);
            next[Trigrams.START] = notBegun;
            now = next;
        }
        for (int context = 0; context < Trigrams.CONTEXTS; context++) {
            total += context == Trigrams.START ? 0 : now[context];
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
                double[] symbols = letters.afterOne[last];
                for (int letter = 0; letter < 26; letter++) {
                    now[last] += symbols[letter] * row.trace(box, letter) * after[letter];
                }
            }
            begins[box] = now[Trigrams.WORD_END];
            for (int last = 0; last < Trigrams.WORD_END; last++) {
                double[] symbols = letters.afterOne[last];
                now[last] += symbols[Trigrams.WORD_END] * row.trace(box, Alphabet.GAP) * after[Trigrams.WORD_END];
                now[last] += symbols[Trigrams.NAME_END] * row.rest(box);
            }
            after = now;
        }
        return begins;
    }
}
