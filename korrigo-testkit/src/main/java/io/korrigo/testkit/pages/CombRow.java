package io.korrigo.testkit.pages;

import io.korrigo.identify.HeaderField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One printed row of boxes.
 *
 * @param field what it asks for, or null for a row that no reader looks for
 * @param boxes from left to right
 * @param groups how many boxes stand together, left to right; a separator is printed between groups
 * @param coded whether pupils write a code into it although no reader looks for it
 */
record CombRow(@Nullable HeaderField field, List<Box> boxes, List<Integer> groups, boolean coded) {
    CombRow {
        boxes = List.copyOf(boxes);
        groups = List.copyOf(groups);
    }

    CombRow(@Nullable HeaderField field, List<Box> boxes, List<Integer> groups) {
        this(field, boxes, groups, false);
    }

    Box first() {
        return boxes.get(0);
    }

    Box last() {
        return boxes.get(boxes.size() - 1);
    }
}
