package io.korrigo.bench.roster;

import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** How long {@link RosterReader} takes for a school's class list in memory, its bytes fixed by seed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RosterReaderBenchmark {
    private static final List<String> LAST_NAMES = List.of(
            "LEFÈVRE", "NGUYEN", "DE LA FONTAINE", "MÜLLER", "HADDAD", "GARCÍA", "O'BRIEN", "SAINT-LÉGER", "DIALLO");
    private static final List<String> FIRST_NAMES = List.of(
            "Chloé", "Jean-Michel", "Inès", "Noël", "Zoë", "Mohamed", "Anaïs", "Gaëtan", "Lou", "François-Xavier");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    /** Students on the roster: a class, a school, a district. */
    @Param({"30", "2000", "50000"})
    public int students;

    /** UTF-8, or what older spreadsheets save. */
    @Param({"UTF-8", "windows-1252"})
    public String charset = "UTF-8";

    private byte[] file = {};

    /** Writes the roster. */
    @Setup
    public void writeRoster() {
        Random random = new Random(17);
        StringBuilder text = new StringBuilder("NOM;PRENOM;DATE_NAISSANCE;EMAIL;CLASSE\r\n");
        for (int i = 0; i < students; i++) {
            LocalDate born = LocalDate.of(2006, 1, 1).plusDays(random.nextInt(1200));
            text.append(LAST_NAMES.get(random.nextInt(LAST_NAMES.size())))
                    .append(';')
                    .append(FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())))
                    .append(';')
                    .append(DATE.format(born))
                    .append(";eleve")
                    .append(i)
                    .append("@example.org;TG")
                    .append(1 + i / 35)
                    .append("\r\n");
        }
        file = text.toString().getBytes(Charset.forName(charset));
    }

    /** One reading of the whole file. */
    @Benchmark
    public RosterReading read() throws IOException {
        return new RosterReader().read(new ByteArrayInputStream(file));
    }
}
