package io.korrigo.identify.match;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Reason.Code;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says which student of a roster wrote a header, or that a person has to decide.
 *
 * <p>No text is read early: every student is scored by the spellings that a pupil of that name and birth date may
 * write, aligned with the boxes in every way ({@code RowAligner}), and stands against a stranger, that is somebody who
 * is not on the roster ({@code NameModel}, {@code BirthDates}). The posterior over students and stranger is tempered
 * ({@code Posterior}). A student is identified when the posterior reaches the threshold and no row that was read
 * speaks against them; never without the birth date, never by the birth date alone, never where a namesake on the
 * roster may have the same date ({@code Verdict}).
 *
 * <p>Not used: the candidate number, which rosters lack. A roster of 10,000 takes some tens of milliseconds a reading.
 *
 * <p><b>Threads:</b> immutable, safe for concurrent use; the answer depends on the reading only.
 */
public final class StudentMatcher {
    /** Posterior from which a student is identified, unless told otherwise. */
    public static final double THRESHOLD = 0.999;

    /** Share of headers that are written by somebody who is not on the roster, unless told otherwise. */
    public static final double OUTSIDER_PRIOR = 0.02;

    /**
     * How much of what is clearly read may speak against a student, in natural log units summed over all rows, unless told
     * otherwise: 8,000 to 1. One letter that is surely another is about as much (8 to 11), one in a pair that is often mistaken less
     * (2 to 7). The curve behind it is in docs/identification.md.
     */
    public static final double BORNE = 9;

    /** Posterior from which one sheet, or all together, name a student whom the other sheets have to bear. */
    private static final double SHEET_NAMES = 0.9;
    /** A sheet that by itself makes anybody else so many times likelier than the copy's student speaks against them. */
    private static final double SHEET_DISAGREES = 3;

    /** How many candidates an identification names at most. */
    static final int CANDIDATES = 5;

    private final RosterIndex roster;
    private final BirthDates birthDates;
    private final double threshold;
    private final double outsiderPrior;
    private final double borne;

    /**
     * A matcher with the usual {@link #THRESHOLD} and {@link #OUTSIDER_PRIOR}.
     *
     * @param roster everybody who may have written a copy; may be empty
     * @throws IllegalArgumentException when two students have the same id
     */
    public StudentMatcher(List<Student> roster) {
        this(roster, THRESHOLD, OUTSIDER_PRIOR);
    }

    /**
     * A matcher that bears {@link #BORNE}.
     *
     * @param threshold posterior, 0.5 to 1, from which a student is identified; higher leaves more to the desk
     * @param outsiderPrior share of headers, 0 to 1 and neither, that nobody of the roster wrote; higher refuses more
     * @throws IllegalArgumentException when two students have the same id or a number is out of its range
     */
    public StudentMatcher(List<Student> roster, double threshold, double outsiderPrior) {
        this(roster, threshold, outsiderPrior, BORNE);
    }

    /**
     * A matcher that bears more or less, as benches of it ask for.
     *
     * @param threshold posterior, 0.5 to 1, from which a student is identified; higher leaves more to the desk
     * @param outsiderPrior share of headers, 0 to 1 and neither, that nobody of the roster wrote; higher refuses more
     * @param borne how much may speak against a student, 0 or more, in natural log units; lower leaves more to the desk
     * @throws IllegalArgumentException when two students have the same id or a number is out of its range
     */
    public StudentMatcher(List<Student> roster, double threshold, double outsiderPrior, double borne) {
        if (!(borne >= 0)) {
            throw new IllegalArgumentException("What is borne is 0 or more, not " + borne);
        }
        if (!(threshold >= 0.5 && threshold <= 1)) {
            throw new IllegalArgumentException("The threshold is 0.5 to 1, not " + threshold);
        }
        if (!(outsiderPrior > 0 && outsiderPrior < 1)) {
            throw new IllegalArgumentException("The outsider prior lies between 0 and 1, not " + outsiderPrior);
        }
        this.roster = new RosterIndex(roster);
        this.birthDates = new BirthDates(RosterIndex.birthDates(roster));
        this.threshold = threshold;
        this.outsiderPrior = outsiderPrior;
        this.borne = borne;
    }

    /** Posterior, 0.5 to 1, from which a student is identified. */
    public double threshold() {
        return threshold;
    }

    /** Assumed share of headers, between 0 and 1, that nobody of the roster wrote. */
    public double outsiderPrior() {
        return outsiderPrior;
    }

    int rosterSize() {
        return roster.size();
    }

    /** The answer for one header; {@code IDENTIFIED}, or else a reason for the desk. */
    public Identification match(HeaderReading reading) {
        return match(List.of(reading));
    }

    /**
     * The answer for a copy of several sheets, each with its header: what the sheets say is put together, and a sheet
     * that speaks for somebody else sends the copy to the desk.
     *
     * @param sheets one or more
     * @throws IllegalArgumentException when there is no sheet
     */
    public Identification match(List<HeaderReading> sheets) {
        if (sheets.isEmpty()) {
            throw new IllegalArgumentException("A copy has at least one sheet");
        }
        List<SheetLikelihood> each = sheets.stream()
                .map(sheet -> new SheetLikelihood(sheet, roster, birthDates))
                .toList();
        CopyLikelihood evidence = new CopyLikelihood(each, roster);
        Posterior posterior = new Posterior(evidence, roster, outsiderPrior);
        Verdict verdict = new Verdict(evidence, roster, posterior, threshold, borne);
        if (sheets.stream().anyMatch(HeaderReading::oneOfTwo)) {
            return verdict.barred(Code.TWO_HEADERS);
        }
        return sheets.size() > 1 && disagree(each, posterior)
                ? verdict.barred(Code.SHEETS_DISAGREE)
                : verdict.identification();
    }

    /** Whether a sheet speaks against the student whom all together or one of the others name. */
    private boolean disagree(List<SheetLikelihood> sheets, Posterior together) {
        List<Posterior> alone = sheets.stream()
                .filter(SheetLikelihood::legible)
                .map(sheet -> new Posterior(new CopyLikelihood(List.of(sheet), roster), roster, outsiderPrior))
                .toList();
        return Stream.concat(Stream.of(together), alone.stream())
                .flatMap(posterior -> posterior.named(SHEET_NAMES).stream())
                .anyMatch(student -> alone.stream().anyMatch(sheet -> sheet.against(student, SHEET_DISAGREES)));
    }
}
