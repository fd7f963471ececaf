package io.korrigo.bench.cluster;

import com.zaxxer.hikari.HikariDataSource;
import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.PageRegion;
import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.host.FolderBlobStore;
import io.korrigo.host.jdbc.CorrectedCopy;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.Schema;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * Exports of new exams, by the threads of this process or by two workers in processes of their own, over the same tables
 * and files.
 */
final class MeasuredExports implements AutoCloseable {
    static final int NODES = 2;
    private static final int PAGES = 8;

    private final RestartablePostgres postgres;
    private final Workers workers;
    private final HikariDataSource pool;
    private final JdbcExamStore exams;
    private final FolderBlobStore blobs;
    private final Path blobFolder;
    private final JdbcTaskStore stored;
    private final LocalTaskExecutor local;
    private final int scans;
    private int exported;

    /** @param scans page images that all copies share */
    MeasuredExports(Path folder, List<Path> scans) throws IOException, InterruptedException, SQLException {
        this.postgres = new RestartablePostgres(folder.resolve("postgres"));
        this.pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.url("nodes-report"));
        Jdbi jdbi = Jdbi.create(pool);
        Schema.apply(jdbi);
        JdbcSchema.apply(pool);
        this.exams = new JdbcExamStore(jdbi);
        this.blobFolder = folder.resolve("data").resolve("blobs");
        this.blobs = new FolderBlobStore(blobFolder);
        this.scans = scans.size();
        for (int i = 0; i < scans.size(); i++) {
            Path scan = scans.get(i);
            blobs.publish("pages/" + i, out -> Files.copy(scan, out));
        }
        TaskRegistry tasks = KorrigoTasks.builder()
                .flattening(
                        exams,
                        new JdbcStudentStore(jdbi),
                        blobs,
                        new JdbcAuditLog(jdbi, Clock.systemUTC()),
                        ExportOptions.in(Locale.FRENCH))
                .build();
        this.stored = JdbcTaskStore.of(pool, tasks);
        this.local = LocalTaskExecutor.builder(tasks).workers(2).build();
        this.workers = new Workers(postgres, folder, List.of(), 0);
        workers.start(NODES);
    }

    /** Seconds from submission to end. */
    double byLocalThreads(int copies) throws IOException, InterruptedException {
        return export(copies, local::submit, local.store());
    }

    /** Seconds from submission to end. */
    double byNodes(int copies) throws IOException, InterruptedException {
        return export(copies, stored::submit, stored);
    }

    private double export(int copies, Function<Submission<?>, TaskSnapshot> submit, TaskStore store)
            throws IOException, InterruptedException {
        String exam = "exam-" + ++exported;
        exams.add(new Exam(exam, "Bench", null, 4, List.of(), Set.of()), copies(exam, copies));
        sync();
        long begin = System.nanoTime();
        TaskId id = submit.apply(Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters(exam), "bench"))
                .id();
        TaskSnapshot task = store.find(id).orElseThrow();
        while (!task.ready()) {
            Thread.sleep(10);
            task = store.find(id).orElseThrow();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (task.state() != TaskState.SUCCESS
                || !(task.result() instanceof ExportAllCopies.Result result)
                || result.succeeded() != copies) {
            throw new KorrigoException("The export ended as " + task);
        }
        KillTest.delete(blobFolder.resolve("korrigo").resolve("exams"));
        sync();
        return seconds;
    }

    private List<CorrectedCopy> copies(String exam, int count) {
        List<CorrectedCopy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = exam + "-" + i;
            List<String> pages = new ArrayList<>();
            List<Annotation> annotations = new ArrayList<>();
            for (int page = 0; page < PAGES; page++) {
                pages.add("pages/" + page % scans);
                annotations.add(new Annotation(
                        page, new PageRegion(0.1, 0.2, 0.3, 0.05), AnnotationType.COMMENT, "Bien vu", null));
            }
            copies.add(new CorrectedCopy(
                    new Copy(id, exam, id, CopyStatus.READY, List.of(new Booklet(id, pages)), null, null, 0),
                    annotations,
                    new CopyMarks(Map.of("1", new BigDecimal("12.5")), Map.of(), "")));
        }
        return copies;
    }

    /** What waits for the disk belongs to what wrote it, so it must be gone before something else is measured. */
    private static void sync() throws IOException, InterruptedException {
        new ProcessBuilder("sync").inheritIO().start().waitFor();
    }

    @Override
    public void close() throws IOException {
        workers.close();
        local.close();
        pool.close();
        postgres.close();
    }
}
