package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterIndexTest {
    private static final LocalDate PLAIN = LocalDate.of(2008, 3, 12);

    private static double commonness(List<Student> roster) {
        return new RosterIndex(roster).commonness(0, true, false);
    }

    @Test
    void findsNothingCommonInARareNameAndAPlainDate() {
        assertThat(commonness(List.of(Student.of("1", "Kervella", "Zoé", PLAIN))))
                .isZero();
    }

    @Test
    void findsANameCommonThatManyInTheCountryHave() {
        assertThat(commonness(List.of(Student.of("1", "Martin", "Zoé", PLAIN)))).isGreaterThan(1);
    }

    @Test
    void findsTheFirstOfJanuaryCommonAndTheSecondNot() {
        assertThat(commonness(List.of(Student.of("1", "Kervella", "Zoé", LocalDate.of(2008, 1, 1)))))
                .isGreaterThan(1);
        assertThat(commonness(List.of(Student.of("1", "Kervella", "Zoé", LocalDate.of(2008, 1, 2)))))
                .isZero();
    }

    @Test
    void findsCommonWhatManyOfTheRosterShare() {
        List<Student> roster = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            roster.add(Student.of("s" + i, "Kervella", "Zoé", PLAIN));
        }

        assertThat(commonness(roster)).isGreaterThan(5);
    }

    private static final LocalDate NEXT_DAY = PLAIN.plusDays(1);
    // Not static: what is made once in a JVM, pitest finds untested.
    private final RosterIndex roster = new RosterIndex(List.of(
            Student.of("0", "Lefèvre", "Zoé", PLAIN),
            Student.of("1", "LE-FEVRE", "zoe", PLAIN),
            Student.of("2", "Lefèvre", "Zoé", NEXT_DAY),
            Student.of("3", "Lefèvre", "Noa", PLAIN),
            Student.of("4", "Roux", "Zoé", null),
            Student.of("5", "Roux", "Zoé", NEXT_DAY),
            new Student("6", "Roux", "Petit", "Zoé", NEXT_DAY, null, null, null, null)));

    @Test
    void refusesTwoStudentsOfOneId() {
        assertThatThrownBy(() -> new RosterIndex(
                        List.of(Student.of("7", "Roux", "Zoé", PLAIN), Student.of("7", "Petit", "Noa", PLAIN))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7");
    }

    @Test
    void keepsEachSpellingOnceAndFindsItByTheStudent() {
        assertThat(roster.size()).isEqualTo(7);
        assertThat(roster.student(3).firstName()).isEqualTo("Noa");
        // as they are written, with the usage name
        assertThat(roster.lastNames()).hasSize(4);
        assertThat(roster.firstNames()).hasSize(3);
        assertThat(roster.dates()).hasSize(2);
        assertThat(roster.shortDates()).hasSize(2);
        for (int position = 0; position < roster.size(); position++) {
            Student student = roster.student(position);
            assertThat(roster.lastNames().get(roster.lastName(position)))
                    .usingRecursiveComparison()
                    .isEqualTo(Spellings.ofLastName(student));
            assertThat(roster.firstNames().get(roster.firstName(position)))
                    .usingRecursiveComparison()
                    .isEqualTo(Spellings.ofFirstName(student));
            LocalDate born = student.birthDate();
            if (born == null) {
                assertThat(roster.date(position)).isEqualTo(RosterIndex.NO_DATE);
            } else {
                assertThat(roster.dates().get(roster.date(position)))
                        .usingRecursiveComparison()
                        .isEqualTo(Spellings.ofBirthDate(born));
                assertThat(roster.shortDates().get(roster.date(position)))
                        .usingRecursiveComparison()
                        .isEqualTo(Spellings.ofShortBirthDate(born));
            }
        }
        assertThat(roster.bornOn(roster.date(0))).containsExactly(0, 1, 3);
        assertThat(roster.bornOn(RosterIndex.NO_DATE)).containsExactly(4);
        assertThat(new RosterIndex(List.of()).bornOn(RosterIndex.NO_DATE)).isEmpty();
    }

    @Test
    void comparesNamesByTheirPlainLetters() {
        assertThat(roster.sameLastName(0, 1)).isTrue();
        assertThat(roster.sameLastName(0, 4)).isFalse();
        assertThat(roster.sameFirstName(0, 1)).isTrue();
        assertThat(roster.sameFirstName(0, 3)).isFalse();
    }

    @Test
    void takesADateThatIsNotKnownForAnyDate() {
        assertThat(roster.mayShareDate(0, 1)).isTrue();
        assertThat(roster.mayShareDate(0, 2)).isFalse();
        assertThat(roster.mayShareDate(0, 4)).isTrue();
        assertThat(roster.mayShareDate(4, 0)).isTrue();
    }

    @Test
    void findsANamesakeOnlyWhereTheDateMayBeTheSame() {
        assertThat(roster.hasNamesake(0)).isTrue();
        assertThat(roster.hasNamesake(2)).isFalse();
        assertThat(roster.hasNamesake(3)).isFalse();
        assertThat(roster.hasNamesake(4)).isTrue();
    }

    @Test
    void findsAlikeWhoseFamilyNameIsOneAndFirstNameOrDateToo() {
        assertThat(alike(0, 1)).isTrue();
        assertThat(alike(0, 2)).isTrue();
        assertThat(alike(0, 3)).isTrue();
        assertThat(alike(2, 3)).isFalse();
        assertThat(alike(0, 4)).isFalse();
        Student unknown = Student.of("8", "Lefevre", "Ada", null);
        assertThat(RosterIndex.alike(unknown, roster.student(0))).isTrue();
        assertThat(RosterIndex.alike(roster.student(0), unknown)).isTrue();
    }

    private boolean alike(int one, int other) {
        return RosterIndex.alike(roster.student(one), roster.student(other));
    }

    @Test
    void findsRelativesWhoseDateIsOneDigitOff() {
        List<Student> roster = new ArrayList<>();
        for (String born : List.of(
                "2008-03-12",
                "2008-03-12",
                "2008-03-13",
                "2008-03-02",
                "2008-03-21",
                "2007-03-12",
                "2007-03-13",
                "1008-03-12",
                "2008-04-12",
                "2008-12-03")) {
            roster.add(Student.of("s" + roster.size(), "Roux", "Zoé", LocalDate.parse(born)));
        }
        roster.add(Student.of("dateless", "Roux", "Zoé", null));
        roster.add(Student.of("other", "Petit", "Zoé", LocalDate.parse("2008-03-13")));
        RosterIndex index = new RosterIndex(roster);

        assertThat(index.oneDigitOff(0)).containsExactly(2, 3, 5, 7, 8);
        assertThat(index.oneDigitOff(10)).isEmpty();
        assertThat(index.oneDigitOff(11)).isEmpty();
    }

    @Test
    void countsTheDigitsOfANumberThatIsOneHigher() {
        RosterIndex index = new RosterIndex(List.of(
                Student.of("1", "Roux", "Zoé", LocalDate.of(2008, 9, 9)),
                Student.of("2", "Roux", "Zoé", LocalDate.of(2008, 10, 9)),
                Student.of("3", "Roux", "Zoé", LocalDate.of(2008, 9, 10)),
                Student.of("4", "Roux", "Zoé", LocalDate.of(2009, 9, 9))));

        assertThat(index.oneDigitOff(0)).containsExactly(3);
        assertThat(index.oneDigitOff(1)).isEmpty();
    }

    @Test
    void expectsAsManyNamesakesAsThereAreAndAsWereHeldForBeforehand() {
        // 0, 1 and 2 share both names, and so do 4, 5 and 6
        assertThat(roster.namesakes(0.01)).isEqualTo((6 + 100 * 0.01) / (7 + 100), within(1e-12));
        assertThat(new RosterIndex(List.of(Student.of("1", "Roux", "Zoé", PLAIN))).namesakes(0.02))
                .isEqualTo(100 * 0.02 / 101, within(1e-12));
    }

    @Test
    void findsEachNameAsCommonAsItIsOnTheRosterAndInTheCountry() {
        double martin = NameModel.FAMILY.share(Spellings.signs("Martin"));
        double emma = NameModel.FIRST.share(Spellings.signs("Emma"));
        assertThat(martin).isGreaterThan(0.001);
        assertThat(emma).isBetween(0.0, 0.01);
        List<Student> roster = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            roster.add(Student.of("s" + i, i < 5 ? "Martin" : "Roux", i < 11 ? "Emma" : "Zoé", PLAIN.plusDays(i)));
        }
        RosterIndex index = new RosterIndex(roster);
        double ofLastName = Math.log((4 + 100 * martin) / 149 / 0.001);
        double ofFirstName = Math.log((10 + 100 * 0.01) / 149 / 0.01);

        assertThat(index.commonness(0, false, false)).isZero();
        assertThat(index.commonness(0, true, false)).isEqualTo(ofLastName, within(1e-12));
        assertThat(index.commonness(0, false, true)).isEqualTo(ofFirstName, within(1e-12));
        assertThat(index.commonness(0, true, true)).isEqualTo(ofLastName + ofFirstName, within(1e-12));
    }

    @Test
    void findsADateAsCommonAsThoseBornOnIt() {
        List<Student> roster = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            roster.add(Student.of("s" + i, "Kervella", "Zoé", i < 4 ? PLAIN : i < 8 ? null : NEXT_DAY));
        }
        double plain = 1.0 / 700;

        assertThat(new RosterIndex(roster).commonness(0, false, false))
                .isEqualTo(Math.log((3 + 100 * plain) / 109 / plain), within(1e-12));
        assertThat(new RosterIndex(roster).commonness(5, false, false)).isZero();
    }

    @Test
    void listsTheDatesOfThoseWhoHaveOne() {
        assertThat(RosterIndex.birthDates(
                        List.of(Student.of("1", "Roux", "Zoé", PLAIN), Student.of("2", "Roux", "Noa", null))))
                .containsExactly(PLAIN);
    }
}
