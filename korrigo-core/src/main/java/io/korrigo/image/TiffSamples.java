package io.korrigo.image;

import io.korrigo.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures in TIFF are decoded to grey as a person sees them: a closed list, each line of it compared with a second decoder. What
 * OpenCV would misread without a word, or can't read, is refused by name.
 */
final class TiffSamples {
    private final TiffDirectory directory;
    private final int compression;
    private final int photometric;
    private final int bits;
    private final int samples;

    private TiffSamples(TiffDirectory directory) {
        this.directory = directory;
        this.compression = (int) directory.first(TiffDirectory.COMPRESSION, 1);
        this.photometric = (int) directory.first(TiffDirectory.PHOTOMETRIC, -1);
        this.bits = (int) directory.first(TiffDirectory.BITS, 1);
        this.samples = (int) directory.first(TiffDirectory.SAMPLES, 1);
    }

    /** @throws InvalidInputException with {@code name} and what it is of the picture that is not read */
    static void requireReadable(TiffDirectory directory, String name) {
        String refused = new TiffSamples(directory).refused();
        if (refused != null) {
            throw new InvalidInputException(
                    name + " is a TIFF with " + refused + ", which is not read: save the page as JPEG or PNG");
        }
    }

    private @Nullable String refused() {
        if (!directory.has(TiffDirectory.PHOTOMETRIC)) {
            return "no word on what is black in it";
        }
        String packed = refusedCompression();
        return packed == null ? refusedSamples() : packed;
    }

    private @Nullable String refusedCompression() {
        boolean fax = compression >= 2 && compression <= 4;
        boolean lossless =
                compression == 1 || compression == 5 || compression == 8 || compression == 32946 || isPackBits();
        if (fax ? bits != 1 || samples != 1 : !lossless && !isJpeg()) {
            return "compression " + compression + (fax ? " of " + bits * samples + " bits a pixel" : "");
        }
        long predictor = directory.first(TiffDirectory.PREDICTOR, 1);
        return predictor > 2 ? "predictor " + predictor : null;
    }

    private boolean isPackBits() {
        return compression == 32773;
    }

    private boolean isJpeg() {
        return compression == 7;
    }

    private @Nullable String refusedSamples() {
        for (int i = 0; i < directory.count(TiffDirectory.SAMPLE_FORMAT); i++) {
            if (directory.value(TiffDirectory.SAMPLE_FORMAT, i) != 1) {
                return "signed or floating samples";
            }
        }
        for (int i = 1; i < directory.count(TiffDirectory.BITS); i++) {
            if (directory.value(TiffDirectory.BITS, i) != bits) {
                return "samples of different sizes";
            }
        }
        for (int i = 0; i < directory.count(TiffDirectory.EXTRA_SAMPLES); i++) {
            if (directory.value(TiffDirectory.EXTRA_SAMPLES, i) != 0 && photometric == 2) {
                return "transparency";
            }
        }
        boolean planar = samples > 1 && directory.first(TiffDirectory.PLANAR, 1) != 1;
        if (planar && (bits != 8 || isJpeg())) {
            return "its colours apart, of " + bits + " bits" + (isJpeg() ? " in JPEG" : "");
        }
        if (directory.isTiled() && bits > 8) {
            return "tiles of " + bits + " bits a sample";
        }
        boolean known = switch (photometric) {
            case 0, 1 -> (bits == 1 || bits == 8 || bits == 16) && samples <= 2;
            case 2 -> (bits == 8 || bits == 16) && (samples == 3 || samples == 4);
            case 3 -> (bits == 1 || bits == 4 || bits == 8) && samples <= 2;
            case 5 -> bits == 8 && samples == 4;
            case 6 -> bits == 8 && samples == 3 && isJpeg();
            default -> false;
        };
        return known ? null : samples + " samples of " + bits + " bits in colour space " + photometric;
    }
}
