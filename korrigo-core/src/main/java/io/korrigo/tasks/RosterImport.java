package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.exam.StudentStore.Turn;
import io.korrigo.exam.StudentStore.TurnWork;
import io.korrigo.roster.ImportComparison;
import io.korrigo.roster.ImportStep;
import io.korrigo.roster.LeftOutRow;
import io.korrigo.roster.RejectedRow;
import io.korrigo.roster.RosterEntry;
import io.korrigo.roster.RosterFormat;
import io.korrigo.roster.RosterHints;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterRow;
import io.korrigo.roster.StudentUpdate;
import io.korrigo.task.TaskContext;
import io.korrigo.tasks.ImportStudents.Parameters;
import io.korrigo.tasks.ImportStudents.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to import one file: first what it comes to, then the doing, each in passes over its rows. The file is opened
 * once, or once a pass, three in all, when it has more rows than {@link RosterEntries} holds.
 */
final class RosterImport {
    /** Students of one transaction. */
    private static final int CHUNK = 5000;

    /** Rows between two looks whether to go on. */
    private static final int CHECKED = 500;

    /** Between two looks whether it is our turn. */
    private static final long WAITING = Duration.ofMillis(50).toNanos();

    private final StudentStore students;
    private final BlobStore blobs;
    private final Parameters parameters;
    private final TaskContext context;
    private final Turn turn;
    private final RosterReader reader;
    private final RosterEntries entries = new RosterEntries(this::read);
    private byte @Nullable [] file;
    private @Nullable ImportComparison noticed;
    private int leftOut;

    private RosterImport(
            StudentStore students,
            BlobStore blobs,
            Parameters parameters,
            TaskContext context,
            RosterReader reader,
            Turn turn) {
        this.students = students;
        this.blobs = blobs;
        this.parameters = parameters;
        this.context = context;
        this.turn = turn;
        this.reader = reader;
    }

    /** What is done with an import. */
    interface Work<R> {
        R with(RosterImport roster) throws IOException;
    }

    /** Waits until no other import is comparing or storing, and does the work. */
    static <R> R inTurn(
            StudentStore students, BlobStore blobs, Parameters parameters, TaskContext context, Work<R> work)
            throws IOException {
        RosterReader reader =
                Objects.requireNonNullElse(parameters.hints(), RosterHints.NONE).reader();
        TurnWork<R, IOException> imported =
                turn -> work.with(new RosterImport(students, blobs, parameters, context, reader, turn));
        Optional<R> done = students.inTurn(imported);
        while (done.isEmpty()) {
            LockSupport.parkNanos(WAITING);
            context.checkCancelled();
            done = students.inTurn(imported);
        }
        return done.get();
    }

    /**
     * Reads the file to its end and changes nothing.
     *
     * @throws InvalidInputException when it can't be a roster, or has a row with a problem and none may
     */
    ImportSummary plan() throws IOException {
        return plan(null);
    }

    /** @param diff told of every step, or null where the counts are enough */
    private ImportSummary plan(@Nullable DiffWriter diff) throws IOException {
        ImportTally tally = new ImportTally();
        ImportComparison comparison = compared();
        RosterFormat format = pass(entry -> {
            if (diff != null && entry instanceof LeftOutRow row) {
                diff.leftOut(row);
            }
            ImportStep step = step(comparison, entry);
            if (step != null) {
                tally.count(step);
                if (diff != null) {
                    diff.step(step);
                }
            }
        });
        if (diff != null) {
            comparison.missing().forEach(diff::missing);
        }
        if (parameters.allOrNothing() && tally.skipped() > 0) {
            Problem first = tally.firstProblem();
            throw new InvalidInputException(
                    "Nothing was imported: " + tally.skipped() + " rows have problems, the first on" + " line "
                            + first.row() + " (" + first.message() + "); correct them or import the others only");
        }
        return tally.summary(comparison.missing().size(), leftOut, format.remarks());
    }

    /**
     * A plan, and what stands for everything that it changes.
     *
     * @param diff SHA-256 of the {@link ImportDiff}
     */
    record Planned(ImportSummary summary, String diff) {}

