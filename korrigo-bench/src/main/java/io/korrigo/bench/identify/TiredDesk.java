package io.korrigo.bench.identify;

import io.korrigo.bench.options.Evaluation;
import io.korrigo.bench.options.Options;
import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.Identification;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.readings.HeaderSimulator;
import io.korrigo.testkit.readings.InventedClass;
import io.korrigo.testkit.readings.SimulatedCharacterReader;
import io.korrigo.testkit.readings.SimulatedHeader;
import io.korrigo.testkit.readings.SimulatedHeader.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Simulates somebody at the desk who is tired and accepts whatever stands first, without reading: what is stored wrongly where the
 * likeliest student stands first and a key confirms it, and where, as at our desk, students stand in the order of the roster and a
 * choice that the machine doesn't share is asked once.
 *
 * <p>Headers are an exam's: 85 of 100 are legible ones of students, the others are of all other kinds in turn. What the matcher
 * identifies doesn't come to the desk, but for the control sample; neither does what it has no student for, where nothing stands first.
 */
public final class TiredDesk {
    private static final int ORDINARY = 85;
    /** As many as a control sample has at least. */
    private static final int SAMPLE = 30;

    private static final Comparator<Student> ROSTER =
            Comparator.comparing(Student::lastName).thenComparing(Student::firstName);

    private TiredDesk() {}

    private record Exam(int headers, long seed, int students, double accuracy) {
        static Exam of(Options given) {
            return new Exam(
                    given.number("--headers", 1, 20_000),
                    given.seed("--seed", 1),
                    given.number("--roster", 5, 400),
                    given.number("--accuracy", 1, 90) / 100.0);
        }
    }

    /** The command. */
    public static Evaluation<?> evaluation() {
        return new Evaluation<>(
                "wrong decisions of somebody who accepts what stands first at the desk",
                "[--headers 20000] [--seed 1] [--roster 400] [--accuracy 90]   accuracy: percent of letters that are read rightly",
                Exam::of,
                TiredDesk::measure);
    }

    private static void measure(Exam exam) {
        SplittableRandom random = new SplittableRandom(exam.seed());
        List<Student> roster = new InventedClass(random.split()).roster(exam.students(), 3);
        StudentMatcher matcher = new StudentMatcher(roster);
        HeaderSimulator headers =
                new HeaderSimulator(roster, new SimulatedCharacterReader(exam.accuracy(), 1), random.split());
        Confirmed desk = new Confirmed();
        Confirmed sample = new Confirmed();
        for (int i = 0; i < exam.headers(); i++) {
            SimulatedHeader header = headers.header(kind(i));
            Identification answer = matcher.match(header.reading());
            if (!answer.candidates().isEmpty()) {
                (answer.decision() == Identification.Decision.IDENTIFIED ? sample : desk).add(header.writer(), answer);
            }
        }
        desk.print();
        sample.printAsSample();
    }

    private static Kind kind(int number) {
        int place = number % 100;
        Kind[] kinds = Kind.values();
        return place < ORDINARY
                ? Kind.LEGIBLE
                : kinds[1 + (number / 100 * (100 - ORDINARY) + place - ORDINARY) % (kinds.length - 1)];
    }

    /** What became of copies whose first student was accepted. */
    private static final class Confirmed {
        private int copies;
        private int likeliestWrong;
        private int silentlyWrong;
        private int asked;
        private int askedWrong;

        /** @param writer null where it is nobody of the roster */
        void add(@Nullable Student writer, Identification answer) {
            Candidate likeliest = answer.candidates().get(0);
            Student machine = answer.outsiderProbability() > likeliest.probability() ? null : likeliest.student();
            Student first = answer.candidates().stream()
                    .map(Candidate::student)
                    .min(ROSTER)
                    .orElseThrow();
            copies++;
            likeliestWrong += likeliest.student().equals(writer) ? 0 : 1;
            boolean wrong = !first.equals(writer);
            if (Objects.equals(first, machine)) {
                silentlyWrong += wrong ? 1 : 0;
            } else {
                asked++;
                askedWrong += wrong ? 1 : 0;
            }
        }

        void print() {
            tell("copies at the desk: %d", copies);
            tell("likeliest first, accepted: %s wrong, nothing asked", share(likeliestWrong));
            tell(
                    "order of the roster, first accepted: %s asked, %s wrong and not asked",
                    share(asked), share(silentlyWrong));
            tell("  who reads when asked: %s wrong", share(silentlyWrong));
            tell("  who confirms again each time: %s wrong", share(silentlyWrong + askedWrong));
            tell(
                    "  as many wrong as with the likeliest first when %.0f %% of the questions are read",
                    100 * Math.max(0, 1 - (likeliestWrong - silentlyWrong) / (double) Math.max(1, askedWrong)));
        }

        void printAsSample() {
            double agrees = 1 - asked / (double) copies;
            tell("copies that the machine was sure of: %d", copies);
            tell(
                    "  who confirms again each time disagrees in %s of them; %d without one: %.1e",
                    share(asked), SAMPLE, Math.pow(agrees, SAMPLE));
            tell("  likeliest first: %s", share(likeliestWrong));
        }

        private String share(int count) {
            return String.format(Locale.ROOT, "%.2f %% (%d)", 100.0 * count / Math.max(1, copies), count);
        }

        private static void tell(String format, Object... values) {
            System.out.println(String.format(Locale.ROOT, format, values));
        }
    }
}
