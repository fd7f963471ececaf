package io.korrigo.rest;

import io.korrigo.exam.Exam;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Students to choose from: those of an exam for its teachers, all for administrators. */
final class StudentListEndpoints {
    /** More than a screen shows: whoever sees so many types another letter. */
    private static final int SHOWN = 50;

    private static final int LONGEST_QUERY = 100;

    private final RestApi api;
    private final StudentStore students;
    private final ExamAccess access;

    StudentListEndpoints(RestApi api, StudentStore students, ExamAccess access) {
        this.api = api;
        this.students = students;
        this.access = access;
    }

    void addTo(Router router) {
        router.add("GET", "api/exams/*/students", this::ofExam).add("GET", "api/students", this::all);
    }

    private Response ofExam(Request request, List<String> ids) {
        Exam exam = access.exam(ids.get(0), Access.staff(request));
        Map<String, String> taken = StudentLines.takenBy(api.exams().copies(exam.id()), "");
        return found(students.roster(exam.id()), request, taken);
    }

    private Response all(Request request, List<String> ids) {
        Access.admin(request);
        return found(students.students(), request, Map.of());
    }

    private static Response found(List<Student> roster, Request request, Map<String, String> taken) {
        StudentQuery query = new StudentQuery(query(request.parameter("q")));
        List<Student> found = roster.stream()
                .filter(query::matches)
                .sorted(StudentLines.ROSTER)
                .toList();
        return Response.json(
                200,
                Map.of(
                        "total",
                        found.size(),
                        "students",
                        found.stream()
                                .limit(SHOWN)
                                .map(student -> StudentLines.line(student, taken))
                                .toList()));
    }

    private static String query(@Nullable String q) {
        if (q != null && q.length() > LONGEST_QUERY) {
            throw Problem.badRequest("query.too_long", LONGEST_QUERY);
        }
        return q == null ? "" : q;
    }
}
