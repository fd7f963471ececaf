package io.korrigo.server;

import io.korrigo.exam.AuditLog.Event;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.exam.Student;
import io.korrigo.host.jdbc.CorrectedCopy;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.rest.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** A server that is asked for much by itself, and prints what it acknowledged, for {@link KilledServerTest}. */
final class BusyServer {
    private static final int EACH = 2_000;

    /** Identifications for each task: they go through no HTTP, and would be nearly all that is acknowledged. */
    private static final int IDENTIFICATIONS_A_TASK = 2;

    /** Asked again at once: the imports beside it are short. */
    private static final int IMPORT_RUNNING = 409;

    private BusyServer() {}

    /** @param arguments the data folder, the round, and how many commits to make first */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        int round = Integer.parseInt(arguments[1]);
        age(data, Integer.parseInt(arguments[2]));
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            TestClient admin = new TestClient(server.uri(), server.tokens().issue("admin-" + round, Role.ADMIN));
            fill(server, round);
            ExecutorService threads = Executors.newFixedThreadPool(3);
            Semaphore due = new Semaphore(0);
            List<Future<Object>> all = threads.invokeAll(List.of(
                    endless(i -> {
                        due.release(IDENTIFICATIONS_A_TASK);
                        return submit(admin, round, i);
                    }),
                    endless(i -> erase(admin, round, i)),
                    endless(i -> {
                        due.acquire();
                        return identify(server, round, i);
                    })));
            for (Future<Object> each : all) {
                each.get();
            }
        }
    }

    /** A file that has lived: what was written was written anew, so that its space is used again. */
    private static void age(Path data, int commits) throws Exception {
        if (commits == 0) {
            return;
        }
        try (ServerDatabase database = ServerDatabase.open(ServerOptions.embedded(0, data))) {
            JdbcAuditLog audit = new JdbcAuditLog(database.jdbi(), Clock.systemUTC());
            for (int i = 0; i < commits; i += 2) {
                audit.record(Event.EXPORT, "age", "e" + i, "x".repeat(i % 500));
                int old = i - 400;
                database.jdbi()
                        .useHandle(handle -> handle.execute("delete from korrigo_audit where subject = ?", "e" + old));
            }
        }
    }

    private static void fill(KorrigoServer server, int round) {
        server.students()
                .upsert(IntStream.range(0, EACH)
                        .mapToObj(i -> Student.of("r" + round + "-" + i, "NOM", "Prénom", null))
                        .toList());
        server.students()
                .upsert(IntStream.range(0, EACH / 4)
                        .mapToObj(i -> Student.of("of-c" + round + "-" + i, "NOM", "Prénom", null))
                        .toList());
        server.exams()
                .add(
                        new Exam("e" + round, "Examen", null, 4, List.of(), Set.of()),
                        IntStream.range(0, EACH / 4)
                                .mapToObj(i -> copy(round, i))
                                .toList());
    }

    private static CorrectedCopy copy(int round, int i) {
        String id = "c" + round + "-" + i;
        return new CorrectedCopy(
                new Copy(id, "e" + round, id, CopyStatus.READY, List.of(new Booklet(id, List.of("p"))), null, null, 0),
                List.of(),
                CopyMarks.NONE);
    }

    /** Something that is done once for each number. */
    @FunctionalInterface
    private interface Step {
        String run(int i) throws Exception;
    }

    private static Callable<Object> endless(Step step) {
        return () -> {
            try {
                for (int i = 0; i < EACH / 4; i++) {
                    // One line, one write: a killed process prints it whole or in part.
                    System.out.println(step.run(i) + " ok");
                }
            } catch (Exception failure) {
                // The test reads to the end, which threads that go on would never let come.
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
            return "";
        };
    }

    private static String submit(TestClient admin, int round, int i) throws Exception {
        String task = admin.upload(
                        "/api/students/import/?dry_run=true&accounts=false",
                        "NOM;PRENOM;DATE_NAISSANCE\nNOM-" + round + ";P-" + i + ";01/02/2008\n")
                .path("task_id")
                .asText();
        if (task.isEmpty()) {
            throw new IllegalStateException("A submission was refused");
        }
        return "task " + task;
    }

    private static String erase(TestClient admin, int round, int i) throws Exception {
        String student = "r" + round + "-" + i;
        int status = admin.delete("/api/students/" + student + "/").statusCode();
        while (status == IMPORT_RUNNING) {
            status = admin.delete("/api/students/" + student + "/").statusCode();
        }
        if (status != 200) {
            throw new IllegalStateException("An erasure answered " + status);
        }
        return "erased " + student;
    }

    private static String identify(KorrigoServer server, int round, int i) {
        String id = "c" + round + "-" + i;
        long version = server.exams().copy(id).orElseThrow().version();
        CopyIdentification person = new CopyIdentification("of-" + id, CopyIdentification.Source.PERSON, 1);
        if (server.exams().identify(id, version, person) != Outcome.STORED) {
            throw new IllegalStateException("An identification was refused");
        }
        return "identified " + id;
    }
}
