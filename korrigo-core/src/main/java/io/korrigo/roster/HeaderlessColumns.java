package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file without a header line, recognised by what their cells look like.
 *
 * <p>One column of birth dates is sought, and the names: one column of "NOM Prénom", or one in capitals beside one that
 * isn't. Where the cells don't decide, nothing is guessed. What the caller asked for is left as it is.
 */
final class HeaderlessColumns {
    /** Part of a column's cells that must look alike. */
    private static final double MOST = 0.8;

    private final ColumnEvidence evidence;
    private final ColumnMapping mapping;

    private HeaderlessColumns(ColumnEvidence evidence, ColumnMapping mapping) {
        this.evidence = evidence;
        this.mapping = mapping;
    }

    /** The mapping, or empty where the rows are no list of students at all. */
    static Optional<ColumnMapping> find(List<Cells.Sample> rows, Map<RosterColumn, String> asked, LocalDate today) {
        ColumnMapping mapping = ColumnMapping.headerless(asked);
        HeaderlessColumns columns = new HeaderlessColumns(new ColumnEvidence(rows, today), mapping);
        return columns.fill() ? Optional.of(mapping) : Optional.empty();
    }

    /** @throws InvalidInputException for a list of students whose name columns can't be told */
    private boolean fill() {
        if (evidence.rows() == 0) {
            return false;
        }
        if (!mapping.has(RosterColumn.BIRTH_DATE) && !single(RosterColumn.BIRTH_DATE)) {
            return false;
        }
        single(RosterColumn.EMAIL);
        single(RosterColumn.INE);
        if (!mapping.hasName()) {
            names();
        }
        first(RosterColumn.CLASS_NAME);
        return true;
    }

    /** Takes the only column that looks like it; two that do are none. */
    private boolean single(RosterColumn column) {
        List<Integer> fitting = fitting(column);
        if (fitting.size() != 1) {
            return false;
        }
        mapping.put(column, fitting.get(0), 0.9 * evidence.filled(fitting.get(0)));
        return true;
    }

    private void first(RosterColumn column) {
        List<Integer> fitting = fitting(column);
        if (!fitting.isEmpty()) {
            mapping.put(column, fitting.get(0), 0.7);
        }
    }

    private List<Integer> fitting(RosterColumn column) {
        List<Integer> fitting = new ArrayList<>();
        if (mapping.has(column)) {
            return fitting;
        }
        double filled = column == RosterColumn.BIRTH_DATE ? MOST : 0.3;
        for (int i = 0; i < evidence.width(); i++) {
            if (!mapping.isUsed(i) && evidence.filled(i) >= filled && evidence.fit(column, i) >= MOST) {
                fitting.add(i);
            }
        }
        return fitting;
    }

    private void names() {
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; i < evidence.width(); i++) {
            boolean name = evidence.filled(i) >= MOST && evidence.fit(RosterColumn.LAST_NAME, i) >= MOST;
            // A column of F and M, or of two schools, names nobody.
            boolean varied = evidence.distinct(i) > 0.4 || evidence.rows() < 5;
            if (name && varied && evidence.words(i) >= MOST && !mapping.isUsed(i)) {
                texts.add(i);
            }
        }
        Integer full = only(texts, i -> evidence.fullNames(i) >= MOST);
        if (full != null) {
            mapping.put(RosterColumn.FULL_NAME, full, 0.9);
            return;
        }
        Integer family = only(texts, i -> evidence.capitals(i) >= MOST);
        Integer first = only(texts, i -> evidence.capitals(i) < 1 - MOST);
        if (family == null || first == null) {
            throw new InvalidInputException("The roster has no header line, and which columns hold the family and the"
                    + " first names can't be told from their cells; say which (LAST_NAME and FIRST_NAME by their"
                    + " numbers), or export the list with its column headers");
        }
        mapping.put(RosterColumn.LAST_NAME, family, 0.8);
        mapping.put(RosterColumn.FIRST_NAME, first, 0.8);
    }

    private static @Nullable Integer only(List<Integer> columns, IntPredicate test) {
        List<Integer> fitting = columns.stream().filter(test::test).toList();
        return fitting.size() == 1 ? fitting.get(0) : null;
    }
}
