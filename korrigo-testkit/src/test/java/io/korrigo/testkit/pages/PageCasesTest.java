package io.korrigo.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class PageCasesTest {
    private static final List<Student> ROSTER = new RosterGenerator(1).roster(60);
    private static final Student STUDENT = Student.of("s-1", "DE L'ISLE-ADAM", "Éloïse", LocalDate.of(2008, 2, 29));

    private final PageCases cases = new PageCases(ROSTER, 5);

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(new PageCases(ROSTER, 5).mixed(50)).isEqualTo(new PageCases(ROSTER, 5).mixed(50));
    }

    @Test
    void areMostlyOrdinaryAndOfEveryKind() {
        List<PageCase> pages = cases.mixed(1000);

        assertThat(pages).filteredOn(page -> page.kind() == PageKind.OK).hasSizeBetween(810, 890);
        assertThat(pages)
                .extracting(PageCase::kind)
                .contains(PageKind.STRANGER, PageKind.BLANK, PageKind.NO_HEADER, PageKind.SWAPPED)
                .contains(PageKind.WRONG_DIGIT, PageKind.CORRECTED, PageKind.UPSIDE_DOWN);
    }

    @Test
    void pairStudentsWithLookAlikesAsFarOffAsTheirKindSays() {
        List<Student> school = new RosterGenerator(1).manyOrigins(200);
        List<PageCase> pages = new PageCases(school, 5).lookAlikes(160);

        for (int i = 0; i < pages.size(); i += 2) {
            PageCase own = pages.get(i);
            PageCase other = pages.get(i + 1);
            Student student = Objects.requireNonNull(other.resembled());
            HeaderText text = Objects.requireNonNull(other.text());
            assertThat(own.student()).isEqualTo(student);
            assertThat(other.student()).isNull();
            int letters = LookAlikes.apart(student.firstName(), text.firstName());
            switch (other.kind()) {
                case ONE_LETTER_OFF -> assertThat(letters).isOne();
                case TWO_LETTERS_OFF -> assertThat(letters).isEqualTo(2);
                case MORE_LETTERS_OFF -> assertThat(letters).isGreaterThanOrEqualTo(3);
                default -> {
                    assertThat(letters).isOne();
                    assertThat(text.birthDate()).isNotEqualTo(HeaderText.date(student.birthDate()));
                }
            }
        }
    }

    @Test
    void takeStrangersFromWritersWhoAreNotOnTheRoster() {
        List<Student> school = new RosterGenerator(1).manyOrigins(80);

        List<PageCase> pages = new PageCases(school.subList(0, 60), 5).strangers(school.subList(60, 80), 10);

        assertThat(pages).hasSize(10).allSatisfy(page -> {
            assertThat(page.kind()).isEqualTo(PageKind.STRANGER);
            assertThat(page.student()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource(PageKind.class)
    void nameAStudentUnlessNobodyMayBeNamed(PageKind kind) {
        PageCase page = cases.page(kind, STUDENT);

        assertThat(page.student() == null).isEqualTo(kind.expectation() == PageKind.Expectation.REJECT);
    }

    @Test
    void spellANameAsPupilsDo() {
        for (int i = 0; i < 100; i++) {
            HeaderText text = cases.page(PageKind.OK, STUDENT).text();

            assertThat(text).isNotNull();
            assertThat(text.lastName()).matches(" ?DE ?L[' ]?ISLE[- ]?ADAM");
            assertThat(text.firstName()).matches(" ?[EÉ]LO[IÏ]SE");
            assertThat(text.birthDate()).isEqualTo("29022008");
        }
    }

    @Test
    void crossOneLetterOutWhereCorrected() {
        for (int i = 0; i < 50; i++) {
            HeaderText text = cases.page(PageKind.CORRECTED, STUDENT).text();

            assertThat(text).isNotNull();
            String both = text.lastName() + text.firstName();
            assertThat(both.chars().filter(c -> c == '#')).hasSize(1);
            assertThat(both.replaceAll("#.", "")).matches(" ?DE ?L[' ]?ISLE[- ]?ADAM ?[EÉ]LO[IÏ]SE");
        }
    }

    @Test
    void changeOneDigitWhereWrong() {
        for (int i = 0; i < 50; i++) {
            HeaderText text = cases.page(PageKind.WRONG_DIGIT, STUDENT).text();

            assertThat(text).isNotNull();
            int different = 0;
            for (int at = 0; at < 8; at++) {
                different += text.birthDate().charAt(at) == "29022008".charAt(at) ? 0 : 1;
            }
            assertThat(different).isEqualTo(1);
        }
    }

    @Test
    void exchangeTheNamesWhereSwapped() {
        HeaderText text = cases.page(PageKind.SWAPPED, STUDENT).text();

        assertThat(text).isNotNull();
        assertThat(text.lastName().strip()).matches("[EÉ]LO[IÏ]SE");
        assertThat(text.firstName().strip()).startsWith("DE");
    }

    @Test
    void drawAnUpsideDownPageUpsideDown() {
        PageGenerator generator = new PageGenerator(HeaderForm.cmenV3(), new FontGlyphSource(), ScanQuality.NORMAL, 3);

        assertThat(cases.page(PageKind.UPSIDE_DOWN, STUDENT)
                        .draw(generator)
                        .truth()
                        .quarterTurns())
                .isEqualTo(2);
        assertThat(cases.page(PageKind.NO_HEADER, STUDENT)
                        .draw(generator)
                        .truth()
                        .rows())
                .isEmpty();
        assertThat(cases.page(PageKind.BLANK, STUDENT).draw(generator).truth().rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.text()).isEmpty());
    }
}
