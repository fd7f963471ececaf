package io.korrigo.scan;

import io.korrigo.InvalidInputException;
import io.korrigo.image.EncodedImage;
import io.korrigo.image.OpenCvLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

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
    private final List<ViewInk> folded = new ArrayList<>();

    ViewReader(HeaderSight<H> sight) {
        this.sight = sight;
        OpenCvLibrary.load();
    }

    /** @throws InvalidInputException when the image is damaged or too large */
    ViewLook<H> look(byte[] image, String name) {
        EncodedImage.inspect(image, name);
        Mat grey = decode(image, name);
        try {
            ViewInk ink = InkFinder.find(grey);
            return new ViewLook<>(ink, headers(image, name, grey, ink));
        } finally {
            grey.release();
        }
    }

    private static Mat decode(byte[] image, String name) {
        MatOfByte bytes = new MatOfByte(image);
        Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
        bytes.release();
        if (grey.empty()) {
            grey.release();
            throw new InvalidInputException(name + " cannot be decoded: its data is damaged; scan it again");
        }
        return grey;
    }

    private List<ViewLook.Place<H>> headers(byte[] image, String name, Mat grey, ViewInk ink) {
        if (folded.stream().anyMatch(known -> sameSize(known, ink))) {
            return halves(name, grey, ink, 0);
        }
        Optional<HeaderSight.Seen<H>> whole = sight.look(image, name);
        int turns = whole.map(HeaderSight.Seen::quarterTurns).orElse(0);
        boolean landscape = ink.landscape() == (turns % 2 == 0);
        if (!landscape) {
            return whole.map(seen -> List.of(new ViewLook.Place<>(Part.WHOLE, turns, seen.header())))
                    .orElse(List.of());
        }
        List<ViewLook.Place<H>> halves = halves(name, grey, ink, turns);
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
    private List<ViewLook.Place<H>> halves(String name, Mat grey, ViewInk ink, int turns) {
        Mat upright = turned(grey, turns);
        List<ViewLook.Place<H>> found = new ArrayList<>();
        try {
            int fold = (int) Math.round(ink.foldFromLeft(turns) * upright.cols());
            for (Part part : new Part[] {Part.RIGHT, Part.LEFT}) {
                Mat half = part == Part.LEFT ? upright.colRange(0, fold) : upright.colRange(fold, upright.cols());
                Optional<HeaderSight.Seen<H>> seen = sight.look(png(half), name);
                half.release();
                // a header that lies on its side in a half is none of a page
                if (seen.isPresent() && seen.get().quarterTurns() % 2 == 0) {
                    boolean upsideDown = seen.get().quarterTurns() == 2;
                    found.add(new ViewLook.Place<>(
                            upsideDown ? part.opposite() : part,
                            (turns + seen.get().quarterTurns()) & 3,
                            seen.get().header()));
                }
            }
        } finally {
            if (upright != grey) {
                upright.release();
            }
        }
        return found;
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

    /** Not packed, which would take longer than all else but reading the header: it is read once and thrown away. */
    private static byte[] png(Mat half) {
        MatOfByte out = new MatOfByte();
        MatOfInt unpacked = new MatOfInt(Imgcodecs.IMWRITE_PNG_COMPRESSION, 0);
        try {
            Imgcodecs.imencode(".png", half, out, unpacked);
            return out.toArray();
        } finally {
            out.release();
            unpacked.release();
        }
    }
}
