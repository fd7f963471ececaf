package io.korrigo.roster;

/** What became of one record of the file: a student, a rejected row, or a line that holds no student. */
public sealed interface RosterEntry permits RosterRow, RejectedRow, SkippedLine {

    /** Line of the file on which the record starts, from 1; line ends inside quoted cells count. */
    int line();
}
