package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.StudentMatcher;
import io.korrigo.testkit.readings.HeaderSimulator;
import io.korrigo.testkit.readings.InventedClass;
import io.korrigo.testkit.readings.SimulatedCharacterReader;
import io.korrigo.testkit.readings.SimulatedHeader;
import io.korrigo.testkit.readings.SimulatedHeader.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Measures the matcher alone, on simulated readings: share identified, wrong and refused by roster size, by accuracy of
 * the character reader and by kind of header; then reliability and CPU time.
 *
 * <p>Arguments: headers per kind and setting (default 500), seed (default 1), sharpening (default 1: a calibrated
 * reader).
 */
public final class MatcherSimulation {
    private static final int[] SIZES = {35, 400, 10_000};
    private static final double[] ACCURACIES = {0.97, 0.9, 0.75};

    private final int count;
    private final SplittableRandom random;
    private final double sharpening;
    private final Reliability reliability = new Reliability();

    private MatcherSimulation(int count, long seed, double sharpening) {
        this.count = count;
        this.random = new SplittableRandom(seed);
        this.sharpening = sharpening;
    }

    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        double sharpening = args.length > 2 ? Double.parseDouble(args[2]) : 1;
        new MatcherSimulation(count, seed, sharpening).run();
    }

    private void run() {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        for (double accuracy : ACCURACIES) {
            SimulatedCharacterReader reader = new SimulatedCharacterReader(accuracy, sharpening);
            for (int size : SIZES) {
                List<Student> roster = new InventedClass(random.split()).roster(size, 3);
                StudentMatcher matcher = new StudentMatcher(roster);
                HeaderSimulator headers = new HeaderSimulator(roster, reader, random.split());
                Map<Kind, int[]> outcomes = new EnumMap<>(Kind.class);
                long nanos = 0;
                for (Kind kind : Kind.values()) {
                    int[] outcome = new int[4];
                    for (int i = 0; i < (kind == Kind.LEGIBLE ? 4 * count : count); i++) {
                        SimulatedHeader header = headers.header(kind);
                        long start = clock.getCurrentThreadCpuTime();
                        Identification answer = matcher.match(header.reading());
                        nanos += clock.getCurrentThreadCpuTime() - start;
                        tally(outcome, header, answer);
                    }
                    outcomes.put(kind, outcome);
                }
                print(accuracy, size, outcomes, nanos);
            }
        }
        reliability.print();
    }

    private void tally(int[] outcome, SimulatedHeader header, Identification answer) {
        Student writer = header.writer();
        outcome[0]++;
        answer.student().ifPresent(student -> outcome[student.equals(writer) ? 1 : 2]++);
        boolean first = !answer.candidates().isEmpty()
                && answer.candidates().get(0).student().equals(writer);
        outcome[3] += first ? 1 : 0;
        if (header.kind() == Kind.LEGIBLE || header.kind() == Kind.STRANGER && random.nextInt(25) == 0) {
            reliability.add(answer.probability(), first);
        }
    }

    private static void print(double accuracy, int size, Map<Kind, int[]> outcomes, long nanos) {
        int headers = outcomes.values().stream().mapToInt(outcome -> outcome[0]).sum();
        System.out.printf(
                Locale.ROOT,
                "accuracy %.2f roster %d: %.2f ms of CPU a reading%n",
                accuracy,
                size,
                nanos / 1e6 / headers);
        outcomes.forEach((kind, outcome) -> System.out.printf(
                Locale.ROOT,
                "  %-12s identified %6.2f %%  wrong %6.3f %% (%d)  ranked first %6.2f %%%n",
                kind,
                100.0 * outcome[1] / outcome[0],
                100.0 * outcome[2] / outcome[0],
                outcome[2],
                100.0 * outcome[3] / outcome[0]));
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
