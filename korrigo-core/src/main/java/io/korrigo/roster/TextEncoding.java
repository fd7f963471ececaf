package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a file, chosen by evidence: byte order mark, zero bytes, strict UTF-8, then the one-byte encodings
 * of French offices, of which the one wins that turns the bytes beyond ASCII into letters of French.
 *
 * @param markLength bytes of the byte order mark
 */
record TextEncoding(Charset charset, int markLength) {
    private static final String COMMON = "éèêëàâçîïôùûüœ";
    private static final String CAPITALS = "ÉÈÊËÀÂÇÎÏÔÙÛÜŒ";
    private static final String FOREIGN = "áíóúñãõäöåæøßìòÿÁÍÓÚÑÃÕÄÖÅÆØÌÒ";
    private static final String PUNCTUATION = "’‘“”«»–—…°ºª\u00A0€·";

    /** Best first, where two explain the bytes equally well. */
    private static final List<String> ONE_BYTE = List.of("windows-1252", "ISO-8859-15", "x-MacRoman", "IBM850");

    /** Below this, the bytes make no sense in an encoding. */
    private static final double PLAUSIBLE = 0.5;

    /** MacRoman and code page 850 explain single capitals about equally well, so either must win clearly. */
    private static final double CLEARLY = 0.25;

    /**
     * @param forced what the caller knows the encoding to be, or null
     * @throws InvalidInputException when the bytes are no text, or text in an encoding that can't be told
     */
    static TextEncoding of(ByteEvidence bytes, @Nullable Charset forced) {
        refuseOtherFiles(bytes);
        TextEncoding marked = marked(bytes);
        if (marked != null) {
            return marked;
        }
        TextEncoding unmarkedUtf16 = unmarkedUtf16(bytes);
        if (unmarkedUtf16 == null && (bytes.zeros() > 0 || bytes.controls() > bytes.size / 100)) {
            throw notText("binary data");
        }
        if (forced != null) {
            return new TextEncoding(forced, 0);
        }
        if (unmarkedUtf16 != null) {
            return unmarkedUtf16;
        }
        if (bytes.isUtf8()) {
            return new TextEncoding(StandardCharsets.UTF_8, 0);
        }
        if (bytes.utf8Characters > bytes.utf8Faults) {
            throw new InvalidInputException("Roster line " + bytes.firstFaultLine
                    + ": not valid UTF-8, though the rest of the file is; export the file again as UTF-8");
        }
        return new TextEncoding(oneByte(bytes), 0);
    }

    private static void refuseOtherFiles(ByteEvidence bytes) {
        if (bytes.size == 0) {
            throw new InvalidInputException("The roster is empty (0 bytes); export the class list again as CSV");
        }
        byte[] start = bytes.start;
        if (startsWith(start, '%', 'P', 'D', 'F')) {
            throw notText("a PDF");
        } else if (startsWith(start, 0x1F, 0x8B)) {
            throw notText("a gzip archive");
        } else if (startsWith(start, '{', '\\', 'r', 't', 'f')) {
            throw notText("a word processor's document");
        }
        String text = new String(start, StandardCharsets.ISO_8859_1)
                .replace("ï»¿", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<?xml")
                || text.startsWith("<!doctype")
                || text.startsWith("<html")
                || text.startsWith("<table")) {
            throw notText("a web page or XML");
        }
    }

    private static InvalidInputException notText(String what) {
        return new InvalidInputException(
                "The roster is not a CSV file but " + what + "; export or save the class list as CSV (UTF-8)");
    }

    private static @Nullable TextEncoding marked(ByteEvidence bytes) {
        if (startsWith(bytes.start, 0xEF, 0xBB, 0xBF)) {
            if (!bytes.isUtf8()) {
                throw new InvalidInputException("Roster line " + bytes.firstFaultLine
                        + ": not valid UTF-8, though the file is marked as UTF-8; export the file again as UTF-8");
            }
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        } else if (startsWith(bytes.start, 0xFF, 0xFE, 0, 0)) {
            throw new InvalidInputException("The roster is encoded in UTF-32; export the file again as UTF-8");
        } else if (startsWith(bytes.start, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        } else if (startsWith(bytes.start, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return null;
    }

    /** Latin text in UTF-16 has a zero in nearly every second byte. */
    private static @Nullable TextEncoding unmarkedUtf16(ByteEvidence bytes) {
        if (bytes.size % 2 != 0 || bytes.zeros() < bytes.size * 2 / 5) {
            return null;
        }
        if (bytes.zerosAtEvenPlaces == 0) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        return bytes.zerosAtOddPlaces == 0 ? new TextEncoding(StandardCharsets.UTF_16BE, 0) : null;
    }

    private static Charset oneByte(ByteEvidence bytes) {
        Charset best = null;
        double bestScore = 0;
        double nextScore = 0;
        for (String name : ONE_BYTE) {
            if (!Charset.isSupported(name)) {
                continue;
            }
            Charset charset = Charset.forName(name);
            double score = plausibility(charset, bytes);
            if (best == null || score > bestScore) {
                nextScore = best == null ? 0 : bestScore;
                best = charset;
                bestScore = score;
            } else {
                nextScore = Math.max(nextScore, score);
            }
        }
        boolean western = best != null
                && (best.name().equals("windows-1252") || best.name().startsWith("ISO"));
        if (best == null || bestScore < PLAUSIBLE || !western && bestScore - nextScore < CLEARLY) {
            throw new InvalidInputException("The roster is not UTF-8, and its accented letters make sense in none or in"
                    + " several other encodings; export the file again as UTF-8");
        }
        return best;
    }

    /**
     * Mean weight of the characters beyond ASCII, 1 for text of common French letters only. A capital behind a small
     * letter makes no word; neither do accents that mostly follow one another.
     */
    private static double plausibility(Charset charset, ByteEvidence bytes) {
        double sum = 0;
        long total = 0;
        for (int b = 0x80; b < 0x100; b++) {
            if (bytes.counts[b] > 0) {
                double weight = weight(charset, (byte) b);
                long afterLowerCase = bytes.countsAfterLowerCase[b];
                sum += (bytes.counts[b] - afterLowerCase) * weight;
                sum += afterLowerCase * (isCapital(charset, (byte) b) ? 0.1 : weight);
                total += bytes.counts[b];
            }
        }
        return bytes.adjacent * 3 > total ? 0 : sum / total;
    }

    private static boolean isCapital(Charset charset, byte b) {
        return Character.isUpperCase(new String(new byte[] {b}, charset).charAt(0));
    }

    private static double weight(Charset charset, byte b) {
        char c;
        try {
            c = charset.newDecoder().decode(ByteBuffer.wrap(new byte[] {b})).charAt(0);
        } catch (CharacterCodingException undefined) {
            // No text in this encoding holds the byte: it rules the encoding out.
            return -100;
        }
        if (COMMON.indexOf(c) >= 0) {
            return 1;
        } else if (CAPITALS.indexOf(c) >= 0) {
            return 0.8;
        } else if (FOREIGN.indexOf(c) >= 0) {
            return 0.6;
        }
        return PUNCTUATION.indexOf(c) >= 0 ? 0.5 : Character.isLetter(c) ? 0.3 : 0;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
