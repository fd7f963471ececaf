package io.korrigo.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.AuditLog;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.host.FolderBlobStore;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.Schema;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.FlattenCopy;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the kill test would notice what is missing, broken, or there twice. */
@Tag("slow")
class WaveCheckTest {
    private static final DrawnPages PAGES = DrawnPages.draw(2);

    @TempDir
    private Path folder;

    private final Jdbi jdbi = Jdbi.create("jdbc:h2:mem:" + UUID.randomUUID());
    private final Handle keepsItOpen = jdbi.open();
    private final HeaderReader reader = new HeaderReader();
    private FolderBlobStore blobs;
    private JdbcExamStore exams;
    private LocalTaskExecutor executor;
    private Wave wave;
    private List<String> audited;

    @BeforeEach
    void runAWave() throws IOException {
        Schema.apply(jdbi);
        exams = new JdbcExamStore(jdbi);
        JdbcStudentStore students = new JdbcStudentStore(jdbi);
        students.upsert(PAGES.students());
        blobs = new FolderBlobStore(folder);
        Wave.publish(PAGES, blobs);
        AuditLog audit = new JdbcAuditLog(jdbi, Clock.systemUTC());
        executor = LocalTaskExecutor.builder(KorrigoTasks.builder()
                        .identification(exams, students, blobs, audit, reader)
                        .flattening(exams, students, blobs, audit, ExportOptions.in(Locale.FRENCH))
                        .build())
                .build();
        KillTestOptions options = new KillTestOptions(1, Duration.ofSeconds(4), 3, 2, 0, 0, SharedDatabase.Kind.H2, 1);
        wave = Wave.submit(1, options, PAGES, exams, executor::submit);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> wave.isReady(executor.store()));
        audited = new ArrayList<>(
                jdbi.withHandle(handle -> handle.createQuery("SELECT event || ' ' || subject FROM korrigo_audit")
                        .mapTo(String.class)
                        .list()));
    }

    @AfterEach
    void close() {
        executor.close();
        reader.close();
        keepsItOpen.close();
    }

    private List<String> breaches() throws IOException {
        return new WaveCheck(executor.store(), exams, blobs).breaches(wave, audited);
    }

    @Test
    void findsNothingWrongWithWhatWasLeftAlone() throws IOException {
        assertThat(breaches()).isEmpty();
    }

    @Test
    void findsAPdfThatIsBrokenAndOneThatIsOneTooMany() throws IOException {
        FlattenCopy.Result made = (FlattenCopy.Result)
                executor.store().children(wave.export()).get(0).result();
        blobs.publish(made.finalPdf(), out -> out.write(new byte[10]));
        blobs.publish("korrigo/exams/" + wave.exported() + "/final/again.pdf", out -> out.write(1));

        assertThat(breaches())
                .anySatisfy(breach -> assertThat(breach).contains(made.finalPdf(), "is not what the result says"))
                .anySatisfy(breach -> assertThat(breach).contains(made.finalPdf(), "does not open"))
                .anySatisfy(breach -> assertThat(breach).contains("holds other files"));
    }

    @Test
    void findsWhatWasDoneTwiceOrNotAtAll() throws IOException {
        audited.add("EXPORT " + wave.exported());
        audited.removeIf(entry -> entry.startsWith("IDENTIFICATION"));

        assertThat(breaches())
                .anySatisfy(breach -> assertThat(breach).contains("2 times in the audit log"))
                .anySatisfy(breach -> assertThat(breach).contains("0 times in the audit log"));
    }

    @Test
    void findsCountsThatAreWrong() throws IOException {
        wave = new Wave(wave.exported(), 4, wave.export(), wave.read(), 3, wave.batch());

        assertThat(breaches())
                .anySatisfy(breach -> assertThat(breach).contains("has 3 children, not 4"))
                .anySatisfy(breach -> assertThat(breach).contains("has 2 children, not 3"));
    }
}
