package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.match.BatchAssignment;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.testkit.readings.HeaderSimulator;
import io.korrigo.testkit.readings.InventedClass;
import io.korrigo.testkit.readings.SimulatedCharacterReader;
import io.korrigo.testkit.readings.SimulatedHeader;
import io.korrigo.testkit.readings.SimulatedHeader.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures whole exams on simulated readings: each copy by itself, then all assigned one to one; and what it takes to
 * solve a batch and to solve it anew after a person's decision.
 *
 * <p>Of the students 4 in 100 are absent; one copy in 50 is a stranger's or a student's sibling's, twin's or
 * namesake's, one in 20 has lost a row.
 *
 * <p>Arguments: copies per setting in all (default 4000), seed (default 1), sharpening (default 1), unevenness (default
 * 0), roster sizes, accuracies, sheets a copy (default 1).
 */
public final class BatchSimulation {
    private static final Kind[] OUTSIDERS = {Kind.STRANGER, Kind.SIBLING, Kind.TWIN, Kind.NAMESAKE};

    private final SplittableRandom random;
    private final int sheets;

    private BatchSimulation(long seed, int sheets) {
        random = new SplittableRandom(seed);
        this.sheets = sheets;
    }

    public static void main(String[] args) {
        int copies = args.length > 0 ? Integer.parseInt(args[0]) : 4000;
        double sharpening = args.length > 2 ? Double.parseDouble(args[2]) : 1;
        double unevenness = args.length > 3 ? Double.parseDouble(args[3]) : 0;
        String[] sizes = (args.length > 4 ? args[4] : "35,400,1200").split(",");
        String[] accuracies = (args.length > 5 ? args[5] : "0.97,0.9,0.75,0.6").split(",");
        int sheets = args.length > 6 ? Integer.parseInt(args[6]) : 1;
        BatchSimulation simulation = new BatchSimulation(args.length > 1 ? Long.parseLong(args[1]) : 1, sheets);
        for (String accuracy : accuracies) {
            SimulatedCharacterReader reader =
                    new SimulatedCharacterReader(Double.parseDouble(accuracy), sharpening, unevenness);
            for (String size : sizes) {
                simulation.measure(accuracy, reader, Integer.parseInt(size), copies);
            }
        }
    }

    private void measure(String accuracy, SimulatedCharacterReader reader, int size, int copies) {
        int[] alone = new int[2];
        int[] together = new int[2];
        int students = 0;
        int total = 0;
        double solve = 0;
        double again = 0;
        int decisions = 0;
        while (total < copies) {
            List<SimulatedHeader> headers = new ArrayList<>();
            List<Student> roster = new InventedClass(random.split()).roster(size, 3);
            StudentMatcher matcher = new StudentMatcher(roster);
            List<Identification> answers = exam(reader, roster, matcher, headers);
            total += answers.size();
            long start = System.nanoTime();
            BatchAssignment batch = new BatchAssignment(matcher, answers);
            solve += (System.nanoTime() - start) / 1e6;
            for (int copy = 0; copy < answers.size(); copy++) {
                Student writer = headers.get(copy).writer();
                students += writer == null ? 0 : 1;
                count(answers.get(copy), writer, alone);
                count(batch.answers().get(copy), writer, together);
            }
            start = System.nanoTime();
            decisions += decide(batch, headers);
            again += (System.nanoTime() - start) / 1e6;
        }
        System.out.printf(
                Locale.ROOT,
                "accuracy %s roster %d: %d copies, %d of students; alone %d identified (%.2f %%), %d wrong;"
                        + " one to one %d (%.2f %%), %d wrong; %.1f ms to solve all, %.2f ms after a decision%n",
                accuracy,
                size,
                total,
                students,
                alone[0],
                100.0 * alone[0] / students,
                alone[1],
                together[0],
                100.0 * together[0] / students,
                together[1],
                solve,
                again / Math.max(1, decisions));
    }

    /** The desk decides the copies under review as it should, one after the other. */
    private static int decide(BatchAssignment batch, List<SimulatedHeader> headers) {
        int decisions = 0;
        List<Student> given = new ArrayList<>();
        for (int copy = 0; copy < headers.size(); copy++) {
            Student writer = headers.get(copy).writer();
            if (batch.answers().get(copy).decision() == Identification.Decision.IDENTIFIED) {
                continue;
            }
            if (writer == null || given.contains(writer)) {
                batch.decideNobody(copy);
            } else {
                batch.decide(copy, writer);
                given.add(writer);
            }
            decisions++;
        }
        return decisions;
    }

    private static void count(Identification answer, @Nullable Student writer, int[] counts) {
        answer.student().ifPresent(student -> counts[student.equals(writer) ? 0 : 1]++);
    }

    private List<Identification> exam(
            SimulatedCharacterReader reader,
            List<Student> roster,
            StudentMatcher matcher,
            List<SimulatedHeader> headers) {
        HeaderSimulator simulator = new HeaderSimulator(roster, reader, random.split());
        List<Student> present = new ArrayList<>(roster);
        Collections.shuffle(present, new Random(random.nextLong()));
        present = present.subList(0, Math.max(1, (int) (roster.size() * 0.96)));
        List<Identification> answers = new ArrayList<>();
        for (Student student : present) {
            Kind kind = random.nextInt(20) == 0 ? Kind.ROW_LOST : Kind.LEGIBLE;
            answers.add(copy(matcher, () -> simulator.of(student, kind), headers));
            if (random.nextInt(50) == 0) {
                Kind outsider = OUTSIDERS[random.nextInt(OUTSIDERS.length)];
                SimulatedHeader header = simulator.header(outsider);
                headers.add(header);
                answers.add(matcher.match(header.reading()));
            }
        }
        return answers;
    }

    private Identification copy(StudentMatcher matcher, Supplier<SimulatedHeader> next, List<SimulatedHeader> headers) {
        List<HeaderReading> readings = new ArrayList<>();
        SimulatedHeader header = next.get();
        headers.add(header);
        readings.add(header.reading());
        while (readings.size() < sheets) {
            readings.add(next.get().reading());
        }
        return matcher.match(readings);
    }
}
