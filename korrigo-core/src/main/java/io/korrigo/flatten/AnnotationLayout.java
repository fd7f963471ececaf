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
    private static final double GAP = 5;
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
        if (fits(note, note.both(), Side.RIGHT, 4)) {
            return;
        }
        boolean apart = !note.score().isEmpty()
                && (note.content().isEmpty() || !fitsAtRight(note, note.both()))
                && fits(note, note.score(), Side.RIGHT, 1);
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
        return search(note, flow, Side.RIGHT, 8, Freedom.CLEAR, 10) != null;
    }

    private boolean fits(Note note, TextFlow flow, Side side, int lines) {
        return keep(search(note, flow, side, lines, Freedom.CLEAR, 10));
    }

    private boolean beside(Note note, TextFlow flow) {
        for (int lines : new int[] {6, 40}) {
            for (double size : SIZES) {
                for (Side side : Side.OUTSIDE) {
                    if (keep(search(note, flow, side, lines, Freedom.CLEAR, size))) {
                        return true;
                    }
                }
            }
        }
        for (double size : SIZES) {
            if (keep(search(note, flow, Side.INSIDE, 60, Freedom.OWN_BOX, size))) {
                return true;
            }
        }
        for (double size : SIZES) {
            for (Side side : Side.OUTSIDE) {
                if (keep(search(note, flow, side, 20, Freedom.OTHER_BOXES, size))) {
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
                    for (double x = room.x(); x + width <= room.right(); x += STEP) {
                        Area area = new Area(x, y, width, height);
                        double distance = note.box().distance(area);
                        if (distance < bestDistance && isFree(area, note, Freedom.CLEAR)) {
                            best = new Placed(note, flow, lines, size, area, distance > NEAR);
                            bestDistance = distance;
                        }
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

    /** The first free place for {@code flow} on one side of the note's box, or null. */
    private @Nullable Placed search(Note note, TextFlow flow, Side side, int maxLines, Freedom freedom, double size) {
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
            double tallest = side == Side.INSIDE ? note.box().height() - 2 * GAP : page.height() / 2;
            if (width <= available + 0.01 && height <= tallest && !tooTall) {
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

    private @Nullable Area freeArea(Note note, Side side, double width, double height, Freedom freedom) {
        double reach = side.reach(note.box(), width, height);
        for (double shift = 0; shift <= reach; shift += STEP) {
            for (double offset : new double[] {shift, -shift}) {
                Area area = side.area(note.box(), width, height, offset, room);
                if (room.contains(area) && isFree(area, note, freedom)) {
                    return area;
                }
            }
        }
        return null;
    }

    private boolean isFree(Area area, Note own, Freedom freedom) {
        if (ink.isIn(area.inset(-AnnotationPainter.PADDING), page.width(), page.height())) {
            return false;
        }
        for (Area words : taken) {
            if (words.overlaps(area)) {
                return false;
            }
        }
        for (Note note : notes) {
            boolean allowed = note == own ? freedom == Freedom.OWN_BOX : freedom == Freedom.OTHER_BOXES;
            if (!allowed && note.box().inset(-1).overlaps(area)) {
                return false;
            }
        }
        return true;
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

    /** Where words are, seen from their box. */
    private enum Side {
        RIGHT,
        LEFT,
        BELOW,
        ABOVE,
        INSIDE;

        static final Side[] OUTSIDE = {RIGHT, LEFT, BELOW, ABOVE};

        /** The room on this side. */
        double width(Area box, Area room) {
            return switch (this) {
                case RIGHT -> room.right() - box.right() - GAP;
                case LEFT -> box.x() - GAP - room.x();
                case BELOW, ABOVE -> room.width();
                case INSIDE -> box.width() - 2 * GAP;
            };
        }

        /** How far words may slide along the box and still be seen as belonging to it. */
        double reach(Area box, double width, double height) {
            return switch (this) {
                case RIGHT, LEFT -> box.height() + height;
                case BELOW, ABOVE -> box.width() + width;
                case INSIDE -> box.height();
            };
        }

        Area area(Area box, double width, double height, double offset, Area room) {
            double y = Math.min(box.y(), room.bottom() - height) + offset;
            double x = Math.min(box.x(), room.right() - width) + offset;
            return switch (this) {
                case RIGHT -> new Area(box.right() + GAP, Math.max(y, room.y()), width, height);
                case LEFT -> new Area(box.x() - GAP - width, Math.max(y, room.y()), width, height);
                case BELOW -> new Area(Math.max(x, room.x()), box.bottom() + GAP, width, height);
                case ABOVE -> new Area(Math.max(x, room.x()), box.y() - GAP - height, width, height);
                case INSIDE -> {
                    double top = Math.max(box.y() + GAP, room.y());
                    double right = Math.min(box.right() - GAP, room.right());
                    double down = Math.min(top + Math.abs(offset), Math.max(top, box.bottom() - GAP - height));
                    yield new Area(right - width, down, width, height);
                }
            };
        }
    }
}
