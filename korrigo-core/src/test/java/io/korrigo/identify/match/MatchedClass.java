package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Readings;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A class of students with what makes names hard, and a matcher of it. */
final class MatchedClass {
    static final List<Student> ROSTER = List.of(
            Student.of("1", "Lefèvre", "Zoé", LocalDate.of(2008, 3, 12)),
            Student.of("2", "Dos Santos", "Jean-Luc", LocalDate.of(2007, 11, 30)),
            Student.of("3", "N'Diaye", "Awa Marie", LocalDate.of(2008, 3, 12)),
            Student.of("4", "Cœur-Strauß", "Łucja", LocalDate.of(2006, 1, 5)),
            Student.of("5", "Moreau", "Léa", LocalDate.of(2007, 6, 21)),
            Student.of("6", "Moreau", "Léo", LocalDate.of(2007, 6, 21)),
            Student.of("7", "Gonçalves", "Loïc", LocalDate.of(2008, 2, 9)),
            Student.of("8", "Gonçalves", "Loïc", LocalDate.of(2007, 12, 14)),
            new Student("9", "Petit", "Lambert", "Inès", LocalDate.of(2008, 9, 2), null, null, null, null),
            Student.of("10", "Thomas", "Martin", LocalDate.of(2008, 5, 17)),
            Student.of("11", "Martin", "Thomas", LocalDate.of(2007, 8, 23)),
            Student.of("12", "Wisniewska-Delacourtille", "Marie-Hortensia", LocalDate.of(2007, 4, 4)),
            Student.of("13", "Rey", "Noa", null),
            Student.of("14", "Roux", "Hugo", LocalDate.of(2008, 7, 7)),
            Student.of("15", "ROUX", "hugo", LocalDate.of(2008, 7, 7)),
            Student.of("16", "Ly", "Mai", LocalDate.of(2008, 10, 10)),
            Student.of("17", "Ly", "Bao", LocalDate.of(2008, 10, 10)),
            Student.of("18", "Gaiteau", "Alexandre", LocalDate.of(2007, 9, 18)));

    static final StudentMatcher MATCHER = new StudentMatcher(ROSTER);

    private MatchedClass() {}

    /** Whom the matcher identifies by rows that say each character with 98 %; null for a row that was not found. */
    static Optional<String> identified(@Nullable String last, @Nullable String first, @Nullable String date) {
        return MATCHER.match(Readings.of(last, first, date)).student().map(Student::id);
    }

    /** The answer, which is to leave it to a person. */
    static Identification review(@Nullable String last, @Nullable String first, @Nullable String date) {
        Identification answer = MATCHER.match(Readings.of(last, first, date));
        assertThat(answer.decision()).isEqualTo(Decision.REVIEW);
        return answer;
    }
}
