package io.korrigo.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.paper.Correction;
import io.korrigo.paper.Paper;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperPage;
import io.korrigo.paper.PaperStore;
import io.korrigo.tasks.CopyCorrections;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever persons do to paper and undo, tables hold what memory does: copies and their versions, what is written on pages, and the log,
 * which makes the same paper again. {@code -Dkorrigo.paper.sequences} says of how many rows of acts that is asked on H2; PostgreSQL, which takes
 * longer, gets a quarter of them.
 */
@Tag("slow")
class AnyCorrectionsTest {
    private static final int SEQUENCES = Integer.getInteger("korrigo.paper.sequences", 40);
    private static final int ACTS = 12;

    /** Stores of one kind, and what acts on them. */
    private record Desk(ExamStore exams, PaperStore papers, CopyCorrections corrections) {
        static Desk of(ExamStore exams, PaperStore papers) {
            return new Desk(
                    exams,
                    papers,
                    new CopyCorrections(exams, papers, new InMemoryBlobStore(), new RecordingAuditLog()));
        }

        /** What comes of an act by somebody who has seen everything, or why it is refused. */
        String does(String exam, Act act) {
            Map<String, Long> seen = new HashMap<>();
            exams.copies(exam).forEach(copy -> seen.put(copy.id(), copy.version()));
            try {
                return act.by(corrections, seen).toString();
            } catch (InvalidInputException refused) {
                return String.valueOf(refused.getMessage());
            }
        }

        /** All that is stored of an exam. */
        List<Object> stored(String exam) {
            List<Object> stored = new ArrayList<>(exams.copies(exam));
            exams.copies(exam).forEach(copy -> stored.add(exams.annotations(copy.id())));
            stored.add(papers.keptAnnotations(exam));
            stored.add(papers.corrections(exam));
            return stored;
        }
    }

    @FunctionalInterface
    private interface Act {
        CopyCorrections.Corrected by(CopyCorrections corrections, Map<String, Long> seen);
    }

    private abstract static class OnTables implements Databases.Tables {
        abstract int sequences();

        @Test
        void areStoredAsInMemory() {
            Jdbi jdbi = open();
            new JdbcStudentStore(jdbi)
                    .upsert(List.of(Student.of("s0", "NOM", "Un", null), Student.of("s1", "NOM", "Deux", null)));
            JdbcExamStore exams = new JdbcExamStore(jdbi);
            Desk tables = Desk.of(exams, new JdbcPaperStore(jdbi));
            int done = 0;
            for (int seed = 0; seed < sequences(); seed++) {
                InMemoryExamStore memory = new InMemoryExamStore();
                Random random = new Random(seed);
                String exam = scanned(seed, random, exams, memory);
                done += acts(exam, random, tables, Desk.of(memory, memory));
            }
            assertThat(done).as("acts that were done").isGreaterThan(sequences() * ACTS / 3);
        }
    }

    /** An exam of some copies with a word on each page, and of pages in quarantine. */
    private static String scanned(int seed, Random random, JdbcExamStore tables, InMemoryExamStore memory) {
        Exam exam = new Exam("e" + seed, "Examen", null, 4, List.of(), Set.of());
        memory.add(exam);
        List<ScannedPage> pages = new ArrayList<>();
        List<CorrectedCopy> copies = new ArrayList<>();
        int copyCount = random.nextInt(1, 4);
        for (int c = 0; c <= copyCount; c++) {
            String copy = c == copyCount ? null : exam.id() + "-c" + c;
            List<String> keys = new ArrayList<>();
            for (int p = random.nextInt(1, 4); p > 0; p--) {
                String id = exam.id() + "-p" + pages.size();
                keys.add(id + ".jpg");
                String reason = copy == null ? "scanned_twice" : null;
                int sheet = pages.size() / 2 + 1;
                boolean recto = pages.size() % 2 == 0;
                boolean first = keys.size() == 1;
                pages.add(new ScannedPage(id, id + ".jpg", id, sheet, recto, false, first, copy, reason));
            }
            if (copy != null) {
                List<Annotation> written = IntStream.range(0, keys.size())
                        .mapToObj(page -> new Annotation(
                                page, new PageRegion(0.1, 0.2, 0.3, 0.4), AnnotationType.ERROR, keys.get(page), null))
                        .toList();
                Booklet booklet = new Booklet(copy + "-1", keys);
                copies.add(new CorrectedCopy(
                        new Copy(copy, exam.id(), copy, CopyStatus.READY, List.of(booklet), null, null, 0),
                        written,
                        CopyMarks.NONE));
            }
        }
        tables.add(exam, copies);
        copies.forEach(each -> memory.add(each.copy(), each.annotations(), CopyMarks.NONE));
        for (ExamStore store : List.of(tables, memory)) {
            store.addScan(new ImportedScan(exam.id(), "ab", "task", pages.size(), 0, 0), List.of(), pages);
        }
        return exam.id();
    }

