package io.korrigo.flatten;

import io.korrigo.flatten.pdf.PageFrame;
import io.korrigo.flatten.text.TextFlow;
import io.korrigo.flatten.text.TextPainter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a place for the words of each annotation of one page.
 *
 * <p>1. Beside the box where nothing else is, neither words, boxes nor ink: right, else left, below, above, at 10 points and
 * then smaller. 2. Within the box, if it has free paper. 3. Over other boxes, never over other words or ink. 4. On the nearest
 * free paper of the page, joined to the box by a line. 5. A text for which none of this has room is shortened with a
 * reference, or is its number alone, and the mark sheet has all of it. No text leaves the page or is smaller than 6 points.
 *
 * <p>So every page with words is decoded once, small, for its {@link PageInk}. On a page without any free square the number
 * stands at the box's corner, over ink.
 */
final class AnnotationLayout {
    private static final double[] SIZES = {10, 9, 8, 7, 6};
    private static final double MARGIN = 6;
    private static final double STEP = 6;
    /** Width of the narrowest column that reads well, in font sizes. */
    private static final double NARROWEST = 9;

    private static final double[] WIDTHS = {130, 200, 280, 400};
    private static final double[] FAR_SIZES = {9, 7.5, 6};
    private static final double[] FAR_WIDTHS = {70, 110, 160, 240, 400};

    /** Words at most this far from their box are seen as its own, in points. */
    private static final double NEAR = 14;

    private static final int[] SHORTENED = {240, 100, 40, 0};

    /**
     * Words with their place.
     *
     * @param area where the lines go, padding left out
     * @param far whether they are so far from their box that a line has to join them
     */
    record Placed(Note note, TextFlow flow, List<TextFlow.Line> lines, double size, Area area, boolean far) {}

    private final Area page;
    private final Area room;
    private final Wording wording;
    private final PageInk ink;
    private final List<Note> notes;
    private final List<Area> taken = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();

    private AnnotationLayout(PageFrame frame, List<Note> notes, Wording wording, PageInk ink) {
        this.ink = ink;
        this.page = new Area(0, 0, frame.width(), frame.height());
        this.room = page.inset(Math.min(MARGIN, 0.02 * frame.width()));
        this.notes = notes;
        this.wording = wording;
    }

    static List<Placed> of(PageFrame frame, List<Note> notes, Wording wording, PageInk ink) {
        AnnotationLayout layout = new AnnotationLayout(frame, notes, wording, ink);
        notes.forEach(layout::place);
        return layout.placed;
    }

    private void place(Note note) {
        if (note.both().isEmpty()) {
            return;
        }
        if (fits(note, note.both(), BoxSide.RIGHT, 4)) {
            return;
        }
        boolean apart = !note.score().isEmpty()
                && (note.content().isEmpty() || !fitsAtRight(note, note.both()))
                && fits(note, note.score(), BoxSide.RIGHT, 1);
        if (apart && note.content().isEmpty()) {
            return;
        }
        TextFlow flow = apart ? note.content() : note.both();
        if (beside(note, flow)) {
            return;
        }
        if (far(note, flow)) {
            return;
        }
        for (int characters : SHORTENED) {
            if (characters < note.content().length() && beside(note, note.shortened(characters, wording))) {
                return;
            }
        }
        if (!far(note, note.shortened(0, wording)) && !far(note, note.numberAlone())) {
            atBox(note, note.numberAlone());
        }
    }

    private boolean fitsAtRight(Note note, TextFlow flow) {
        return search(note, flow, BoxSide.RIGHT, 1, 8, Freedom.CLEAR, 10) != null;
    }

    private boolean fits(Note note, TextFlow flow, BoxSide side, int lines) {
        return keep(search(note, flow, side, 1, lines, Freedom.CLEAR, 10));
    }

