package io.korrigo.bench.cluster;

import io.korrigo.KorrigoException;
import io.korrigo.exam.AuditLog;
import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.host.FolderBlobStore;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.Schema;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStoreException;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * One round: three workers on one database, who are killed and paused while there is always work, and what is left in the
 * end.
 */
final class KillRound implements AutoCloseable {
    /** A killed worker's task runs again within this, if anybody is there to run it. */
    static final Duration RUNS_AGAIN = Duration.ofMillis(6500);

    /** Most of these processes die young. */
    static final List<String> JAVA = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");

    /** Half of the strikes kill, one in four seconds; a spare takes longer than that to load what it needs. */
    private static final int SPARES = 4;

    private static final Duration TO_END = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final KillTestOptions options;
    private final DrawnPages pages;
    private final SharedDatabase database;
    private final Workers workers;
    private final Jdbi jdbi;
    private final JdbcExamStore exams;
    private final FolderBlobStore blobs;
    private final HeaderReader reader = new HeaderReader();
    private final JdbcTaskStore tasks;
    private final WriteLog log;

    /**
     * @param folder empty; holds the database, the blobs and what the workers log
     * @param java options of the workers' virtual machines
     */
    KillRound(KillTestOptions options, DrawnPages pages, Path folder, List<String> java)
            throws IOException, SQLException {
        this.options = options;
        this.pages = pages;
        this.database = SharedDatabase.start(options.database(), folder.resolve("database"));
        this.workers = new Workers(database, folder, java, SPARES);
        DataSource dataSource = database.dataSource();
        this.jdbi = Jdbi.create(dataSource);
        Schema.apply(jdbi);
        JdbcSchema.apply(dataSource);
        this.exams = new JdbcExamStore(jdbi);
        JdbcStudentStore students = new JdbcStudentStore(jdbi);
        students.upsert(pages.students());
        this.blobs = new FolderBlobStore(folder.resolve("data").resolve("blobs"));
        Wave.publish(pages, blobs);
        AuditLog audit = new JdbcAuditLog(jdbi, Clock.systemUTC());
        this.tasks = JdbcTaskStore.of(
                dataSource,
                KorrigoTasks.builder()
                        .identification(exams, students, blobs, audit, reader)
                        .flattening(exams, students, blobs, audit, ExportOptions.in(Locale.FRENCH))
                        .imports(students, blobs, audit)
                        .build());
        this.log = WriteLog.begin(database);
    }

    RoundResult run(long seed) throws IOException, InterruptedException, SQLException {
        List<Wave> waves = new ArrayList<>();
        waves.add(submit(1));
        workers.start(KillTestOptions.WORKERS);
        long begin = System.nanoTime();
        RandomKiller killer = new RandomKiller(workers, database, log, options, new Random(seed));
        while (System.nanoTime() - begin < options.killing().toNanos()) {
            killer.act();
            if (isReady(waves.get(waves.size() - 1))) {
                waves.add(submit(waves.size() + 1));
            }
            Thread.sleep(LOOK.toMillis());
        }
        killer.rest();
        awaitEnd(waves);
        double seconds = (System.nanoTime() - begin) / 1e9;
        probe();
        // Whoever woke late writes now what it still wants to write, and must be refused.
        boolean stopped = workers.stop();

        List<WriteLog.Write> writes = log.writes();
        WriteCheck writeCheck = new WriteCheck(writes);
        List<String> breaches = new ArrayList<>(writeCheck.breaches());
        if (!stopped) {
            breaches.add("A worker did not end when it was told to");
        }
        List<String> audited = audited();
        for (Wave wave : waves) {
            breaches.addAll(new WaveCheck(tasks, exams, blobs).breaches(wave, audited));
        }
        long left = count("SELECT count(*) FROM korrigo_task WHERE state <> 'SUCCESS'");
        if (left > 0) {
            breaches.add(left + " tasks are not SUCCESS");
        }
        Recoveries recoveries = Recoveries.of(writes, workers, killer.outages());
        recoveries.undisturbed().stream()
                .map(Recoveries.Recovery::length)
                .filter(length -> length.compareTo(RUNS_AGAIN) > 0)
                .forEach(length -> breaches.add("A killed worker's task ran again after " + length.toMillis() + " ms"));
        return new RoundResult(
                seconds,
                waves.size(),
                count("SELECT count(*) FROM korrigo_task"),
                writeCheck.claims(),
                writeCheck.repeated(),
                killer.kills(),
                killer.pauses(),
                killer.longestGap(),
                killer.outages().size(),
                killer.spared(),
                recoveries,
                RecoveryStory.of(recoveries, writes, workers, killer.outages()),
                breaches);
    }

    private Wave submit(int number) {
        return Wave.submit(number, options, pages, exams, tasks::submit);
    }

    /** Kills a worker in the middle of a task while the others have nothing to do. */
    private void probe() throws IOException, InterruptedException, SQLException {
        for (int i = 0; i < options.probes(); i++) {
            workers.awaitReady();
            TaskId task = Wave.submitLong(i, pages, exams, tasks);
            long end = System.nanoTime() + TO_END.toNanos();
            boolean killed = false;
            while (!tasks.find(task).orElseThrow().ready()) {
                Optional<String> holder = killed ? Optional.empty() : log.holder(task);
                if (holder.isPresent()) {
                    workers.named(holder.get()).kill();
                    killed = true;
                }
                if (System.nanoTime() > end) {
                    throw new KorrigoException("A probing task did not end within " + TO_END.toMinutes() + " minutes");
                }
                Thread.sleep(5);
            }
        }
    }

    private boolean isReady(Wave wave) {
        try {
            return wave.isReady(tasks);
        } catch (TaskStoreException restarting) {
            return false;
        }
    }

    private void awaitEnd(List<Wave> waves) throws InterruptedException, IOException, SQLException {
        long end = System.nanoTime() + TO_END.toNanos();
        while (!waves.stream().allMatch(this::isReady)
                || count("SELECT count(*) FROM korrigo_task WHERE ended_at IS NULL") > 0) {
            if (System.nanoTime() > end) {
                throw new KorrigoException("The tasks did not end within " + TO_END.toMinutes() + " minutes");
            }
            workers.replaceEnded();
            Thread.sleep(LOOK.toMillis());
        }
    }

    private List<String> audited() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT event || ' ' || subject FROM korrigo_audit")
                .mapTo(String.class)
                .list());
    }

    private long count(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Override
    public void close() throws IOException {
        workers.close();
        reader.close();
        database.close();
    }
}
