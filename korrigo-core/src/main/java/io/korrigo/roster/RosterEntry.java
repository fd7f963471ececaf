package io.korrigo.roster;

import org.jspecify.annotations.Nullable;

/** What became of one record of the file: a student, a rejected row, one to leave out, or a line that holds no student. */
public sealed interface RosterEntry permits RosterRow, RejectedRow, LeftOutRow, SkippedLine {

    /** Line of the file on which the record starts, from 1; line ends inside quoted cells count. */
    int line();

    /** Name of the workbook's sheet; null where there are no sheets. */
    @Nullable
    String sheet();
}
