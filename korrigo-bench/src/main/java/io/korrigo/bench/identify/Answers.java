package io.korrigo.bench.identify;

import io.korrigo.exam.Student;
import io.korrigo.testkit.pages.PageCase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whom pages were given to, and how often that was right. Confined to one thread. */
final class Answers {
    private final List<PageCase> cases;
    private List<Optional<Student>> students = List.of();

    /** @param cases what the pages are, in the order of the answers */
    Answers(List<PageCase> cases) {
        this.cases = cases;
    }

    /** @param answers of the first pages or all of them */
    void set(List<Optional<Student>> answers) {
        students = List.copyOf(answers);
    }

    long right() {
        return count(true);
    }

    long wrong() {
        return count(false);
    }

    private long count(boolean right) {
        long count = 0;
        for (int i = 0; i < students.size(); i++) {
            Optional<Student> writer = Optional.ofNullable(cases.get(i).student());
            if (students.get(i).isPresent() && students.get(i).equals(writer) == right) {
                count++;
            }
        }
        return count;
    }

    @Override
    public String toString() {
        long written = cases.stream()
                .limit(students.size())
                .filter(page -> page.student() != null)
                .count();
        return String.format(
                Locale.ROOT,
                "%d pages, %d of them by students of the roster: %d identified right, %d wrong",
                students.size(),
                written,
                right(),
                wrong());
    }
}
