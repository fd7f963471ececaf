package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports as tasks: all of a file or nothing, once, whatever happens on the way. */
class ImportStudentsTest {
    private static final Path CORPUS =
            Path.of("..", "korrigo-core", "src", "test", "resources", "io", "korrigo", "roster", "corpus");

    static List<Path> appliesNothingOfABrokenFileWhenAsked() throws IOException {
        return corpus(true);
    }

    @ParameterizedTest
    @MethodSource
    void appliesNothingOfABrokenFileWhenAsked(Path file) throws IOException {
        ImportingSchool school = new ImportingSchool(new InMemoryStudentStore());

        TaskSnapshot ended = school.run(Files.readAllBytes(file), false, true);

        assertThat(ended.state()).isEqualTo(TaskState.FAILURE);
        assertThat(ended.error()).isNotBlank();
        assertThat(school.students.students()).isEmpty();
    }

    static List<Path> changesNothingTheSecondTime() throws IOException {
        return corpus(false);
    }

    @ParameterizedTest
    @MethodSource
    void changesNothingTheSecondTime(Path file) throws IOException {
        ImportingSchool school = new ImportingSchool(new InMemoryStudentStore());
        byte[] roster = Files.readAllBytes(file);

        ImportStudents.Result first =
                (ImportStudents.Result) school.run(roster, false, false).result();
        List<Student> after = school.students.students();
        ImportStudents.Result second =
                (ImportStudents.Result) school.run(roster, false, false).result();

        // who they are is RosterCorpusTest's to say
        assertThat(first.created()).isPositive().isEqualTo(after.size());
        assertThat(second)
                .isEqualTo(new ImportStudents.Result(
                        "success",
                        0,
                        0,
                        after.size(),
                        0,
                        List.of(),
                        0,
                        0,
                        first.leftOut(),
                        first.remarks(),
                        0,
                        Map.of(),
                        null));
        assertThat(school.students.students()).isEqualTo(after);
    }

    @Test
    void goesOnBehindAFailureAndCountsTheWhole() {
        AtomicInteger calls = new AtomicInteger();
        InMemoryStudentStore kept = new InMemoryStudentStore();
        StudentStore faulty = new StudentStore() {
            @Override
            public List<Student> students() {
                return kept.students();
            }

            @Override
            public List<Student> roster(String examId) {
                return kept.roster(examId);
            }

            @Override
            public List<Student> upsert(Collection<Student> students) {
                if (calls.incrementAndGet() == 2) {
                    throw new KorrigoException("The storage is away");
                }
                return kept.upsert(students);
            }

            @Override
            public boolean delete(String id) {
                return kept.delete(id);
            }

            @Override
            public <R, E extends Exception> Optional<R> inTurn(TurnWork<R, E> work) throws E {
                return kept.inTurn(work);
            }
        };
        ImportingSchool school = new ImportingSchool(faulty);

        TaskSnapshot ended = school.run(roster(12_000), false, false);

        ImportStudents.Result result = (ImportStudents.Result) ended.result();
        assertThat(ended.attempt()).isEqualTo(2);
        assertThat(result.created()).isEqualTo(12_000);
        assertThat(result.unchanged()).isZero();
        assertThat(kept.students()).hasSize(12_000);
    }

    /** As when somebody presses the button twice. */
    @Test
    void storesEachStudentOnceThoughTwoImportsMeet() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        Set<Thread> asked = ConcurrentHashMap.newKeySet();
        InMemoryStudentStore kept = new InMemoryStudentStore();
        ImportingSchool school = new ImportingSchool(new StudentStore() {
            @Override
            public List<Student> students() {
                List<Student> before = kept.students();
                try {
                    // Each has looked, or would have if it needn't wait for its turn, before one of them stores.
                    assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException impossible) {
                    throw new IllegalStateException(impossible);
                }
                return before;
            }

            @Override
            public List<Student> roster(String examId) {
                return students();
            }

            @Override
            public List<Student> upsert(Collection<Student> students) {
                return kept.upsert(students);
            }

            @Override
            public boolean delete(String id) {
                return kept.delete(id);
            }

            @Override
            public <R, E extends Exception> Optional<R> inTurn(TurnWork<R, E> work) throws E {
                if (asked.add(Thread.currentThread())) {
                    both.countDown();
                }
                return kept.inTurn(work);
            }
        });
        // Two nodes: one alone runs a single import at a time.
        try (LocalTaskExecutor one = school.executor();
                LocalTaskExecutor other = school.executor()) {
            TaskSnapshot first = one.submit(school.submission(roster(40), false, false));
            TaskSnapshot second = other.submit(school.submission(roster(40), false, false));

            List<Integer> created = Stream.of(school.ended(one, first), school.ended(other, second))
                    .map(task -> ((ImportStudents.Result) task.result()).created())
                    .toList();

            assertThat(created).containsExactlyInAnyOrder(40, 0);
        }
        assertThat(kept.students()).hasSize(40);
    }

    @Test
    void stopsOnItsWayAndKeepsWhatItMade() throws IOException {
        ImportingSchool school = new ImportingSchool(new InMemoryStudentStore());
        try (LocalTaskExecutor executor = school.executor()) {
            TaskSnapshot task = executor.submit(school.submission(roster(3000), true, false));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> school.accounts.usernames().size() > 20);

            executor.cancel(task.id());

            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> executor.store().find(task.id()).orElseThrow().state() == TaskState.REVOKED);
            assertThat(school.accounts.issued(task.id().toString()))
                    .hasSameSizeAs(school.accounts.usernames())
                    .hasSizeLessThan(3000);
        }
    }

    private static List<Path> corpus(boolean broken) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> !file.toString().endsWith(".expected"))
                    .filter(file -> file.getFileName().toString().startsWith("broken-") == broken)
                    .sorted()
                    .toList();
        }
    }

    private static byte[] roster(int size) {
        StringBuilder roster = new StringBuilder("NOM;PRENOM;DATE_NAISSANCE;EMAIL\n");
        for (int i = 0; i < size; i++) {
            roster.append("DUBOSC;Zoé;")
                    .append(1 + i % 28)
                    .append('/')
                    .append(1 + i / 28 % 12)
                    .append('/');
            roster.append(1970 + i / 336).append(";eleve").append(i).append("@x.example\n");
        }
        return roster.toString().getBytes(StandardCharsets.UTF_8);
    }
}
