package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Copy;
import io.korrigo.exam.Student;
import io.korrigo.executor.jdbc.JdbcTaskStore;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with many commits behind it that is killed while it acknowledges: nothing acknowledged is lost. */
@Tag("chaos")
class KilledServerTest {
    private static final int ROUNDS = Integer.getInteger("korrigo.kill.rounds", 3);
    private static final int COMMITS = 10_000;

    @TempDir
    private Path data;

    private final List<String> acknowledged = new ArrayList<>();

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void losesNoTaskNoErasureAndNoIdentification() throws Exception {
        Random chance = new Random(18);
        for (int round = 0; round < ROUNDS; round++) {
            killed(round, 5 + chance.nextInt(40));
            assertThat(lost()).as("lost in round %d", round).isEmpty();
        }
        long tasks =
                acknowledged.stream().filter(line -> line.startsWith("task")).count();
        long erasures =
                acknowledged.stream().filter(line -> line.startsWith("erased")).count();
        System.out.println(ROUNDS + " kills: " + tasks + " tasks, " + erasures + " erasures and "
                + (acknowledged.size() - tasks - erasures) + " identifications acknowledged, none lost");
    }

    /** @param after how many of the rarest kind are acknowledged before the server is killed */
    private void killed(int round, int after) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusyServer.class.getName(),
                        data.toString(),
                        Integer.toString(round),
                        Integer.toString(round == 0 ? COMMITS : 0))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Integer> heard = new HashMap<>(Map.of("task", 0, "erased", 0, "identified", 0));
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(" ok")) {
                    acknowledged.add(line.substring(0, line.length() - 3));
                    heard.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum);
                }
                if (Collections.min(heard.values()) >= after) {
                    // By its handle: what it acknowledged before it died is still read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(heard.values()).allMatch(each -> each >= after);
    }

    private List<String> lost() throws IOException {
        try (ServerDatabase database = ServerDatabase.open(ServerOptions.embedded(0, data))) {
            JdbcTaskStore tasks = JdbcTaskStore.of(database.dataSource(), TaskRegistry.of());
            Set<String> students = new JdbcStudentStore(database.jdbi())
                    .students().stream().map(Student::id).collect(Collectors.toSet());
            JdbcExamStore exams = new JdbcExamStore(database.jdbi());
            Set<String> identified = new HashSet<>();
            for (String exam : exams.examIds()) {
                exams.copies(exam).stream()
                        .filter(copy -> copy.identification() != null)
                        .map(Copy::id)
                        .forEach(identified::add);
            }
            return acknowledged.stream()
                    .filter(line -> {
                        String id = line.substring(line.indexOf(' ') + 1);
                        return switch (line.substring(0, line.indexOf(' '))) {
                            case "task" ->
                                tasks.find(TaskId.parse(id).orElseThrow()).isEmpty();
                            case "erased" -> students.contains(id);
                            default -> !identified.contains(id);
                        };
                    })
                    .toList();
        }
    }
}
