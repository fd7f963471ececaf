package io.korrigo.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.desk.DecisionStore.Verdict;
import io.korrigo.exam.Account;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.IssuedAccount;
import io.korrigo.exam.Student;
import io.korrigo.paper.Correction;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Everything that writes a student's id beside the erasure of that student, in both orders: whichever comes second finds the other
 * before its commit.
 */
class ErasureRaceTest {
    private static final String OTHER = "student-who-stays";
    private static final Instant NOW = Instant.parse("2026-06-12T08:00:00Z");

    /** One for all races: it takes long to make. */
    private static final AtomicReference<@Nullable Jdbi> POSTGRES = new AtomicReference<>();

    @Timeout(120)
    private abstract static class Races {
        private final ExecutorService threads = Executors.newFixedThreadPool(2);
        private Jdbi jdbi;
        private JdbcExamStore exams;
        /** The student's, which nothing else in the database looks like; each race has a student, a user name and a copy of its own. */
        private String erased;

        private String username;
        private String copy;

        abstract Jdbi open();

        /** Counts sessions that wait for another one's lock. */
        abstract String waiting();

        @BeforeEach
        void fill() {
            jdbi = open();
            exams = new JdbcExamStore(jdbi);
            new JdbcStudentStore(jdbi).upsert(List.of(Student.of(OTHER, "MARTI", "Léo", null)));
            next();
        }

        private void next() {
            erased = "student-" + UUID.randomUUID();
            username = "zoe-" + UUID.randomUUID();
            copy = "c-" + UUID.randomUUID();
            new JdbcStudentStore(jdbi).upsert(List.of(Student.of(erased, "DUBOSC", "Zoé", null)));
            exams.add(
                    new Exam("e-" + copy, "Examen", null, 4, List.of(), Set.of()),
                    List.of(new CorrectedCopy(ready(0, null), List.of(), CopyMarks.NONE)));
        }

        private Copy ready(long version, @Nullable CopyIdentification whose) {
            List<Booklet> booklets = List.of(new Booklet(copy + "-1", List.of("p1.jpg")));
            return new Copy(copy, "e-" + copy, copy, CopyStatus.READY, booklets, whose, null, version);
        }

        @AfterEach
        void stop() {
            threads.shutdownNow();
        }

        private long version() {
            return exams.copy(copy).orElseThrow().version();
        }

        private CopyIdentification automatic(String student) {
            return new CopyIdentification(student, Source.AUTOMATIC, 0.9999);
        }

        private void decide(String student) {
            Decision decision = new Decision(copy, "prof", Verdict.STUDENT, student, true, true, false, NOW);
            new JdbcDecisionStore(jdbi).decide(version(), decision);
        }

        /** What somebody does, after what was done before. */
        private record Write(Runnable before, Runnable write) {}

        private Map<String, Write> writes() {
            Map<String, Write> writes = new LinkedHashMap<>();
            writes.put("identify", new Write(() -> {}, () -> exams.identify(copy, version(), automatic(erased))));
            writes.put("decide", new Write(() -> {}, () -> decide(erased)));
            writes.put(
                    "decide for another",
                    new Write(() -> exams.identify(copy, version(), automatic(erased)), () -> decide(OTHER)));
            writes.put(
                    "undo",
                    new Write(
                            () -> {
                                exams.identify(copy, version(), automatic(erased));
                                decide(OTHER);
                            },
                            () -> new JdbcDecisionStore(jdbi).undo(copy, version(), "prof", NOW)));
            writes.put(
                    "assign",
                    new Write(() -> {}, () -> append(new Correction.Assign(copy, erased, null), person(erased))));
            writes.put(
                    "assign to nobody",
                    new Write(
                            () -> exams.identify(copy, version(), automatic(erased)),
                            () -> append(new Correction.Assign(copy, null, automatic(erased)), null)));
            writes.put(
                    "restore",
                    new Write(
                            () -> {},
                            () -> append(
                                    new Correction.Restore(
                                            Map.of(), Map.of(), List.of(), new TreeMap<>(Map.of(copy, erased))),
                                    null)));
            writes.put(
                    "account",
                    new Write(
                            () -> {},
                            () -> new JdbcAccountStore(jdbi)
                                    .create(
                                            "b-" + copy,
                                            List.of(new IssuedAccount(new Account(username, erased, "hash"), "sealed")),
                                            NOW)));
            return writes;
        }