    /** {@link #plan()} that publishes its diff under the task's name. */
    Planned rehearse() throws IOException {
        Planned[] planned = new Planned[1];
        blobs.publish(BlobKeys.importDiff(context.id().toString()), out -> planned[0] = planned(out));
        return Objects.requireNonNull(planned[0]);
    }

    /**
     * {@link #plan()} of an import that was rehearsed.
     *
     * @param diff of the rehearsal
     * @throws InvalidInputException when it would now change something else
     */
    ImportSummary planAsRehearsed(String diff) throws IOException {
        Planned now = planned(OutputStream.nullOutputStream());
        if (!now.diff().equals(diff)) {
            throw new InvalidInputException(
                    "Nothing was imported: the students have changed since the dry run, and this file would now change other things;"
                            + " make a dry run again and look at what it would do");
        }
        return now.summary();
    }

    private Planned planned(OutputStream out) throws IOException {
        DiffWriter diff = new DiffWriter(out);
        ImportSummary summary = plan(diff);
        return new Planned(summary, diff.end());
    }

    /**
     * Stores what the file changes.
     *
     * @return the file's students as stored; empty unless they are to get accounts
     */
    List<Student> apply(ImportProgress progress) throws IOException {
        ChangedStudents changes = new ChangedStudents(students, parameters.accounts());
        int[] done = {0};
        progress.stored(0);
        ImportComparison comparison = compared();
        pass(entry -> {
            ImportStep step = step(comparison, entry);
            if (step == null) {
                return;
            }
            Student student = student(step);
            if (student != null) {
                if (step instanceof StudentUpdate update && update.changes().isEmpty()) {
                    changes.unchanged(student);
                } else {
                    changes.changed(student);
                }
            }
            if (changes.waiting() == CHUNK && !parameters.allOrNothing()) {
                changes.store();
            }
            if (++done[0] % CHECKED == 0) {
                progress.stored(done[0]);
            }
        });
        context.checkCancelled();
        changes.store();
        progress.stored(Integer.MAX_VALUE);
        return changes.stored();
    }

    /** The comparison of the whole file, with no row decided. */
    private ImportComparison compared() throws IOException {
        ImportComparison known = noticed;
        if (known != null) {
            known.decideAgain();
            return known;
        }
        ImportComparison comparison = new ImportComparison(students.students());
        pass(entry -> {
            comparison.notice(entry);
            leftOut += entry instanceof LeftOutRow ? 1 : 0;
        });
        noticed = comparison;
        return comparison;
    }

    private static @Nullable ImportStep step(ImportComparison comparison, RosterEntry entry) {
        if (entry instanceof RosterRow row) {
            return comparison.decide(row);
        }
        return entry instanceof RejectedRow rejected ? rejected : null;
    }

    private RosterFormat pass(Consumer<RosterEntry> consumer) throws IOException {
        int[] seen = {0};
        return entries.forEach(entry -> {
            if (++seen[0] % CHECKED == 0) {
                context.checkCancelled();
                turn.keep();
            }
            consumer.accept(entry);
        });
    }

    private RosterFormat read(Consumer<RosterEntry> consumer) throws IOException {
        return reader.forEach(new ByteArrayInputStream(file()), consumer);
    }

    /** The upload, fetched once for all passes; one byte more than the reader takes shows that it is too large. */
    private byte[] file() throws IOException {
        if (file == null) {
            try (InputStream in = blobs.open(parameters.file())) {
                file = in.readNBytes((int) RosterReader.MAX_BYTES + 1);
            } catch (NoSuchFileException gone) {
                throw new InvalidInputException(
                        "The uploaded file is not there any more (it is removed after some days, and when a student is erased whom it"
                                + " may name); upload it again as it should be now",
                        gone);
            }
        }
        return file;
    }

    private @Nullable Student student(ImportStep step) {
        if (step instanceof RosterRow row) {
            return row.student().withId(id(row));
        }
        return step instanceof StudentUpdate update ? update.after() : null;
    }

    /** The same for the same row of the same task, so that a second attempt can't make a second student. */
    private String id(RosterRow row) {
        String name = context.id() + "/" + row.rowNumber();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