    /** How many were done. */
    private static int acts(String exam, Random random, Desk tables, Desk memory) {
        assertThat(tables.stored(exam)).isEqualTo(memory.stored(exam));
        Paper scanned = memory.corrections().log(exam).paper();
        for (int i = 0; i < ACTS; i++) {
            Act act = act(exam, memory.corrections().log(exam), random, i);
            String came = memory.does(exam, act);

            assertThat(tables.does(exam, act)).as("%s, act %d", exam, i).isEqualTo(came);
            assertThat(tables.stored(exam)).as("%s after act %d", exam, i).isEqualTo(memory.stored(exam));
            assertThat(tables.corrections().log(exam).paper().pages().keySet())
                    .as("conserved")
                    .isEqualTo(scanned.pages().keySet());
        }
        int done = tables.corrections().log(exam).entries().size();
        while (tables.corrections().log(exam).lastToUndo().isPresent()) {
            Act back = (corrections, seen) -> corrections.undo(exam, null, seen, "desk");
            assertThat(tables.does(exam, back))
                    .isEqualTo(memory.does(exam, back))
                    .contains("STORED");
        }
        assertThat(tables.corrections().log(exam).paper()).as("all undone").isEqualTo(scanned);
        assertThat(tables.stored(exam)).isEqualTo(memory.stored(exam));
        return done;
    }

    private static Act act(String exam, PaperLog log, Random random, int number) {
        OptionalInt last = log.lastToUndo();
        if (random.nextInt(4) == 0 && last.isPresent()) {
            int undone = random.nextBoolean()
                    ? last.getAsInt()
                    : random.nextInt(log.entries().size());
            return (corrections, seen) -> corrections.undo(exam, undone, seen, "desk");
        }
        Correction correction = correction(exam, log.paper(), random, number);
        return (corrections, seen) -> corrections.correct(exam, correction, seen, "desk");
    }

    private static <T> T any(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static Correction correction(String exam, Paper paper, Random random, int number) {
        String page = any(paper.pages().keySet().stream().sorted().toList(), random);
        String other = any(paper.pages().keySet().stream().sorted().toList(), random);
        String copy = any(paper.copies().keySet().stream().sorted().toList(), random);
        List<String> inCopy = paper.copies().getOrDefault(copy, List.of());
        String place = inCopy.isEmpty() ? page : any(inCopy, random);
        return switch (random.nextInt(9)) {
            case 0, 1 ->
                new Correction.Move(
                        page.equals(other) ? List.of(page) : List.of(page, other),
                        copy,
                        random.nextBoolean() ? null : place);
            case 2 -> {
                PaperPage turned = paper.pages().get(page);
                int turns = random.nextInt(1, 4);
                int all = (turned.quarterTurns() + turns) & 3;
                String key = turned.scan().picture() + (all == 0 ? "" : "-turned-" + all);
                yield new Correction.Turn(page, turns, key);
            }
            case 3 -> new Correction.Split(copy, place, exam + "-n" + number);
            case 4 ->
                new Correction.Merge(
                        copy, any(paper.copies().keySet().stream().sorted().toList(), random));
            case 5 -> new Correction.Assign(copy, random.nextBoolean() ? null : "s" + random.nextInt(2), null);
            case 6 -> new Correction.Blank(page, random.nextBoolean());
            case 7 -> new Correction.Quarantine(List.of(page), "torn");
            default -> new Correction.Replace(page, other);
        };
    }

    @Nested
    class OnH2 extends OnTables implements Databases.H2 {
        @Override
        int sequences() {
            return SEQUENCES;
        }
    }

    @Nested
    @Tag("native")
    class OnPostgres extends OnTables implements Databases.Postgres {
        @Override
        int sequences() {
            return SEQUENCES / 4;
        }
    }
}