        private static CopyIdentification person(String student) {
            return new CopyIdentification(student, Source.PERSON, 1);
        }

        private void append(Correction correction, @Nullable CopyIdentification whose) {
            new JdbcPaperStore(jdbi)
                    .append(new PaperStore.Addition(
                            "e-" + copy,
                            0,
                            new PaperLog.Entry(correction, null, "desk"),
                            List.of(new PaperStore.ChangedCopy(ready(version(), whose), false, List.of())),
                            Map.of()));
        }

        private void erase() {
            StudentRecords records = new StudentRecords(jdbi, new JdbcAuditLog(jdbi, Clock.systemUTC()));
            assertThat(records.remove(erased, "head", records.copiesOf(erased), 0)
                            .student())
                    .isTrue();
        }

        /** Does the first but for its commit, then the second as far as it gets, and then the rest of both. */
        private void race(Runnable first, Runnable second) throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            CountDownLatch commit = new CountDownLatch(1);
            try {
                Future<Object> one = threads.submit(() -> jdbi.<Object, InterruptedException>inTransaction(handle -> {
                    first.run();
                    done.countDown();
                    commit.await();
                    return "";
                }));
                while (done.getCount() > 0 && !one.isDone()) {
                    Thread.onSpinWait();
                }
                Future<?> two = threads.submit(second);
                while (!two.isDone() && !somebodyWaits()) {
                    Thread.onSpinWait();
                }
                commit.countDown();
                one.get();
                two.get();
            } finally {
                commit.countDown();
            }
        }

        private boolean somebodyWaits() {
            return jdbi.withHandle(
                    handle -> handle.createQuery(waiting()).mapTo(Long.class).one() > 0);
        }

        @Test
        void namesNobodyWhoWasErasedMeanwhile() throws Exception {
            for (String write : writes().keySet()) {
                next();
                Write each = writes().get(write);
                each.before().run();

                race(this::erase, each.write());

                assertThat(places()).as("%s during an erasure", write).isEmpty();
            }
        }

        @Test
        void isFoundByAnErasureThatCameMeanwhile() throws Exception {
            for (String write : writes().keySet()) {
                next();
                Write each = writes().get(write);
                each.before().run();

                race(each.write(), this::erase);

                assertThat(places()).as("an erasure during %s", write).isEmpty();
            }
        }

        @Test
        void wouldBeSeenIfItStayed() {
            exams.identify(copy, version(), automatic(erased));
            append(new Correction.Assign(copy, erased, null), person(erased));

            assertThat(places())
                    .containsExactlyInAnyOrder(
                            "korrigo_copies.student_id", "korrigo_corrections.correction", "korrigo_students.id");
        }

        /** Columns of all tables that hold the student's id or user name, but for the audit log, which tells of the erasure. */
        private List<String> places() {
            return jdbi.withHandle(handle -> {
                List<String> places = new ArrayList<>();
                Stream<String[]> columns = handle
                        .createQuery("select lower(table_name), lower(column_name) from information_schema.columns"
                                + " where lower(table_name) like 'korrigo_%' and lower(table_name) <> 'korrigo_audit'"
                                + " and lower(data_type) like 'char%' or lower(data_type) = 'text'")
                        .map((row, context) -> new String[] {row.getString(1), row.getString(2)})
                        .stream()
                        .filter(column -> column[0].startsWith("korrigo_"));
                columns.toList().forEach(column -> {
                    long rows = handle.createQuery("select count(*) from " + column[0] + " where " + column[1]
                                    + " like :id or " + column[1] + " like :username")
                            .bind("id", "%" + erased + "%")
                            .bind("username", "%" + username + "%")
                            .mapTo(Long.class)
                            .one();
                    if (rows > 0) {
                        places.add(column[0] + "." + column[1]);
                    }
                });
                return places;
            });
        }
    }

    @Nested
    class OnH2 extends Races {
        @Override
        Jdbi open() {
            return Databases.h2();
        }

        @Override
        String waiting() {
            return "select count(*) from information_schema.sessions where blocker_id is not null";
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends Races {
        @Override
        Jdbi open() {
            return POSTGRES.updateAndGet(open -> open == null ? Databases.postgres() : open);
        }

        @Override
        String waiting() {
            return "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock'";
        }
    }
}
