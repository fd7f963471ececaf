package io.korrigo.bench.roster;

import io.korrigo.roster.RosterReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What it costs to read a roster in memory, and to cut the same bytes into cells with bare commons-csv: this thread's CPU time,
 * in turns, so that the compiler and the load of the machine are the same for both.
 */
final class ReadingSpeed {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final byte[] file;
    private final int students;
    private long seen;

    ReadingSpeed(int students) {
        this.file = RosterText.of(students, StandardCharsets.UTF_8);
        this.students = students;
    }

    private interface Reading {
        void run() throws IOException;
    }

    /**
     * Figures in seconds of CPU.
     *
     * @param ratio bare over ours: 1 is as fast as bare
     */
    record Speed(double bare, double ours, double ratio) {}

    /** The median of the second half of the rounds: the compiler is done by then. */
    Speed measure(int rounds) throws IOException {
        List<Double> bare = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double one = cpu(this::bare);
            double other = cpu(this::read);
            if (round >= rounds / 2) {
                bare.add(one);
                ours.add(other);
                ratios.add(one / other);
            }
        }
        if (seen == 0) {
            throw new IllegalStateException("Nothing was read");
        }
        return new Speed(median(bare), median(ours), median(ratios));
    }

    private double cpu(Reading reading) throws IOException {
        long start = threads.getCurrentThreadCpuTime();
        reading.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private void read() throws IOException {
        int[] rows = {0};
        new RosterReader().forEach(new ByteArrayInputStream(file), entry -> rows[0]++);
        if (rows[0] != students) {
            throw new IllegalStateException(rows[0] + " of " + students + " rows were read");
        }
    }

    private void bare() throws IOException {
        CSVFormat format =
                CSVFormat.Builder.create(CSVFormat.RFC4180).setDelimiter(';').get();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8))
                .setFormat(format)
                .get()) {
            for (CSVRecord record : parser) {
                for (int i = 0; i < record.size(); i++) {
                    seen += record.get(i).length();
                }
            }
        }
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
