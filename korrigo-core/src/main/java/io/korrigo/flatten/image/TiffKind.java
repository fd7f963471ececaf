package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import java.util.Set;

/**
 * The kinds of TIFF that are decoded right, as a closed list (TIFF 6.0 and its supplements).
 *
 * <p>Every other combination of tags is refused by name: the platform's reader gives inverted, red or empty pictures for
 * many without a word.
 */
final class TiffKind {
    private static final int PLANAR = 284;
    private static final int PREDICTOR = 317;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int INK_SET = 332;

    private static final int JPEG = 7;
    private static final Set<Integer> FAX = Set.of(2, 3, 4);
    private static final Set<Integer> PREDICTABLE = Set.of(5, 8, 32946);
    private static final Set<Integer> BYTEWISE = Set.of(1, 5, 8, 32773, 32946);

    private final TiffTags tags;
    private final int compression;
    private final int photometric;
    private final int bits;
    private final int samples;

    private TiffKind(TiffTags tags) {
        this.tags = tags;
        this.compression = value(TiffTags.COMPRESSION, 1);
        this.photometric = value(TiffTags.PHOTOMETRIC, -1);
        this.bits = value(TiffTags.BITS, 1);
        this.samples = value(TiffTags.SAMPLES, 1);
    }

    /** @throws PageFault naming what it is, when an image of this kind may come out wrong */
    static void check(TiffTags tags) throws PageFault {
        TiffKind kind = new TiffKind(tags);
        if (!kind.isPlain() || !kind.hasKnownColours() || !kind.hasKnownPacking()) {
            throw new PageFault("the TIFF is of a kind that isn't read here (" + kind
                    + "); save the page as a TIFF of 8 bits in grey or RGB, as PNG or as JPEG");
        }
    }

    /** One value for all samples, whole numbers without a sign, sample beside sample, and nothing but colours. */
    private boolean isPlain() {
        for (double each : tags.all(TiffTags.BITS)) {
            if (each != bits) {
                return false;
            }
        }
        for (double each : tags.all(SAMPLE_FORMAT)) {
            if (each != 1) {
                return false;
            }
        }
        return tags.all(EXTRA_SAMPLES).length == 0 && (samples == 1 || value(PLANAR, 1) == 1);
    }

    private boolean hasKnownColours() {
        return switch (photometric) {
            case 0, 1 -> samples == 1 && (bits == 1 || bits == 8 || photometric == 1 && bits == 16);
            case 2 -> samples == 3 && (bits == 8 || bits == 16);
            case 3 -> samples == 1 && (bits == 4 || bits == 8);
            case 5 -> samples == 4 && bits == 8 && value(INK_SET, 1) == 1;
            default -> false;
        };
    }

    private boolean hasKnownPacking() {
        int predictor = value(PREDICTOR, 1);
        boolean predicted = predictor == 2 && PREDICTABLE.contains(compression) && bits == 8 && photometric != 3;
        if (predictor != 1 && !predicted) {
            return false;
        }
        if (FAX.contains(compression)) {
            return bits == 1 && photometric <= 1;
        }
        if (value(TiffTags.FILL_ORDER, 1) != 1) {
            return false;
        }
        return BYTEWISE.contains(compression) || compression == JPEG && photometric == 1 && bits == 8;
    }

    private int value(int tag, int otherwise) {
        return (int) tags.first(tag, otherwise);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("compression ").append(compression);
        text.append(", photometric ").append(photometric < 0 ? "missing" : Integer.toString(photometric));
        text.append(", ")
                .append(samples)
                .append(samples == 1 ? " sample of " : " samples of ")
                .append(bits);
        text.append(bits == 1 ? " bit" : " bits");
        append(text, "extra samples", EXTRA_SAMPLES, 0);
        append(text, "sample format", SAMPLE_FORMAT, 1);
        append(text, "fill order", TiffTags.FILL_ORDER, 1);
        append(text, "planar configuration", PLANAR, 1);
        append(text, "predictor", PREDICTOR, 1);
        return text.toString();
    }

    private void append(StringBuilder text, String name, int tag, int usual) {
        int value = value(tag, usual);
        if (value != usual) {
            text.append(", ").append(name).append(' ').append(value);
        }
    }
}
