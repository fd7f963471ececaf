package io.korrigo.roster;

/**
 * What became of one record of the file: a student, a problem, or a line that holds no student.
 *
 * <p>A record with several faults gives several problems, all with its line.
 */
public sealed interface RosterEntry permits RosterRow, RosterProblem, SkippedLine {

    /** Line of the file on which the record starts, from 1; line ends inside quoted cells count. */
    int line();
}
