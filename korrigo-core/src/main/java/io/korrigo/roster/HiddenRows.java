package io.korrigo.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet that hold something and that the spreadsheet hides, or filters out. */
final class HiddenRows {
    /** So many lines are named. */
    private static final int NAMED = 20;

    private final @Nullable String sheet;
    private final List<Integer> lines = new ArrayList<>();
    private int count;

    HiddenRows(@Nullable String sheet) {
        this.sheet = sheet;
    }

    void note(Cells cells) {
        if (cells.hidden() && !cells.isBlank()) {
            count++;
            if (count <= NAMED) {
                lines.add(cells.line());
            }
        }
    }

    /** What is to be said of them, or empty where there are none. */
    Optional<RosterRemark> remark() {
        if (count == 0) {
            return Optional.empty();
        }
        String named = lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Optional.of(new RosterRemark(
                RosterRemark.Code.ROWS_HIDDEN,
                sheet,
                count + (count == 1 ? " row is" : " rows are")
                        + " hidden or filtered out in the spreadsheet and read all the" + " same: line " + named
                        + (count > NAMED ? " and others" : "")));
    }
}
