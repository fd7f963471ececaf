package io.korrigo.tasks;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a header's rows have ink, for screens that have no room for the whole header. Of what is written there it says nothing. */
final class WrittenRows {
    /** Around the ink, in boxes: descenders, and a stroke that leaves its box. */
    private static final double MARGIN = 0.5;

    private WrittenRows() {}

    /**
     * The rows of both names and of the birth date, in this order.
     *
     * @return empty where one of them wasn't found or is blank, for nobody would look for it elsewhere, or where the page isn't upright
     */
    static Optional<List<PageRegion>> of(HeaderReading reading) {
        List<PageRegion> rows = new ArrayList<>();
        for (HeaderField field : List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE)) {
            reading.row(field).flatMap(WrittenRows::ink).ifPresent(rows::add);
        }
        return rows.size() == 3 && reading.quarterTurns() == 0 ? Optional.of(rows) : Optional.empty();
    }

    private static Optional<PageRegion> ink(RowReading row) {
        List<PageRegion> written = row.cells().stream()
                .filter(cell -> cell.best() != CellReading.BLANK)
                .map(CellReading::region)
                .toList();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        double left = 1;
        double top = 1;
        double right = 0;
        double bottom = 0;
        for (PageRegion box : written) {
            left = Math.min(left, box.x() - MARGIN * box.w());
            top = Math.min(top, box.y() - MARGIN * box.h());
            right = Math.max(right, box.x() + (1 + MARGIN) * box.w());
            bottom = Math.max(bottom, box.y() + (1 + MARGIN) * box.h());
        }
        double x = Math.max(0, left);
        double y = Math.max(0, top);
        return Optional.of(new PageRegion(x, y, Math.min(1, right) - x, Math.min(1, bottom) - y));
    }
}
