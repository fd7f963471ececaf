package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.testkit.pages.LookAlikes;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.PageKind.Expectation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlteredRostersTest {
    private static final List<Student> ROSTER = List.of(
            Student.of("1", "Kervella", "Harpreet", LocalDate.of(2007, 11, 14)),
            Student.of("2", "Nguyen", "Thi Mai", LocalDate.of(2007, 1, 31)),
            Student.of("3", "Moreau", "Sarah", LocalDate.of(2008, 2, 29)));

    private static KeptReadings.Page page(Expectation expectation, int writer, String last, String first) {
        return new KeptReadings.Page(
                "p",
                PageKind.OK.name(),
                "French",
                expectation,
                writer,
                true,
                List.of(last, first, "01012007"),
                new HeaderReading(List.of(), 0, "none"));
    }

    private final KeptReadings readings = new KeptReadings(
            ROSTER,
            List.of(
                    page(Expectation.IDENTIFY, 0, "KERVELLA", "HARPREET"),
                    page(Expectation.IDENTIFY, 1, "NGUYEN", "THI"),
                    page(Expectation.REJECT, -1, "KERVELLA", "HARPRIT")));

    @Test
    void takeOffWhoeverWroteAPage() {
        KeptReadings without = new AlteredRosters(readings).writersTakenOff();

        assertThat(without.roster()).containsExactly(ROSTER.get(2));
        assertThat(without.pages()).hasSize(2).allSatisfy(page -> {
            assertThat(page.kind()).isEqualTo("STRANGER");
            assertThat(page.expectation()).isEqualTo(Expectation.REJECT);
            assertThat(page.writer()).isEqualTo(-1);
        });
    }

    @Test
    void putALookAlikeInTheWritersPlaceWhereTheNameIsWrittenInFull() {
        List<KeptReadings> altered = new AlteredRosters(readings).lookAlikes();

        assertThat(altered)
                .extracting(each -> each.pages().get(0).kind())
                .containsExactly("ONE_LETTER_OFF", "TWO_LETTERS_OFF", "MORE_LETTERS_OFF", "LETTER_AND_DIGIT_OFF");
        assertThat(altered).allSatisfy(each -> {
            assertThat(each.pages()).hasSize(1);
            assertThat(each.roster()).hasSize(3).endsWith(ROSTER.get(1), ROSTER.get(2));
            assertThat(each.roster().get(0).lastName()).isEqualTo("Kervella");
        });
        assertThat(altered.stream()
                        .map(each -> LookAlikes.apart(each.roster().get(0).firstName(), "Harpreet"))
                        .toList())
                .startsWith(1, 2)
                .endsWith(1);
        assertThat(altered.subList(0, 3))
                .allSatisfy(each -> assertThat(each.roster().get(0).birthDate()).isEqualTo("2007-11-14"));
        assertThat(altered.get(3).roster().get(0).birthDate()).isNotEqualTo("2007-11-14");
    }

    @Test
    void putRostersTogetherEachStudentOnce() {
        KeptReadings other = new KeptReadings(
                List.of(
                        Student.of("1", "Moreau", "Sarah", LocalDate.of(2008, 2, 29)),
                        Student.of("2", "Moreau", "Sarah", LocalDate.of(2008, 3, 1))),
                List.of(page(Expectation.IDENTIFY, 1, "MOREAU", "SARAH"), page(Expectation.IDENTIFY, 0, "M", "S")));

        KeptReadings together = AlteredRosters.together(List.of(readings, other));

        assertThat(together.roster()).hasSize(4).extracting(Student::id).doesNotHaveDuplicates();
        assertThat(together.pages()).extracting(KeptReadings.Page::writer).containsExactly(0, 1, -1, 3, 2);
    }
}
