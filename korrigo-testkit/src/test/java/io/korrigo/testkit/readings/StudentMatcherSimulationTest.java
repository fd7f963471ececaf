package io.korrigo.testkit.readings;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.RowReading;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.readings.SimulatedHeader.Kind;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The matcher on simulated readings, all by fixed seeds. */
@Tag("slow")
class StudentMatcherSimulationTest {
    private static final double HARD_SCAN = 0.9;
    /** At which letters are clear, as a rule. */
    private static final double CLEAR_SCAN = 0.995;

    private static final Map<Double, SimulatedCharacterReader> READERS = new ConcurrentHashMap<>();

    private static SimulatedCharacterReader reader(double accuracy) {
        return READERS.computeIfAbsent(accuracy, key -> new SimulatedCharacterReader(key, 1));
    }

    private static double identified(int size, double accuracy, Kind kind, int headers) {
        SplittableRandom random = new SplittableRandom(size + kind.ordinal());
        List<Student> roster = new InventedClass(random).roster(size, 3);
        StudentMatcher matcher = new StudentMatcher(roster);
        HeaderSimulator simulator = new HeaderSimulator(roster, reader(accuracy), random);
        int right = 0;
        for (int i = 0; i < headers; i++) {
            SimulatedHeader header = simulator.header(kind);
            Identification answer = matcher.match(header.reading());
            if (answer.decision() == Decision.IDENTIFIED) {
                assertThat(answer.student().orElse(null))
                        .as("header %d of %s, read as %s", i, kind, texts(header))
                        .isEqualTo(header.writer());
                right++;
            }
        }
        return (double) right / headers;
    }

    private static List<String> texts(SimulatedHeader header) {
        return header.reading().rows().stream().map(RowReading::bestText).toList();
    }

    @ParameterizedTest
    @CsvSource({"35, 0.97, 0.995", "400, 0.97, 0.985", "10000, 0.97, 0.98", "400, 0.9, 0.98", "35, 0.75, 0.75"})
    void identifiesLegibleHeadersAndNeverWrongly(int size, double accuracy, double least) {
        int headers = size > 1000 ? 50 : 200;

        assertThat(identified(size, accuracy, Kind.LEGIBLE, headers)).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SWAPPED", "ROW_LOST"})
    void identifiesDoubtfulHeadersRightlyOrNotAtAll(Kind kind) {
        assertThat(identified(400, HARD_SCAN, kind, 100)).isGreaterThan(0.3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"STRANGER", "SIBLING", "EMPTY"})
    void refusesWhoIsNotOnTheRoster(Kind kind) {
        assertThat(identified(400, HARD_SCAN, kind, 100)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TWIN", "NAMESAKE"})
    void refusesLookAlikesOfAStudent(Kind kind) {
        assertThat(identified(400, 0.97, kind, 100)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TWO_LETTERS_OFF", "LETTER_AND_DIGIT_OFF"})
    void refusesWhoIsTwoLettersOrALetterAndADigitOff(Kind kind) {
        assertThat(identified(400, CLEAR_SCAN, kind, 100)).isZero();
    }

    @Test
    void leavesMostDatesWithAWrongDigitToTheDesk() {
        assertThat(identified(400, HARD_SCAN, Kind.WRONG_DIGIT, 100)).isLessThan(0.5);
    }

    @Test
    void seldomTakesSomebodyOneLetterOff() {
        SplittableRandom random = new SplittableRandom(9);
        List<Student> roster = new InventedClass(random).roster(400, 3);
        StudentMatcher matcher = new StudentMatcher(roster);
        HeaderSimulator simulator = new HeaderSimulator(roster, reader(0.97), random);

        long taken = Stream.generate(() -> simulator.header(Kind.ONE_LETTER_OFF))
                .limit(100)
                .filter(header -> matcher.match(header.reading()).student().isPresent())
                .count();

        assertThat(taken).isLessThanOrEqualTo(30);
    }

    @Test
    void givesTheSameAnswerOnManyThreads() {
        SplittableRandom random = new SplittableRandom(5);
        List<Student> roster = new InventedClass(random).roster(100, 3);
        StudentMatcher matcher = new StudentMatcher(roster);
        HeaderSimulator simulator = new HeaderSimulator(roster, reader(HARD_SCAN), random);
        List<SimulatedHeader> headers =
                Stream.generate(() -> simulator.header(Kind.LEGIBLE)).limit(100).toList();

        List<Identification> alone =
                headers.stream().map(header -> matcher.match(header.reading())).toList();
        List<Identification> together = headers.parallelStream()
                .map(header -> matcher.match(header.reading()))
                .toList();

        assertThat(together).isEqualTo(alone);
    }
}
