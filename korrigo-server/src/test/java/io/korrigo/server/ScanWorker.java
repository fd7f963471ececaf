package io.korrigo.server;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.executor.jdbc.JdbcTaskExecutor;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.PileLimits;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.FinalizeCopy;
import io.korrigo.tasks.ImportPdf;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * A worker in a process of its own. It first ends what another one left; then it imports a scan into an exam, or grades the exam's
 * copies, and is killed with -9 at a place. Places are counted from 1: before and after each call of a port, and in each file when
 * all of it is written and it is not yet there.
 */
final class ScanWorker {
    /** Counted while this is not negative. */
    private static final AtomicInteger PLACE = new AtomicInteger(-1);

    private static int killedAt;

    private ScanWorker() {}

    /** @param arguments data folder, scan, "import" or "finalize", the exam's id, and the place, 0 for none */
    public static void main(String[] arguments) throws Exception {
        ServerOptions options = ServerOptions.embedded(0, Path.of(arguments[0]));
        String examId = arguments[3];
        try (ServerDatabase database = ServerDatabase.open(options);
                Blobs files = Blobs.open(options);
                HeaderReader reader = new HeaderReader()) {
            JdbcSchema.apply(database.dataSource());
            JdbcExamStore tables = new JdbcExamStore(database.jdbi());
            ExamStore exams = counted(ExamStore.class, tables);
            BlobStore blobs = counted(BlobStore.class, files.store());
            AuditLog audit = counted(AuditLog.class, new JdbcAuditLog(database.jdbi(), Clock.systemUTC()));
            JdbcStudentStore students = new JdbcStudentStore(database.jdbi());
            try (JdbcTaskExecutor executor = JdbcTaskExecutor.builder(
                            database.dataSource(),
                            KorrigoTasks.builder()
                                    .scans(exams, students, blobs, audit, reader, PileLimits.USUAL)
                                    .flattening(exams, students, blobs, audit, ExportOptions.in(Locale.FRENCH))
                                    .build())
                    .workers(1)
                    .build()) {
                awaitAll(executor.store());
                tables.add(new Exam(examId, "Examen", null, 4, List.of(), Set.of()), List.of());
                files.store().publish(upload(examId), out -> Files.copy(Path.of(arguments[1]), out));
                killedAt = Integer.parseInt(arguments[4]);
                PLACE.set(0);
                if (arguments[2].equals("import")) {
                    ImportPdf.Parameters scan =
                            new ImportPdf.Parameters(examId, upload(examId), "scan.zip", null, null);
                    executor.submit(Submission.of(ImportPdf.KIND, scan, "prof"));
                } else {
                    for (Copy copy : tables.copies(examId)) {
                        executor.submit(
                                Submission.of(FinalizeCopy.KIND, new FinalizeCopy.Parameters(copy.id()), "prof"));
                    }
                }
                awaitAll(executor.store());
                System.out.println("places " + PLACE.get());
            }
        }
    }

    private static String upload(String examId) {
        return "upload-" + examId;
    }

    private static void awaitAll(TaskStore store) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> store.list(TaskStore.Filter.ANY, 1_000).stream().allMatch(TaskSnapshot::ready));
    }

    private static void pass() {
        if (PLACE.get() >= 0 && PLACE.incrementAndGet() == killedAt) {
            try {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static <T> T counted(Class<T> port, T inner) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    Object[] given = arguments;
                    if (method.getName().startsWith("publish") && arguments[1] instanceof BlobStore.Content content) {
                        BlobStore.Content told = out -> {
                            content.writeTo(out);
                            out.flush();
                            pass();
                        };
                        given = new Object[] {arguments[0], told};
                    }
                    pass();
                    try {
                        Object answer = method.invoke(inner, given);
                        pass();
                        return answer;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }
}
