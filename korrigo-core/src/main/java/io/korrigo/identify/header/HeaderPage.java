package io.korrigo.identify.header;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.header.HeaderFinder.Found;
import io.korrigo.image.PageImage;
import java.util.List;

/**
 * A page's pixels and its header's combs in them. A large JPEG is decoded at half its size, which costs about half as
 * much, unless its boxes are too small for that: on 1,500 drawn pages that made not one more or less identified. So may other
 * things become cheaper: where drawn pages show as many identified and none wrongly, each change measured by itself.
 *
 * <p><b>Threads:</b> one at a time. Holds native memory until closed.
 *
 * @param ways as {@link HeaderFinder#find} gives them
 */
record HeaderPage(PageImage pixels, List<Found> ways) implements AutoCloseable {
    /** Shorter sides of boxes that are enough to read, in pixels: boxes of 5 mm have so many at 130 dpi. */
    private static final double ENOUGH = 26;

    HeaderPage {
        ways = List.copyOf(ways);
    }

    /** The same of an image file's bytes. */
    static HeaderPage open(byte[] encoded, String name) {
        return open(PageImage.Source.of(encoded, name));
    }

    /**
     * Decodes a page as far as needed to find its header, and finds it.
     *
     * @throws InvalidInputException when it is not a whole JPEG, PNG or TIFF, is too large, or its data is damaged
     */
    static HeaderPage open(PageImage.Source source) {
        HeaderPage small = find(source.decodeSmall());
        if (!small.pixels.halved() || small.ways.stream().allMatch(HeaderPage::readable)) {
            return small;
        }
        small.close();
        return find(source.decode());
    }

    private static HeaderPage find(PageImage pixels) {
        try {
            return new HeaderPage(pixels, new HeaderFinder().find(pixels));
        } catch (RuntimeException | Error failure) {
            pixels.close();
            throw failure;
        }
    }

    private static boolean readable(Found way) {
        return way.rows().values().stream()
                .flatMap(comb -> comb.boxes().stream())
                .allMatch(box -> Math.min(box.width(), box.height()) >= ENOUGH);
    }

    @Override
    public void close() {
        pixels.close();
    }
}
