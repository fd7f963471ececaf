package io.korrigo.bench.roster;

import io.korrigo.bench.options.Measures;
import io.korrigo.roster.ImportPlan;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long {@link RosterReader} takes for a school's class list in memory, its bytes fixed by seed, beside bare
 * commons-csv on the same bytes, which decodes the file and looks at every cell. Both take seconds of warm-up to reach their
 * steady speed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RosterReaderBenchmark {
    /** Students on the roster: a class, a school, a district. */
    @Param({"30", "2000", "50000"})
    public int students;

    /** UTF-8, or what older spreadsheets save. */
    @Param({"UTF-8", "windows-1252"})
    public String charset = "UTF-8";

    private byte[] file = {};
    private @Nullable RosterReading known;

    /** Writes the roster. */
    @Setup
    public void writeRoster() throws IOException {
        file = RosterText.of(students, Charset.forName(charset));
        RosterReading written = new RosterReader().read(new ByteArrayInputStream(file));
        if (written.rows().size() != students) {
            throw new IllegalStateException("The benchmark's roster has problems: " + written.problems());
        }
        known = written;
    }

    /** One reading of the whole file. */
    @Benchmark
    @Measures("a CSV roster read whole")
    public RosterReading read() throws IOException {
        return new RosterReader().read(new ByteArrayInputStream(file));
    }

    /** One reading of the whole file, row by row. */
    @Benchmark
    @Measures("rows of a CSV roster, one after the other")
    public void stream(Blackhole blackhole) throws IOException {
        new RosterReader().forEach(new ByteArrayInputStream(file), blackhole::consume);
    }

    /** The yardstick: the same bytes, decoded and cut into cells, nothing checked. */
    @Benchmark
    @Measures("the same bytes by Commons CSV alone")
    public void bareCommonsCsv(Blackhole blackhole) throws IOException {
        CSVFormat format =
                CSVFormat.Builder.create(CSVFormat.RFC4180).setDelimiter(';').get();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new InputStreamReader(new ByteArrayInputStream(file), Charset.forName(charset)))
                .setFormat(format)
                .get()) {
            for (CSVRecord record : parser) {
                for (int i = 0; i < record.size(); i++) {
                    blackhole.consume(record.get(i));
                }
            }
        }
    }

    /** The comparison with a school that knows every student of the file. */
    @Benchmark
    @Measures("what an import would change")
    public ImportPlan plan() {
        RosterReading reading = Objects.requireNonNull(known);
        return ImportPlan.between(reading, reading.students());
    }
}
