package io.korrigo.bench.roster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.bench.options.Measures;
import io.korrigo.exam.Student;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.postgresql.PGConnection;

/**
 * How long it takes to store a plan's students in chunks of five thousand, as an import does, on an embedded H2 in memory and on
 * a real PostgreSQL, beside PostgreSQL's own COPY of the same rows into the same table in one go.
 *
 * <p>The table is empty before each call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 15)
@Fork(1)
public class StudentStoreBenchmark {
    private static final int CHUNK = 5000;

    /** Students to store. */
    @Param("10000")
    public int students;

    private List<Student> rows = List.of();
    private String copyText = "";
    private @Nullable EmbeddedPostgres server;
    private @Nullable HikariDataSource pool;
    private @Nullable Jdbi postgres;
    private @Nullable Jdbi h2;

    /** Starts both databases. */
    @Setup
    public void start() throws IOException {
        rows = IntStream.range(0, students)
                .mapToObj(StudentStoreBenchmark::student)
                .toList();
        StringBuilder text = new StringBuilder();
        for (Student s : rows) {
            text.append(String.join(
                            "\t",
                            s.id(),
                            s.ine(),
                            s.lastName(),
                            "\\N",
                            s.firstName(),
                            String.valueOf(s.birthDate()),
                            s.email(),
                            s.className(),
                            "\\N"))
                    .append('\n');
        }
        copyText = text.toString();
        server = EmbeddedPostgres.builder().start();
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
        postgres = Jdbi.create(pool);
        h2 = Jdbi.create("jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1");
        Schema.apply(postgres);
        Schema.apply(h2);
    }

    /** Empties the tables. */
    @Setup(Level.Invocation)
    public void empty() {
        for (Jdbi jdbi : List.of(Objects.requireNonNull(postgres), Objects.requireNonNull(h2))) {
            jdbi.useHandle(handle -> handle.execute("truncate table korrigo_students"));
        }
    }

    /** Ends PostgreSQL. */
    @TearDown
    public void stop() throws IOException {
        Objects.requireNonNull(pool).close();
        Objects.requireNonNull(server).close();
    }

    /** An import's upserts into H2. */
    @Benchmark
    @Measures("students of an import stored in H2")
    public void applyToH2() {
        apply(Objects.requireNonNull(h2));
    }

    /** An import's upserts into PostgreSQL. */
    @Benchmark
    @Measures("students of an import stored in PostgreSQL")
    public void applyToPostgres() {
        apply(Objects.requireNonNull(postgres));
    }

    /** The yardstick. */
    @Benchmark
    @Measures("the same students by PostgreSQL's COPY")
    public long copyToPostgres() {
        return Objects.requireNonNull(postgres).withHandle(handle -> {
            try {
                return handle.getConnection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy korrigo_students (id, ine, last_name, usage_name, first_name, birth_date, email,"
                                        + " class_name, group_name) from stdin",
                                new StringReader(copyText));
            } catch (SQLException | IOException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    private void apply(Jdbi jdbi) {
        JdbcStudentStore store = new JdbcStudentStore(jdbi);
        for (int start = 0; start < rows.size(); start += CHUNK) {
            store.upsert(rows.subList(start, Math.min(start + CHUNK, rows.size())));
        }
    }

    private static Student student(int i) {
        String ine = String.format(Locale.ROOT, "%010dA", i);
        return new Student(
                UUID.nameUUIDFromBytes(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i})
                        .toString(),
                "DUBOSC-" + i,
                null,
                "Zoé",
                LocalDate.of(2008, 1, 1).plusDays(i % 700),
                "eleve" + i + "@example.org",
                "TG" + i / 35,
                null,
                ine);
    }
}
