package io.korrigo.roster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cells that are merged over several rows: only the first one is filled, and its value counts for all. Cells merged over
 * several columns keep to the first column, as their header does.
 */
final class MergedCells {
    static final MergedCells NONE = new MergedCells(List.of());

    /** More than any class list has. */
    private static final int MOST = 1 << 16;

    /**
     * One area.
     *
     * @param column from 0
     * @param first row, as a line
     * @param last row, as a line
     */
    record Area(int column, int first, int last) {}

    private static final class Filling {
        private final Area area;
        private final String value;

        Filling(Area area, String value) {
            this.area = area;
            this.value = value;
        }
    }

    private final List<Area> waiting;
    private final List<Filling> filling = new ArrayList<>();
    private int next;

    private MergedCells(List<Area> areas) {
        this.waiting = areas;
    }

    /** @throws io.korrigo.InvalidInputException for more areas than a class list can have */
    static MergedCells of(List<Area> areas) {
        if (areas.size() > MOST) {
            throw Workbook.broken("has more merged cells than a class list", null);
        }
        List<Area> sorted = new ArrayList<>(areas);
        sorted.removeIf(area -> area.last() <= area.first());
        sorted.sort(Comparator.comparingInt(Area::first));
        return sorted.isEmpty() ? NONE : new MergedCells(sorted);
    }

    /** Fills the row of a line, which come in their order. */
    void fill(int line, RowCells row) {
        filling.removeIf(each -> each.area.last() < line);
        for (Filling each : filling) {
            if (row.get(each.area.column()).isEmpty()) {
                row.set(each.area.column(), each.value);
            }
        }
        for (; next < waiting.size() && waiting.get(next).first() <= line; next++) {
            Area area = waiting.get(next);
            String value = area.first() == line ? row.get(area.column()) : "";
            if (!value.isEmpty()) {
                filling.add(new Filling(area, value));
            }
        }
    }
}
