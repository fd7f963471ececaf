package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.account.AccountIssuer;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.roster.RosterHints;
import io.korrigo.roster.RosterProblem;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the students of an uploaded roster into the host's student store, and gives accounts to those who have none.
 *
 * <ol>
 *   <li>The whole file is read and compared before anything is stored: a file that can't be a roster fails as a whole.
 *   <li>Rows without a problem are stored in chunks, or all in one transaction where any problem is to stop the import.
 *   <li>Accounts are made in chunks. An attempt that dies is gone on with where it was; the same file again changes nothing.
 * </ol>
 *
 * <p>A list of 700,000 rows doesn't fit beside its plan, so the file is read in passes, one for numbers and rejected
 * rows, one to plan, and again to store: each is a fraction of what storing costs. An attempt that goes on behind one
 * that died would find its own students and count them as unchanged; so the plan's counts are published before the
 * first student is stored, and a student's id follows from task and row.
 */
public final class ImportStudents implements SingleTask<ImportStudents.Parameters, ImportStudents.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND =
            TaskKind.of("import_students", Parameters.class, Result.class);

    private final StudentStore students;
    private final BlobStore blobs;
    private final AuditLog audit;
    private final @Nullable AccountIssuer issuer;

    /** @param issuer null where the host makes no accounts */
    ImportStudents(StudentStore students, BlobStore blobs, AuditLog audit, @Nullable AccountIssuer issuer) {
        this.students = students;
        this.blobs = blobs;
        this.audit = audit;
        this.issuer = issuer;
    }

    /**
     * What to import.
     *
     * @param file blob key of the upload
     * @param filename what the person calls it
     * @param accounts whether the file's students get accounts, those who have none
     * @param allOrNothing whether one row with a problem stops the import before anything is stored
     * @param dryRun whether only the counts are wanted and nothing is to be stored
     * @param hints what the file doesn't tell by itself; null for none
     * @param expected {@link Result#diff} of the dry run that is to be done: where it would be another one now, nothing is; or null
     * @param scope the part of the host's students that the file is about ({@link StudentStore#within}); null for all of them
     */
    public record Parameters(
            String file,
            String filename,
            boolean accounts,
            boolean allOrNothing,
            boolean dryRun,
            @Nullable RosterHints hints,
            @Nullable String expected,
            @Nullable String scope) {
        /** Of all students. */
        public Parameters(
                String file,
                String filename,
                boolean accounts,
                boolean allOrNothing,
                boolean dryRun,
                @Nullable RosterHints hints,
                @Nullable String expected) {
            this(file, filename, accounts, allOrNothing, dryRun, hints, expected, null);
        }

        /** Whatever it comes to. */
        public Parameters(
                String file,
                String filename,
                boolean accounts,
                boolean allOrNothing,
                boolean dryRun,
                @Nullable RosterHints hints) {
            this(file, filename, accounts, allOrNothing, dryRun, hints, null);
        }

        /** Rows with problems left out or the whole file refused, of a file that tells what it is. */
        public Parameters(String file, String filename, boolean accounts, boolean allOrNothing) {
            this(file, filename, accounts, allOrNothing, false, null);
        }

        /** Students only, rows with problems left out. */
        public Parameters(String file, String filename) {
            this(file, filename, false, false);
        }

        /** The same about one part of the host's students. */
        public Parameters within(String part) {
            return new Parameters(file, filename, accounts, allOrNothing, dryRun, hints, expected, part);
        }
    }

    /**
     * What came of the file's rows: {@code created + updated + unchanged + skipped} is their number.
     *
     * @param status "success": the file was taken, rows with problems left out; "dry_run": it would be so
     * @param skipped rows that were left out because of a problem
     * @param errors the first ten problems
     * @param totalErrors problems in all
     * @param missing known students whom no row is about
     * @param leftOut rows beside these: of students who left, and equal rows of one student
     * @param remarks what a person should know about how the file was read: hidden sheets and rows
     * @param accounts how many accounts were made
     * @param passwords always empty as stored; whoever shows the result to its submitter puts the first passwords of the
     *     new accounts here, by user name
     * @param diff SHA-256 of the {@link ImportDiff} that a dry run keeps under its task's name; null for others
     */
    public record Result(
            String status,
            int created,
            int updated,
            int unchanged,
            int skipped,
            List<Problem> errors,
            int totalErrors,
            int missing,
            int leftOut,
            List<String> remarks,
            int accounts,
            Map<String, String> passwords,
            @Nullable String diff) {
        /** A result as it was stored before rows were left out has no remarks. */
        public Result {
            remarks = remarks == null ? List.of() : List.copyOf(remarks);
        }
    }

    /**
     * Why a row was left out.
     *
     * @param row line of the file, from 1
     * @param message what is wrong and what to do
     */
    public record Problem(int row, String message) {
        static Problem of(RosterProblem problem) {
            String sheet = problem.sheet() == null ? "" : "sheet \"" + problem.sheet() + "\", ";
            String column = problem.column() == null ? "" : problem.column() + ": ";
            return new Problem(problem.line(), sheet + column + problem.message());
        }
    }

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    /** One: hashing passwords uses all processors by itself, and a long list must not keep every worker. */
    @Override
    public int limitPerNode() {
        return 1;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) throws IOException {
        if (parameters.accounts() && issuer == null) {
            throw new InvalidInputException("This server makes no accounts; import the students without");
        }
        StudentStore asked = parameters.scope() == null ? students : students.within(parameters.scope());
        if (parameters.dryRun()) {
            RosterImport.Planned planned =
                    RosterImport.inTurn(asked, blobs, parameters, context, RosterImport::rehearse);
            return result("dry_run", planned.summary(), 0, planned.diff());
        }
        String task = context.id().toString();
        // One import at a time compares and stores; the accounts, which take long, are made outside.
        Stored stored = RosterImport.inTurn(asked, blobs, parameters, context, roster -> {
            ImportSummary earlier = ImportSummary.find(blobs, task).orElse(null);
            ImportSummary planned = earlier == null ? plan(roster, parameters) : earlier;
            if (earlier == null) {
                planned.publish(blobs, task);
            }
            return new Stored(planned, roster.apply(progress(parameters, planned, context)));
        });
        ImportSummary summary = stored.summary();
        ImportProgress progress = progress(parameters, summary, context);
        int accounts = 0;
        if (issuer != null && parameters.accounts()) {
            issuer.issue(task, stored.students(), progress::issued);
            accounts = issuer.issued(task);
        }
        progress.ended();
        audit.recordOnce(
                task,
                AuditLog.Event.IMPORT,
                context.owner(),
                task,
                summary.created() + " created, " + summary.updated() + " updated, " + summary.skipped() + " skipped, "
                        + summary.leftOut() + " left out, "
                        + accounts + " accounts");
        return result("success", summary, accounts, null);
    }

    /** @param students who get accounts */
    private record Stored(ImportSummary summary, List<Student> students) {}

    private static ImportSummary plan(RosterImport roster, Parameters parameters) throws IOException {
        return parameters.expected() == null ? roster.plan() : roster.planAsRehearsed(parameters.expected());
    }

    private static Result result(String status, ImportSummary summary, int accounts, @Nullable String diff) {
        return new Result(
                status,
                summary.created(),
                summary.updated(),
                summary.unchanged(),
                summary.skipped(),
                summary.errors(),
                summary.totalErrors(),
                summary.missing(),
                summary.leftOut(),
                summary.remarks(),
                accounts,
                Map.of(),
                diff);
    }

    private static ImportProgress progress(Parameters parameters, ImportSummary summary, TaskContext context) {
        return new ImportProgress(context.progress(), summary.rows(), candidates(parameters, summary));
    }

    private static int candidates(Parameters parameters, ImportSummary summary) {
        return parameters.accounts() ? summary.rows() - summary.skipped() : 0;
    }
}
