package io.korrigo.bench.identify;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import io.korrigo.testkit.pages.PageTruth;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a box is said to hold what it doesn't, by how surely it is said: the tail that contradictions are judged by.
 *
 * <p>Counts boxes that were found at their place and hold a letter or digit, or are said to. What a row can't hold, digits
 * in a name, is left out of a box's distribution before it is asked for its likeliest.
 */
final class BoxTally {
    /** How surely: beyond the last, contradictions would count as proof. */
    static final List<Double> SURE = List.of(0.99, 0.999, 0.9995);

    private final List<Box> boxes = new ArrayList<>();

    /**
     * One box.
     *
     * @param drawn what stands in it, as a class of {@link CellReading}
     * @param said its likeliest class
     * @param probability of that, 0 to 1
     */
    record Box(FiledPage page, HeaderField field, PageTruth.Cell place, char drawn, char said, double probability) {
        boolean wrong() {
            return drawn != said;
        }
    }

    void add(FiledPage page, HeaderReading reading) {
        for (PageTruth.Row row : page.truth().rows()) {
            Optional<RowReading> read = reading.row(row.field());
            for (PageTruth.Cell place : row.boxes()) {
                char drawn = place.content().startsWith("#") ? CellReading.CROSSED_OUT : place.letter();
                boolean mark = drawn == CellReading.BLANK && !place.content().isBlank();
                if (read.isPresent() && !mark && row.field().classes().indexOf(drawn) >= 0) {
                    read.get().cells().stream()
                            .filter(cell -> RowScore.covers(page.truth(), place, cell))
                            .findFirst()
                            .ifPresent(cell -> add(page, row.field(), place, drawn, cell));
                }
            }
        }
    }

    private void add(FiledPage page, HeaderField field, PageTruth.Cell place, char drawn, CellReading cell) {
        String classes = field.classes();
        char said = cell.best(classes);
        if (drawn != CellReading.BLANK || said != CellReading.BLANK) {
            double all =
                    classes.chars().mapToDouble(c -> cell.probability((char) c)).sum();
            boxes.add(new Box(page, field, place, drawn, said, cell.probability(said) / all));
        }
    }

    /** Boxes said at least so surely, 0 to 1. */
    List<Box> saidAt(double probability) {
        return boxes.stream().filter(box -> box.probability() >= probability).toList();
    }

    /** Those that are wrong although said at 0.99 or more, the surest first. */
    List<Box> surelyWrong() {
        return saidAt(SURE.get(0)).stream()
                .filter(Box::wrong)
                .sorted((a, b) -> Double.compare(b.probability(), a.probability()))
                .toList();
    }

    void print(PrintStream out) {
        for (double sure : SURE) {
            List<Box> said = saidAt(sure);
            long wrong = said.stream().filter(Box::wrong).count();
            out.println(String.format(
                    Locale.ROOT,
                    "said at %.4f or more       %d of %d boxes, wrong %d, %.3f%%",
                    sure,
                    said.size(),
                    boxes.size(),
                    wrong,
                    100.0 * wrong / Math.max(1, said.size())));
        }
    }
}
