package io.korrigo.testkit.readings;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import io.korrigo.testkit.pages.LookAlikes;
import io.korrigo.testkit.readings.SimulatedHeader.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Draws headers as the students of a roster, and others, would fill them.
 *
 * <p><b>Threads:</b> those of the random generator.
 */
public final class HeaderSimulator {
    private static final int YEARS = 4;

    private final List<Student> roster;
    private final SimulatedCharacterReader reader;
    private final RandomGenerator random;
    private final InventedClass others;

    /** @param roster at least one student; all have a birth date */
    public HeaderSimulator(List<Student> roster, SimulatedCharacterReader reader, RandomGenerator random) {
        this.roster = List.copyOf(roster);
        this.reader = reader;
        this.random = random;
        this.others = new InventedClass(random);
    }

    /** The next header of that kind. */
    public SimulatedHeader header(Kind kind) {
        Student student = anyone();
        return switch (kind) {
            case LEGIBLE, SWAPPED, WRONG_DIGIT, ROW_LOST, BOXES_LOST -> of(student, kind);
            case STRANGER, SIBLING, TWIN, NAMESAKE, MIXTURE ->
                new SimulatedHeader(reading(outsider(student, kind), kind), kind, null);
            case ONE_LETTER_OFF, LETTER_AND_DIGIT_OFF -> lookAlike(student, 1, kind);
            case TWO_LETTERS_OFF -> lookAlike(student, 2, kind);
            case EMPTY -> new SimulatedHeader(rows("", "", ""), kind, null);
        };
    }

    /**
     * A header of that kind that {@code student} filled.
     *
     * @throws IllegalArgumentException when no student fills headers of that kind
     */
    public SimulatedHeader of(Student student, Kind kind) {
        if (kind.ordinal() > Kind.BOXES_LOST.ordinal()) {
            throw new IllegalArgumentException("No student of the roster fills a header of kind " + kind);
        }
        return new SimulatedHeader(reading(student, kind), kind, student);
    }

    private Student anyone() {
        return roster.get(random.nextInt(roster.size()));
    }

    /** Without slips, which would make a look-alike of a look-alike. */
    private SimulatedHeader lookAlike(Student student, int letters, Kind kind) {
        String own = student.firstName().split(" ")[0];
        String other = LookAlikes.of(own, letters, random, taken -> isOnRoster(student, taken));
        String date = PupilTexts.digits(Objects.requireNonNull(student.birthDate()));
        return new SimulatedHeader(
                rows(
                        PupilTexts.boxes(student.lastName(), random),
                        PupilTexts.boxes(other, random),
                        kind == Kind.LETTER_AND_DIGIT_OFF ? PupilTexts.oneWrong(date, random) : date),
                kind,
                null);
    }

    private boolean isOnRoster(Student student, String firstName) {
        return roster.stream()
                .filter(known -> known.lastName().equals(student.lastName()))
                .flatMap(known -> Stream.of(known.firstName().split(" ")))
                .anyMatch(name -> LookAlikes.apart(name, firstName) == 0);
    }

    private Student outsider(Student student, Kind kind) {
        while (true) {
            Student other = others.student(YEARS);
            Student named = kind == Kind.NAMESAKE ? student : kind == Kind.MIXTURE ? anyone() : other;
            Student sameDay = kind == Kind.TWIN ? student : kind == Kind.MIXTURE ? anyone() : other;
            String last = kind == Kind.STRANGER ? other.lastName() : student.lastName();
            String first = named.firstName();
            LocalDate born = Objects.requireNonNull(sameDay.birthDate());
            if (roster.stream().noneMatch(known -> confusable(known, last, first, born))) {
                return Student.of("outsider", last, first, born);
            }
        }
    }

    /** Whether an outsider is too close to {@code known} for anybody to tell: at most one letter and one digit apart. */
    private static boolean confusable(Student known, String last, String first, LocalDate born) {
        String knownDate = PupilTexts.digits(Objects.requireNonNull(known.birthDate()));
        String date = PupilTexts.digits(born);
        int digits = 0;
        for (int i = 0; i < date.length(); i++) {
            digits += date.charAt(i) == knownDate.charAt(i) ? 0 : 1;
        }
        return digits < 2
                && firstWord(known.lastName()).equals(firstWord(last))
                && Stream.of(PupilTexts.plain(known.firstName()).split("[ -]"))
                        .anyMatch(name -> oneLetterApart(name, firstWord(first)));
    }

    /** Whether a letter less, more or other at one place turns {@code a} into {@code b}, or nothing need be done. */
    private static boolean oneLetterApart(String a, String b) {
        int start = 0;
        int common = Math.min(a.length(), b.length());
        while (start < common && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < common - start && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        return Math.max(a.length(), b.length()) - start - end <= 1;
    }

    private static String firstWord(String name) {
        return PupilTexts.plain(name).split("[ -]")[0];
    }

    private HeaderReading reading(Student student, Kind kind) {
        String last = lastName(student);
        String[] names = student.firstName().split(" ");
        boolean all = names.length == 1 || random.nextDouble() < 0.4;
        String first = PupilTexts.boxes(all ? student.firstName() : names[0], random);
        String date = PupilTexts.digits(Objects.requireNonNull(student.birthDate()));
        double slips = kind == Kind.LEGIBLE ? 1 : 0.3;
        last = PupilTexts.slips(last, slips, random);
        first = PupilTexts.slips(first, slips, random);
        return switch (kind) {
            case SWAPPED -> rows(first, last, date);
            case WRONG_DIGIT -> rows(last, first, PupilTexts.oneWrong(date, random));
            case ROW_LOST -> lose(rows(last, first, date));
            case BOXES_LOST -> loseBoxes(rows(last, first, date));
            default -> rows(last, first, date);
        };
    }

    private String lastName(Student student) {
        String usage = student.usageName();
        String name = student.lastName();
        if (usage != null && random.nextDouble() < 0.4) {
            name = random.nextDouble() < 0.6 ? name + " " + usage : usage;
        }
        return PupilTexts.boxes(name, random);
    }

    private HeaderReading lose(HeaderReading reading) {
        List<RowReading> rows = new ArrayList<>(reading.rows());
        rows.remove(random.nextInt(rows.size()));
        return new HeaderReading(rows, 0, "simulated");
    }

    private HeaderReading loseBoxes(HeaderReading reading) {
        List<RowReading> rows = new ArrayList<>();
        for (RowReading row : reading.rows()) {
            int lost = 1 + random.nextInt(row.field() == HeaderField.BIRTH_DATE ? 2 : 3);
            int from = random.nextBoolean() ? lost : 0;
            rows.add(new RowReading(
                    row.field(), row.cells().subList(from, row.cells().size() - lost + from)));
        }
        return new HeaderReading(rows, 0, "simulated");
    }

    private HeaderReading rows(String last, String first, String date) {
        SimulatedCharacterReader.Hand hand = reader.hand(random);
        int boxes = 18 + random.nextInt(8);
        return new HeaderReading(
                List.of(
                        row(HeaderField.LAST_NAME, PupilTexts.row(last, boxes), hand),
                        row(HeaderField.FIRST_NAME, PupilTexts.row(first, boxes), hand),
                        row(HeaderField.BIRTH_DATE, PupilTexts.row(date, 8), hand)),
                0,
                "simulated");
    }

    private RowReading row(HeaderField field, String text, SimulatedCharacterReader.Hand hand) {
        return new RowReading(field, hand.boxes(text, random));
    }
}