    private boolean beside(Note note, TextFlow flow) {
        for (int[] lines : new int[][] {{1, 6}, {7, 40}}) {
            for (double size : SIZES) {
                for (BoxSide side : BoxSide.OUTSIDE) {
                    if (keep(search(note, flow, side, lines[0], lines[1], Freedom.CLEAR, size))) {
                        return true;
                    }
                }
            }
        }
        for (double size : SIZES) {
            if (keep(search(note, flow, BoxSide.INSIDE, 1, 60, Freedom.OWN_BOX, size))) {
                return true;
            }
        }
        for (double size : SIZES) {
            for (BoxSide side : BoxSide.OUTSIDE) {
                if (keep(search(note, flow, side, 1, 20, Freedom.OTHER_BOXES, size))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The free paper nearest to the box, wherever that is. */
    private boolean far(Note note, TextFlow flow) {
        for (double size : FAR_SIZES) {
            Placed best = null;
            double bestDistance = Double.MAX_VALUE;
            double before = -1;
            for (double wanted : FAR_WIDTHS) {
                List<TextFlow.Line> lines = flow.wrap(Math.min(wanted, room.width()) * 1000 / size);
                double width = width(lines, size);
                double height = TextPainter.height(lines.size(), size);
                if (width == before || height > page.height() / 2) {
                    continue;
                }
                before = width;
                for (double y = room.y(); y + height <= room.bottom(); y += STEP) {
                    double down = Math.max(
                            0, Math.max(y - note.box().bottom(), note.box().y() - y - height));
                    if (down >= bestDistance) {
                        continue;
                    }
                    double x = room.x();
                    while (x + width <= room.right()) {
                        // what is in the way here is in the way of all up to its end
                        double until = x;
                        if (Math.max(x - note.box().right(), note.box().x() - x - width) < bestDistance) {
                            Area area = new Area(x, y, width, height);
                            double distance = note.box().distance(area);
                            until = distance < bestDistance ? blockedUntil(area, note) : x;
                            if (until < x) {
                                best = new Placed(note, flow, lines, size, area, distance > NEAR);
                                bestDistance = distance;
                            }
                        }
                        do {
                            x += STEP;
                        } while (x < until);
                    }
                }
            }
            if (best != null) {
                return keep(best);
            }
        }
        return false;
    }

    /** The last resort, on a page that is written full: at the box's corner, as small as can be read. */
    private void atBox(Note note, TextFlow flow) {
        double size = SIZES[SIZES.length - 1];
        List<TextFlow.Line> lines = flow.wrap(room.width() * 1000 / size);
        double width = width(lines, size);
        double height = TextPainter.height(lines.size(), size);
        double x = Math.max(room.x(), Math.min(note.box().x(), room.right() - width));
        double y = Math.max(room.y(), Math.min(note.box().y(), room.bottom() - height));
        keep(new Placed(note, flow, lines, size, new Area(x, y, width, height), false));
    }

    private boolean keep(@Nullable Placed found) {
        if (found == null) {
            return false;
        }
        placed.add(found);
        taken.add(found.area().inset(-2));
        return true;
    }

    /** The first free place for so many lines of {@code flow} on one side of the note's box, or null. */
    private @Nullable Placed search(
            Note note, TextFlow flow, BoxSide side, int minLines, int maxLines, Freedom freedom, double size) {
        double available = side.width(note.box(), room);
        double natural = flow.naturalWidth() * size / 1000;
        if (available < Math.min(natural, NARROWEST * size)) {
            return null;
        }
        for (double wanted : WIDTHS) {
            List<TextFlow.Line> lines = flow.wrap(Math.min(wanted, available) * 1000 / size);
            double width = width(lines, size);
            double height = TextPainter.height(lines.size(), size);
            boolean mayBeWider = width < natural - 0.01 && wanted < Math.min(available, WIDTHS[WIDTHS.length - 1]);
            boolean tooTall = lines.size() > maxLines || mayBeWider && lines.size() > 4;
            double tallest = side == BoxSide.INSIDE ? note.box().height() - 2 * BoxSide.GAP : page.height() / 2;
            boolean wantedSo = !tooTall && lines.size() >= minLines;
            if (width <= available + 0.01 && height <= tallest && wantedSo) {
                Area area = freeArea(note, side, width, height, freedom);
                if (area != null) {
                    return new Placed(note, flow, lines, size, area, false);
                }
            }
            if (!mayBeWider) {
                return null;
            }
        }
        return null;
    }

    private @Nullable Area freeArea(Note note, BoxSide side, double width, double height, Freedom freedom) {
        double reach = side.reach(note.box(), width, height);
        Area before = null;
        boolean forward = true;
        // within the box it is only pushed down
        boolean back = side != BoxSide.INSIDE;
        for (double shift = 0; shift <= reach && (forward || back); shift += STEP) {
            if (forward) {
                Area area = side.area(note.box(), width, height, shift, room);
                // farther on there is only less of the page
                forward = room.contains(area);
                if (forward && isFree(area, note, freedom)) {
                    return area;
                }
            }
            if (back && shift > 0) {
                Area area = side.area(note.box(), width, height, -shift, room);
                // at the edge it stays where it is
                back = !area.equals(before);
                before = area;
                if (back && room.contains(area) && isFree(area, note, freedom)) {
                    return area;
                }
            }
        }
        return null;
    }

    private boolean isFree(Area area, Note own, Freedom freedom) {
        return !ink.isIn(area.inset(-AnnotationPainter.PADDING), page.width(), page.height())
                && inTheWay(area, own, freedom) == null;
    }

    /** How far to the right what is in the way of an area goes on; less than its {@code x} where nothing is. */
    private double blockedUntil(Area area, Note own) {
        Area padded = area.inset(-AnnotationPainter.PADDING);
        if (ink.isIn(padded, page.width(), page.height())) {
            return ink.end(padded, page.width(), page.height()) + AnnotationPainter.PADDING;
        }
        Area other = inTheWay(area, own, Freedom.CLEAR);
        return other == null ? -1 : other.right();
    }

    /** Words or a box that an area lies over, though it may not. */
    private @Nullable Area inTheWay(Area area, Note own, Freedom freedom) {
        for (Area words : taken) {
            if (words.overlaps(area)) {
                return words;
            }
        }
        for (Note note : notes) {
            boolean allowed = note == own ? freedom == Freedom.OWN_BOX : freedom == Freedom.OTHER_BOXES;
            if (!allowed && note.box().inset(-1).overlaps(area)) {
                return note.box().inset(-1);
            }
        }
        return null;
    }

    private static double width(List<TextFlow.Line> lines, double size) {
        int widest = 0;
        for (TextFlow.Line line : lines) {
            widest = Math.max(widest, line.width());
        }
        return widest * size / 1000;
    }

    /** What words may lie over. */
    private enum Freedom {
        CLEAR,
        OWN_BOX,
        OTHER_BOXES
    }
}
