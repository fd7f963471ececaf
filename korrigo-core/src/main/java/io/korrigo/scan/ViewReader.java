package io.korrigo.scan;

import io.korrigo.InvalidInputException;
import io.korrigo.image.OpenCvLibrary;
import io.korrigo.image.PageImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * Looks at one view: where there is ink, where it could be folded, and which headers it shows.
 *
 * <p>A header is sought in the whole view, in four directions, and where that may be two pages side by side, in each half
 * too: only the half tells which page it is, and large views are read at half their size.
 *
 * <p>Views of a size that showed a folded sheet before are looked at by halves only.
 *
 * <p><b>Threads:</b> for one thread; made anew for each pile.
 */
final class ViewReader<H> {
    /** Share of a side by which views of one kind of sheet differ. */
    private static final double SAME_SIZE = 0.03;

    private final HeaderSight<H> sight;
    private final Pile pile;
    private final LookedAt lookedAt = new LookedAt();
    private final List<ViewInk> folded = new ArrayList<>();

    /** @param pile is asked for its views until nobody asks what was seen in them any more */
    ViewReader(HeaderSight<H> sight, Pile pile) {
        this.sight = sight;
        this.pile = pile;
        OpenCvLibrary.load();
    }

    /**
     * @throws InvalidInputException when the image is damaged or too large
     * @throws IOException when the disk fails
     */
    ViewLook<H> look(int view) throws IOException {
        try (ViewPicture picture = picture(view)) {
            if (!folded.isEmpty()) {
                // its halves are going to be read: to decode it once is enough
                picture.grey();
            }
            InkGlance glance = picture.glance();
            ViewInk ink = new ViewInk(
                    picture.width(), picture.height(), glance, () -> lookedAt.of(view, () -> lookAgain(view)));
            return new ViewLook<>(ink, headers(picture, ink));
        }
    }

    private ViewPicture picture(int view) throws IOException {
        return new ViewPicture(pile.view(view), pile.viewName(view));
    }

    private InkFinder.Found lookAgain(int view) {
        try (ViewPicture picture = picture(view)) {
            return picture.look();
        } catch (IOException diskFails) {
            throw new UncheckedIOException(diskFails);
        }
    }

    private List<ViewLook.Place<H>> headers(ViewPicture picture, ViewInk ink) {
        if (folded.stream().anyMatch(known -> sameSize(known, ink))) {
            return halves(picture, ink, 0);
        }
        Optional<HeaderSight.Seen<H>> whole = sight.look(PageImage.Source.of(picture.file(), picture.name()));
        int turns = whole.map(HeaderSight.Seen::quarterTurns).orElse(0);
        boolean landscape = ink.landscape() == (turns % 2 == 0);
        if (!landscape) {
            return whole.map(seen -> List.of(new ViewLook.Place<>(Part.WHOLE, turns, seen.header())))
                    .orElse(List.of());
        }
        List<ViewLook.Place<H>> halves = halves(picture, ink, turns);
        if (!halves.isEmpty() && ink.landscape()) {
            folded.add(ink);
        }
        return halves.isEmpty() && whole.isPresent()
                ? List.of(new ViewLook.Place<>(Part.WHOLE, turns, whole.get().header()))
                : halves;
    }

    private static boolean sameSize(ViewInk one, ViewInk other) {
        return Math.abs(one.width() - other.width()) <= SAME_SIZE * one.width()
                && Math.abs(one.height() - other.height()) <= SAME_SIZE * one.height();
    }

    /** Right before left: there a folded sheet has its first page. */
    private List<ViewLook.Place<H>> halves(ViewPicture picture, ViewInk ink, int turns) {
        List<ViewLook.Place<H>> found = new ArrayList<>();
        for (Part part : new Part[] {Part.RIGHT, Part.LEFT}) {
            PageImage.Source half = PageImage.Source.of(
                    () -> half(picture.grey(), ink.foldFromLeft(turns), part, turns), picture.name());
            Optional<HeaderSight.Seen<H>> seen = sight.look(half);
            // a header that lies on its side in a half is none of a page
            if (seen.isPresent() && seen.get().quarterTurns() % 2 == 0) {
                boolean upsideDown = seen.get().quarterTurns() == 2;
                found.add(new ViewLook.Place<>(
                        upsideDown ? part.opposite() : part,
                        (turns + seen.get().quarterTurns()) & 3,
                        seen.get().header()));
            }
        }
        return found;
    }

    /** A copy of the half, upright. */
    private static Mat half(Mat grey, double fold, Part part, int turns) {
        Mat upright = turned(grey, turns);
        int at = (int) Math.round(fold * upright.cols());
        Mat half = part == Part.LEFT ? upright.colRange(0, at) : upright.colRange(at, upright.cols());
        try {
            return half.clone();
        } finally {
            half.release();
            if (upright != grey) {
                upright.release();
            }
        }
    }

    /** {@code image} itself where it isn't turned. */
    static Mat turned(Mat image, int quarterTurns) {
        if (quarterTurns == 0) {
            return image;
        }
        int[] codes = {Core.ROTATE_90_CLOCKWISE, Core.ROTATE_180, Core.ROTATE_90_COUNTERCLOCKWISE};
        Mat turned = new Mat();
        Core.rotate(image, turned, codes[quarterTurns - 1]);
        return turned;
    }
}
