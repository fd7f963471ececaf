package io.korrigo.tasks;

import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.match.BatchAssignment;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.scan.SheetWriters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the sheets of one student, and gives each student one copy at most.
 *
 * <ol>
 *   <li>Two sheets that follow each other are one copy where their headers make it likely that one student of the roster, or one
 *       stranger, wrote both, and taken together contradict nobody.
 *   <li>A sheet that no student fits well enough is put to the one beside it, whose student it fits best of all, where both read the same
 *       but for slips of the pen or of the reader: two halves of a copy are worse than one for a person to look at.
 *   <li>Sheets that lie apart are one copy only where both are identified with the same student by themselves.
 *   <li>Copies and students are then assigned to each other, all together, exactly ({@link BatchAssignment}).
 * </ol>
 *
 * <p>A header that can't be read joins nothing: better a copy too many, which a person joins, than a page in another student's.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class RosterWriters implements SheetWriters<HeaderReading> {
    /** Probability from which two sheets that follow each other are one writer's. */
    private static final double SURE = 0.9;
    /** Probability from which a header is a stranger's. */
    private static final double STRANGER = 0.5;

    private static final List<HeaderField> FIELDS =
            List.of(HeaderField.LAST_NAME, HeaderField.FIRST_NAME, HeaderField.BIRTH_DATE);
    /** Share of boxes in which two headers of one writer may be read differently. */
    private static final double MISREAD = 0.25;

    private final List<Student> roster;
    private final StudentMatcher matcher;

    RosterWriters(List<Student> roster) {
        this.roster = List.copyOf(roster);
        this.matcher = new StudentMatcher(roster);
    }

    /** Headers of one copy, and what they say together. */
    private record Group(List<Integer> headers, Identification answer) {}

    @Override
    public List<Writer> writers(List<HeaderReading> headers) {
        List<Group> groups = joined(apart(headers), headers);
        List<Identification> answers =
                new BatchAssignment(matcher, groups.stream().map(Group::answer).toList()).answers();
        Writer[] writers = new Writer[headers.size()];
        for (int i = 0; i < groups.size(); i++) {
            Identification answer = answers.get(i);
            Writer writer = new Writer(
                    i,
                    answer.student().map(Student::id).orElse(null),
                    answer.probability(),
                    answer.student().isPresent() ? "" : answer.reason());
            groups.get(i).headers().forEach(header -> writers[header] = writer);
        }
        return Arrays.asList(writers);
    }

    /** Groups of headers that follow each other. */
    private List<Group> apart(List<HeaderReading> headers) {
        List<Group> groups = new ArrayList<>();
        Identification before = null;
        for (int i = 0; i < headers.size(); i++) {
            Identification alone = matcher.match(headers.get(i));
            Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            Group both = last != null && before != null && mayBeOne(before, alone, headers.get(i - 1), headers.get(i))
                    ? group(with(last.headers(), List.of(i)), headers)
                    : null;
            boolean one = both != null
                    && before != null
                    && (agrees(both.answer(), last.answer(), alone)
                            || isSame(before, alone)
                            || isSlipOf(before, alone, headers.get(i - 1), headers.get(i))
                            || isSlipOf(alone, before, headers.get(i), headers.get(i - 1)));
            if (one) {
                groups.set(groups.size() - 1, both);
            } else {
                groups.add(new Group(List.of(i), alone));
            }
            before = alone;
        }
        return groups;
    }

    private Group group(List<Integer> members, List<HeaderReading> headers) {
        return new Group(
                members, matcher.match(members.stream().map(headers::get).toList()));
    }

    private static List<Integer> with(List<Integer> one, List<Integer> other) {
        List<Integer> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private boolean mayBeOne(Identification one, Identification other, HeaderReading first, HeaderReading second) {
        if (one.decision() == Decision.UNREADABLE || other.decision() == Decision.UNREADABLE) {
            return false;
        }
        double odds = 0;
        for (Candidate candidate : one.candidates()) {
            odds += candidate.probability() * probability(other, candidate.student()) * roster.size();
        }
        boolean sameStudent = odds / (1 + odds) >= SURE;
        boolean strangers = one.outsiderProbability() >= STRANGER && other.outsiderProbability() >= STRANGER;
        return sameStudent
                || strangers && saySame(first, second)
                || isSlipOf(one, other, first, second)
                || isSlipOf(other, one, second, first);
    }

    /** Whether both are identified with one student, each by itself. */
    private static boolean isSame(Identification one, Identification other) {
        return one.student().isPresent()
                && one.student().map(Student::id).equals(other.student().map(Student::id));
    }

    /**
     * Whether a header that leaves its student to a person is that of a known one with slips: of the roster that student alone comes into
     * question, and no row differs in more than a quarter of its letters.
     */
    private static boolean isSlipOf(
            Identification unsure, Identification known, HeaderReading unsureHeader, HeaderReading knownHeader) {
        if (unsure.decision() != Decision.REVIEW || known.student().isEmpty()) {
            return false;
        }
        double ofRoster = 1 - unsure.outsiderProbability();
        return ofRoster > 0
                && probability(unsure, known.student().get()) >= SURE * ofRoster
                && FIELDS.stream().allMatch(field -> {
                    String a = text(unsureHeader, field);
                    String b = text(knownHeader, field);
                    int most = (int) Math.max(1, MISREAD * Math.max(a.length(), b.length()));
                    return different(a, b) <= most;
                });
    }

    private static double probability(Identification answer, Student student) {
        return answer.candidates().stream()
                .filter(candidate -> candidate.student().id().equals(student.id()))
                .mapToDouble(Candidate::probability)
                .findFirst()
                .orElse(0);
    }

    /** Whether two headers, taken together, don't speak for anybody else than each by itself. */
    private static boolean agrees(Identification both, Identification one, Identification other) {
        boolean known = one.student().isPresent() || other.student().isPresent();
        return !known
                || both.student().isPresent()
                        && one.student().map(both.student().get()::equals).orElse(true)
                        && other.student().map(both.student().get()::equals).orElse(true);
    }

    /** Whether names and birth date of two headers read much the same. */
    private static boolean saySame(HeaderReading one, HeaderReading other) {
        int letters = 0;
        int different = 0;
        for (HeaderField field : FIELDS) {
            String a = text(one, field);
            String b = text(other, field);
            letters += Math.max(a.length(), b.length());
            different += different(a, b);
        }
        return letters > 0 && different <= MISREAD * letters;
    }

    private static String text(HeaderReading reading, HeaderField field) {
        return reading.row(field).map(row -> row.bestText()).orElse("");
    }

    /** Boxes in which two rows differ. */
    private static int different(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        int different = 0;
        for (int i = 0; i < longer; i++) {
            boolean same = i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i);
            different += same ? 0 : 1;
        }
        return different;
    }

    /** Groups that lie apart and are identified with one student become one. */
    private List<Group> joined(List<Group> groups, List<HeaderReading> headers) {
        Map<String, Integer> places = new HashMap<>();
        List<Group> joined = new ArrayList<>();
        for (Group group : groups) {
            String student = group.answer().student().map(Student::id).orElse(null);
            Integer place = student == null ? null : places.get(student);
            if (place != null) {
                Group both = group(with(joined.get(place).headers(), group.headers()), headers);
                if (agrees(both.answer(), joined.get(place).answer(), group.answer())) {
                    joined.set(place, both);
                    continue;
                }
            } else if (student != null) {
                places.put(student, joined.size());
            }
            joined.add(group);
        }
        return joined;
    }
}
