package io.korrigo.page;

import io.korrigo.Internal;
import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * The one JPEG that a page of a PDF shows, and nothing else, as scanners write them.
 *
 * @param file as it is stored
 * @param place a, b, c, d, e, f of the matrix that brings a square of one by one, origin bottom left, to where the picture is
 *     in the page's coordinates
 */
@Internal
public record ScannedJpeg(byte[] file, List<Float> place) {
    /** A page of one picture takes some milliseconds to look at. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    public ScannedJpeg {
        place = List.copyOf(place);
    }

    /**
     * Looks at a page without decoding its picture.
     *
     * @return empty for a page that shows more or something else, or that is too much work to look at
     * @throws IOException when the page is damaged
     */
    public static Optional<ScannedJpeg> of(PDPage page) throws IOException {
        String name = "the page";
        try {
            Optional<OnlyPicture.Shown> only = OnlyPicture.shown(page, new PageLimits(name, LONGEST));
            if (only.isEmpty()
                    || !List.of(COSName.DCT_DECODE)
                            .equals(UnpackedSize.filters(only.get().picture().getCOSObject()))) {
                return Optional.empty();
            }
            return StoredPicture.of(only.get().picture(), name)
                    .map(file -> new ScannedJpeg(file, only.get().place().matrix()));
        } catch (InvalidInputException tooMuch) {
            return Optional.empty();
        }
    }
}
