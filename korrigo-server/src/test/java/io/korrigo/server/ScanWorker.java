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
import io.korrigo.task.SingleTask;
import io.korrigo.task.Submission;
import io.korrigo.task.Task;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * A worker in a process of its own. It first ends what another one left; then it imports a scan into exams, or grades their copies, and
 * stops each of these tasks at a place of its own. Once all have stopped, it is killed with -9. Places of a task are counted from 1:
 * before and after each call of a port, and in each file when all of it is written and it is not yet there.
 */
final class ScanWorker {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Of the task that this thread runs: how many places it has passed. */
    private static final ThreadLocal<AtomicInteger> PASSED = new ThreadLocal<>();
    /** Where the task that this thread runs stops. */
    private static final ThreadLocal<Integer> STOP = new ThreadLocal<>();
    /** How many places a task passed that ended, by its exam or copy. */
    private static final Map<String, Integer> ENDED = new ConcurrentHashMap<>();
    /** Where tasks stop, by exam or copy. */
    private static final Map<String, Integer> STOPS = new ConcurrentHashMap<>();

    private static final Semaphore STOPPED = new Semaphore(0);

    private final JdbcExamStore tables;
    private final BlobStore files;
    private final Path scan;
    private final JdbcTaskExecutor executor;

    private ScanWorker(JdbcExamStore tables, BlobStore files, Path scan, JdbcTaskExecutor executor) {
        this.tables = tables;
        this.files = files;
        this.scan = scan;
        this.executor = executor;
    }

    /**
     * @param arguments data folder, scan, what to do, and of each exam its id, a colon, and the place where its task stops: "import" does
     *     so to imports, "finalize" to the grading of one copy of each exam; "count" does both with an exam and tells how many places
     *     there are, and "end" does nothing more than what was left
     */
    public static void main(String[] arguments) throws Exception {
        ServerOptions options = ServerOptions.embedded(0, Path.of(arguments[0]));
        Map<String, Integer> exams = new LinkedHashMap<>();
        for (String each : List.of(arguments).subList(3, arguments.length)) {
            int colon = each.indexOf(':');
            exams.put(each.substring(0, colon), Integer.valueOf(each.substring(colon + 1)));
        }
        try (ServerDatabase database = ServerDatabase.open(options);
                Blobs files = Blobs.open(options);
                HeaderReader reader = new HeaderReader()) {
            JdbcSchema.apply(database.dataSource());
            JdbcExamStore tables = new JdbcExamStore(database.jdbi());
            ExamStore counted = counted(ExamStore.class, tables);
            BlobStore blobs = counted(BlobStore.class, files.store());
            AuditLog audit = counted(AuditLog.class, new JdbcAuditLog(database.jdbi(), Clock.systemUTC()));
            JdbcStudentStore students = new JdbcStudentStore(database.jdbi());
            TaskRegistry tasks = KorrigoTasks.builder()
                    .scans(counted, students, blobs, audit, reader, PileLimits.USUAL)
                    .flattening(counted, students, blobs, audit, ExportOptions.in(Locale.FRENCH))
                    .build();
            try (JdbcTaskExecutor executor = JdbcTaskExecutor.builder(
                            database.dataSource(),
                            TaskRegistry.of(
                                    stopping(tasks, ImportPdf.KIND, ImportPdf.Parameters::examId),
                                    stopping(tasks, FinalizeCopy.KIND, FinalizeCopy.Parameters::copyId)))
                    // those that have stopped keep their threads
                    .workers(exams.size() + 1)
                    .build()) {
                new ScanWorker(tables, files.store(), Path.of(arguments[1]), executor).does(arguments[2], exams);
            }
        }
    }

    private void does(String what, Map<String, Integer> exams) throws Exception {
        awaitAll();
        switch (what) {
            case "count" -> {
                for (String exam : exams.keySet()) {
                    imports(exam);
                    awaitAll();
                    System.out.println("import " + ENDED.get(exam));
                    grade(exam);
                    awaitAll();
                    System.out.println("finalize "
                            + tables.copies(exam).stream()
                                    .mapToInt(copy -> ENDED.getOrDefault(copy.id(), 0))
                                    .min()
                                    .orElseThrow());
                }
            }
            case "import" -> {
                STOPS.putAll(exams);
                for (String exam : exams.keySet()) {
                    imports(exam);
                }
                die(exams.size());
            }
            case "finalize" -> {
                int turn = 0;
                for (Map.Entry<String, Integer> exam : exams.entrySet()) {
                    List<Copy> copies = tables.copies(exam.getKey());
                    STOPS.put(copies.get(turn++ % copies.size()).id(), exam.getValue());
                }
                exams.keySet().forEach(this::grade);
                die(exams.size());
            }
            default -> {
                exams.keySet().forEach(this::grade);
                awaitAll();
            }
        }
    }

    private void imports(String exam) throws IOException {
        String upload = "upload-" + exam;
        tables.add(new Exam(exam, "Examen", null, 4, List.of(), Set.of()), List.of());
        files.publish(upload, out -> Files.copy(scan, out));
        executor.submit(
                Submission.of(ImportPdf.KIND, new ImportPdf.Parameters(exam, upload, "scan.zip", null, null), "prof"));
    }

    private void grade(String exam) {
        for (Copy copy : tables.copies(exam)) {
            executor.submit(Submission.of(FinalizeCopy.KIND, new FinalizeCopy.Parameters(copy.id()), "prof"));
        }
    }

    private void awaitAll() {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> executor.store().list(TaskStore.Filter.ANY, 1_000).stream()
                        .allMatch(TaskSnapshot::ready));
    }

    /** Once so many tasks have stopped. */
    private static void die(int tasks) throws IOException, InterruptedException {
        if (!STOPPED.tryAcquire(tasks, LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(STOPPED.availablePermits() + " of " + tasks + " tasks came to their place");
        }
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
    }

    private static void pass() {
        AtomicInteger passed = PASSED.get();
        if (passed != null && passed.incrementAndGet() == STOP.get()) {
            STOPPED.release();
            new CompletableFuture<Void>().join();
        }
    }

    /** The task of a kind, with its places counted. */
    private static <P extends Record, R extends Record> Task<P, R> stopping(
            TaskRegistry tasks, TaskKind<P, R> kind, Function<P, String> subject) {
        @SuppressWarnings("unchecked")
        SingleTask<P, R> inner = (SingleTask<P, R>) tasks.find(kind.name()).orElseThrow();
        return new SingleTask<>() {
            @Override
            public TaskKind<P, R> kind() {
                return kind;
            }

            @Override
            public R run(P parameters, TaskContext context) throws Exception {
                AtomicInteger passed = new AtomicInteger();
                PASSED.set(passed);
                STOP.set(STOPS.getOrDefault(subject.apply(parameters), 0));
                R result = inner.run(parameters, context);
                PASSED.remove();
                ENDED.put(subject.apply(parameters), passed.get());
                return result;
            }
        };
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
