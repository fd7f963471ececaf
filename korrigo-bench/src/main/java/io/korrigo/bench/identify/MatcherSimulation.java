package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.RowReading;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.readings.HeaderSimulator;
import io.korrigo.testkit.readings.InventedClass;
import io.korrigo.testkit.readings.SimulatedCharacterReader;
import io.korrigo.testkit.readings.SimulatedHeader;
import io.korrigo.testkit.readings.SimulatedHeader.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Measures the matcher alone, on simulated readings: share identified, wrong and refused by roster size, by accuracy of
 * the character reader and by kind of header; then reliability and CPU time.
 *
 * <p>Arguments: headers per kind and setting (default 500; four times as many legible ones), seed (default 1),
 * sharpening (default 1: a calibrated reader), unevenness (default 0: pages are alike), roster sizes and accuracies,
 * each parted by commas.
 */
public final class MatcherSimulation {
    private final SplittableRandom random;
    private final Reliability reliability = new Reliability();
    private final Map<Kind, Outcomes> totals = new TreeMap<>();

    private MatcherSimulation(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        MatcherSimulation simulation = new MatcherSimulation(args.length > 1 ? Long.parseLong(args[1]) : 1);
        double sharpening = args.length > 2 ? Double.parseDouble(args[2]) : 1;
        double unevenness = args.length > 3 ? Double.parseDouble(args[3]) : 0;
        String[] sizes = (args.length > 4 ? args[4] : "35,400,1200,10000").split(",");
        String[] accuracies = (args.length > 5 ? args[5] : "0.97,0.9,0.75").split(",");
        for (String accuracy : accuracies) {
            SimulatedCharacterReader reader =
                    new SimulatedCharacterReader(Double.parseDouble(accuracy), sharpening, unevenness);
            for (String size : sizes) {
                simulation.measure(accuracy, reader, Integer.parseInt(size), count);
            }
        }
        System.out.println("all settings");
        simulation.totals.forEach((kind, outcomes) -> {
            outcomes.print(kind);
            outcomes.reasons.forEach((reason, times) -> System.out.println("      " + times + " x " + reason));
        });
        simulation.reliability.print();
    }

    private void measure(String accuracy, SimulatedCharacterReader reader, int size, int count) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        List<Student> roster = new InventedClass(random.split()).roster(size, 3);
        StudentMatcher matcher = new StudentMatcher(roster);
        HeaderSimulator headers = new HeaderSimulator(roster, reader, random.split());
        Map<Kind, Outcomes> all = new TreeMap<>();
        long nanos = 0;
        int copies = 0;
        for (Kind kind : Kind.values()) {
            Outcomes outcomes = new Outcomes();
            for (int i = 0; i < (kind == Kind.LEGIBLE ? 4 * count : count); i++) {
                SimulatedHeader header = headers.header(kind);
                long start = clock.getCurrentThreadCpuTime();
                Identification answer = matcher.match(header.reading());
                nanos += clock.getCurrentThreadCpuTime() - start;
                copies++;
                outcomes.add(header, answer);
                answer.student()
                        // one letter off is a list's typing error as often as a stranger: their share says enough
                        .filter(student -> kind != Kind.ONE_LETTER_OFF && !student.equals(header.writer()))
                        .ifPresent(student -> tellWrong(header, answer, student));
                if (kind == Kind.LEGIBLE || kind == Kind.STRANGER && random.nextInt(25) == 0) {
                    reliability.add(answer.probability(), isFirst(header, answer));
                }
            }
            all.put(kind, outcomes);
            totals.computeIfAbsent(kind, key -> new Outcomes()).add(outcomes);
        }
        System.out.printf(
                Locale.ROOT, "accuracy %s roster %d: %.2f ms of CPU a reading%n", accuracy, size, nanos / 1e6 / copies);
        all.forEach((kind, outcomes) -> outcomes.print(kind));
    }

    /** Names and dates are invented. */
    private static void tellWrong(SimulatedHeader header, Identification answer, Student student) {
        System.out.printf(
                Locale.ROOT,
                "  wrong: %s read as %s, taken for %s, %s, %s with %.5f%n",
                header.kind(),
                header.reading().rows().stream().map(RowReading::bestText).toList(),
                student.lastName(),
                student.firstName(),
                student.birthDate(),
                answer.probability());
    }

    private static boolean isFirst(SimulatedHeader header, Identification answer) {
        return !answer.candidates().isEmpty()
                && answer.candidates().get(0).student().equals(header.writer());
    }

    /** What became of the headers of one kind. */
    private static final class Outcomes {
        private int headers;
        private int identified;
        private int wrong;
        private int first;
        private int named;
        private final Map<String, Integer> reasons = new TreeMap<>();

        void add(SimulatedHeader header, Identification answer) {
            Student writer = header.writer();
            headers++;
            if (answer.student().isEmpty()) {
                reasons.merge(answer.because().code().name(), 1, Integer::sum);
            }
            boolean right =
                    answer.student().filter(student -> student.equals(writer)).isPresent();
            identified += right ? 1 : 0;
            wrong += answer.student().isPresent() && !right ? 1 : 0;
            first += isFirst(header, answer) ? 1 : 0;
            named += answer.candidates().stream()
                            .anyMatch(candidate -> candidate.student().equals(writer))
                    ? 1
                    : 0;
        }

        void add(Outcomes other) {
            headers += other.headers;
            identified += other.identified;
            wrong += other.wrong;
            first += other.first;
            named += other.named;
            other.reasons.forEach((reason, times) -> reasons.merge(reason, times, Integer::sum));
        }

        void print(Kind kind) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-20s %6d  identified %6.2f %%  wrong %6.3f %% (%d)  first %6.2f %%  among five %6.2f %%%n",
                    kind,
                    headers,
                    100.0 * identified / headers,
                    100.0 * wrong / headers,
                    wrong,
                    100.0 * first / headers,
                    100.0 * named / headers);
        }
    }

    /** Stated probability of the first candidate against how often it is right. */
    private static final class Reliability {
        private static final double[] EDGES = {0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.01};

        private final int[] counts = new int[EDGES.length];
        private final int[] right = new int[EDGES.length];
        private final double[] stated = new double[EDGES.length];

        void add(double probability, boolean isRight) {
            int bin = 0;
            while (probability >= EDGES[bin + 1]) {
                bin++;
            }
            counts[bin]++;
            right[bin] += isRight ? 1 : 0;
            stated[bin] += probability;
        }

        void print() {
            System.out.println("stated         copies   mean stated   right");
            for (int bin = 0; bin < EDGES.length - 1; bin++) {
                if (counts[bin] > 0) {
                    System.out.printf(
                            Locale.ROOT,
                            "%.3f-%.3f %9d   %9.4f   %9.4f%n",
                            EDGES[bin],
                            Math.min(1, EDGES[bin + 1]),
                            counts[bin],
                            stated[bin] / counts[bin],
                            (double) right[bin] / counts[bin]);
                }
            }
        }
    }
}
