package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A roster of thirty students, of whom ten are called by each of three initials. */
class DeskCandidatesTest {
    private static final List<Student> ROSTER = IntStream.range(0, 30)
            .mapToObj(i -> Student.of(
                    "s" + i,
                    "ÉBD".charAt(i % 3) + "anat" + (char) ('a' + i / 3),
                    "Prénom " + i,
                    LocalDate.of(2008, 1, 1 + i)))
            .toList();

    private static List<Student> of(String copy, String... named) {
        return DeskCandidates.of(copy, ROSTER, Set.of(named));
    }

    private static List<String> ids(List<Student> students) {
        return students.stream().map(Student::id).toList();
    }

    @Test
    void areFiveHoweverManyAMachineNames() {
        assertThat(of("c", "s4")).hasSize(5);
        assertThat(of("c", "s4", "s5", "s6", "s7")).hasSize(5);
        assertThat(ids(of("c", "s4", "s5", "s6", "s7", "s8"))).containsExactlyInAnyOrder("s4", "s5", "s6", "s7", "s8");
    }

    @Test
    void areAllOfASmallRoster() {
        assertThat(DeskCandidates.of("c", ROSTER.subList(0, 3), Set.of("s1"))).hasSize(3);
    }

    @Test
    void areNobodyWhereAMachineNamesNobodyOnTheRoster() {
        assertThat(of("c")).isEmpty();
        assertThat(of("c", "somebody who was erased")).isEmpty();
    }

    @Test
    void areInTheRostersOrderWithThoseWhomAMachineNamesAnywhereAmongThem() {
        Set<Integer> places = IntStream.range(0, 40)
                .mapToObj(i -> of("copy " + i, "s12"))
                .peek(students -> assertThat(students).isSortedAccordingTo(StudentLines.ROSTER))
                .map(students -> ids(students).indexOf("s12"))
                .collect(Collectors.toSet());

        assertThat(places).hasSizeGreaterThan(2);
    }

    @Test
    void areTheSameWheneverTheyAreAskedFor() {
        List<Student> shuffled = new ArrayList<>(ROSTER);
        Collections.reverse(shuffled);

        assertThat(DeskCandidates.of("c", shuffled, Set.of("s4"))).isEqualTo(of("c", "s4"));
    }

    @Test
    void areCalledAlikeAsFarAsTheRosterHasSuch() {
        assertThat(of("c", "s3")).allMatch(student -> student.lastName().startsWith("É"));
        assertThat(of("c", "s3", "s4")).noneMatch(student -> student.lastName().startsWith("D"));
    }
}
