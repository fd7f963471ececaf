package io.korrigo.tasks;

import io.korrigo.account.AccountIssuer;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives accounts to students who have none.
 *
 * <p>An attempt that dies is gone on with where it was; the same students again change nothing.
 */
public final class BulkCreateUsers implements SingleTask<BulkCreateUsers.Parameters, BulkCreateUsers.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND =
            TaskKind.of("bulk_create_users", Parameters.class, Result.class);

    private final StudentStore students;
    private final AccountIssuer issuer;
    private final AuditLog audit;

    BulkCreateUsers(StudentStore students, AccountIssuer issuer, AuditLog audit) {
        this.students = students;
        this.issuer = issuer;
        this.audit = audit;
    }

    /**
     * Who gets an account.
     *
     * @param studentIds an id that is there twice counts once
     */
    public record Parameters(List<String> studentIds) {
        public Parameters {
            studentIds = List.copyOf(studentIds);
        }
    }

    /**
     * What came of the ids: {@code created + skipped + errors} is their number.
     *
     * @param status "success"
     * @param skipped students who had an account already
     * @param errors ids of which there is no student
     * @param passwords always empty as stored, as in {@link ImportStudents.Result}
     */
    public record Result(String status, int created, int skipped, List<String> errors, Map<String, String> passwords) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    /** One: hashing passwords uses all processors by itself. */
    @Override
    public int limitPerNode() {
        return 1;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) {
        Set<String> asked = new LinkedHashSet<>(parameters.studentIds());
        Map<String, Student> known = students.students(asked);
        List<Student> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String id : asked) {
            Student student = known.get(id);
            if (student == null) {
                unknown.add(id);
            } else {
                found.add(student);
            }
        }
        String task = context.id().toString();
        issuer.issue(task, found, done -> context.progress().report(done, found.size()));
        context.progress().report(found.size(), found.size());
        int created = issuer.issued(task);
        audit.recordOnce(task, AuditLog.Event.IMPORT, context.owner(), task, created + " accounts");
        return new Result("success", created, found.size() - created, unknown, Map.of());
    }
}
