package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Readings;
import io.korrigo.identify.RowReading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StudentMatcherTest {
    private static final List<Student> ROSTER = List.of(
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

    private final StudentMatcher matcher = new StudentMatcher(ROSTER);

    private Optional<String> identified(@Nullable String last, @Nullable String first, @Nullable String date) {
        return matcher.match(Readings.of(last, first, date)).student().map(Student::id);
    }

    private Identification review(@Nullable String last, @Nullable String first, @Nullable String date) {
        Identification answer = matcher.match(Readings.of(last, first, date));
        assertThat(answer.decision()).isEqualTo(Decision.REVIEW);
        return answer;
    }

    @Nested
    class Spellings {
        @Test
        void takesNamesWithoutAccents() {
            assertThat(identified("LEFEVRE", "ZOE", "12032008")).contains("1");
        }

        @Test
        void takesHyphensAndSpacesAsABoxOrAsNothing() {
            assertThat(identified("DOS SANTOS", "JEAN LUC", "30112007")).contains("2");
            assertThat(identified("DOSSANTOS", "JEANLUC", "30112007")).contains("2");
            assertThat(identified("DOS SANTOS", "JEANTLUC", "30112007")).contains("2");
        }

        @Test
        void takesAnApostropheAsABoxOrAsNothing() {
            assertThat(identified("N DIAYE", "AWA", "12032008")).contains("3");
            assertThat(identified("NDIAYE", "AWA", "12032008")).contains("3");
            assertThat(identified("NIDIAYE", "AWA MARIE", "12032008")).contains("3");
        }

        @Test
        void writesLigaturesAsTwoLetters() {
            assertThat(identified("COEUR STRAUSS", "LUCJA", "05012006")).contains("4");
        }

        @Test
        void takesTheUsageNameAfterTheFamilyNameOrInsteadOfIt() {
            assertThat(identified("PETIT", "INES", "02092008")).contains("9");
            assertThat(identified("PETIT LAMBERT", "INES", "02092008")).contains("9");
            assertThat(identified("LAMBERT", "INES", "02092008")).contains("9");
        }

        @Test
        void takesFurtherNamesThatTheRosterLacks() {
            assertThat(identified("LEFEVRE DUBOIS", "ZOE", "12032008")).contains("1");
            assertThat(identified("LEFEVRE", "ZOE MARIE", "12032008")).contains("1");
            assertThat(identified("MARTINEAU", "THOMAS", "23082007")).isEmpty();
        }

        @Test
        void takesANameThatIsCutAtTheEndOfTheRow() {
            String cut = "WISNIEWSKA DELACOURTILLE".substring(0, Readings.BOXES);

            assertThat(identified(cut, "MARIE HORTENSIA", "04042007")).contains("12");
        }

        @Test
        void takesNamesThatStandInEachOthersRow() {
            assertThat(identified("ZOE", "LEFEVRE", "12032008")).contains("1");
            assertThat(identified("MARTIN", "THOMAS", "23082007")).contains("11");
            assertThat(identified("MARTIN", "THOMAS", "17052008")).isNotEqualTo(Optional.of("11"));
        }
    }

    @Nested
    class Slips {
        @Test
        void passesOverACrossedOutBox() {
            assertThat(identified("LEF#EVRE", "ZOE", "12032008")).contains("1");
        }

        @Test
        void takesALaterStartAndAnEmptyBoxInside() {
            assertThat(identified(" LEFEVRE", "ZOE", "12032008")).contains("1");
            assertThat(identified("LEF EVRE", "ZOE", "12032008")).contains("1");
        }

        @Test
        void takesALetterThatIsLostWrongOrDoubled() {
            assertThat(identified("LEFVRE", "ZOE", "12032008")).contains("1");
            assertThat(identified("LEFEXRE", "ZOE", "12032008")).contains("1");
            assertThat(identified("LEFFEVRE", "ZOE", "12032008")).contains("1");
        }

        @Test
        void bearsALetterThatMakesAnotherUsualFamilyNameButNotAnotherFirstName() {
            LocalDate date = LocalDate.of(2007, 9, 14);
            StudentMatcher ofOne = new StudentMatcher(List.of(Student.of("1", "Bénard", "Léo", date)));

            assertThat(ofOne.match(Readings.of("MENARD", "LEO", "14092007")).student())
                    .isPresent();
            assertThat(ofOne.match(Readings.of("BENARD", "LEA", "14092007")).student())
                    .isEmpty();
        }

        @Test
        void ranksTheStudentFirstWhereBoxesWereNotFoundButLeavesItToTheDesk() {
            assertThat(review("FEVRE", "E", "12032008")
                            .candidates()
                            .get(0)
                            .student()
                            .id())
                    .isEqualTo("1");
            assertThat(review("S SANTOS", "AN LUC", "30112007")
                            .candidates()
                            .get(0)
                            .student()
                            .id())
                    .isEqualTo("2");
        }

        @Test
        void neverTakesSomebodyElseForAWrongDigit() {
            Identification answer = matcher.match(Readings.of("LEFEVRE", "ZOE", "12032003"));

            assertThat(answer.candidates().get(0).student().id()).isEqualTo("1");
        }
    }

    @Nested
    class Outsiders {
        @Test
        void refusesSomebodyElse() {
            Identification answer = review("BLANCHET", "ROMUALD", "25082007");

            assertThat(answer.outsiderProbability()).isGreaterThan(0.99);
            assertThat(answer.reason()).contains("not on the roster");
        }

        @Test
        void refusesASibling() {
            assertThat(identified("LEFEVRE", "SIMON", "02052006")).isEmpty();
        }

        @Test
        void refusesASiblingWithARareNameLikeTheStudents() {
            assertThat(review("GAITEAU", "ALEKSANDRA", "10092007").reason()).contains("first name");
            assertThat(review("GAITEAU", "ALEKSANDRA", "18092007").reason()).contains("first name");
        }

        @Test
        void holdsATwinWhomTheRosterLacksForPossible() {
            StudentMatcher ofOne =
                    new StudentMatcher(List.of(Student.of("1", "Lefèvre", "Lou", LocalDate.of(2008, 3, 12))));

            assertThat(ofOne.match(Readings.of("LEFEVRE", "LEA", "12032008")).outsiderProbability())
                    .isBetween(0.3, 0.6);
        }

        @Test
        void leavesOneNameThatManyShareToTheDeskWhereTheOtherWasNotRead() {
            List<Student> newcomers = new ArrayList<>(List.of(
                    Student.of("1", "Ahmadi", "Rahmatullah", LocalDate.of(2008, 1, 1)),
                    Student.of("2", "Kervella", "Zoé", LocalDate.of(2008, 3, 12))));
            for (int i = 0; i < 10; i++) {
                newcomers.add(Student.of("n" + i, "Ahmadi", "Zalmai", LocalDate.of(2007, 2, 1 + i)));
            }
            StudentMatcher school = new StudentMatcher(newcomers);

            assertThat(school.match(Readings.clear("KERVELLA", null, "12032008"))
                            .student())
                    .isPresent();
            assertThat(school.match(Readings.clear("AHMADI", null, "01012008")).reason())
                    .isEqualTo(
                            "The first name was not read, and too many may share the family name and the birth date.");
        }

        @Test
        void refusesATwinOfAStudent() {
            assertThat(identified("LEFEVRE", "SIMON", "12032008")).isEmpty();
        }

        @Test
        void refusesANamesakeBornOnAnotherDay() {
            assertThat(identified("LEFEVRE", "ZOE", "27042008")).isEmpty();
            assertThat(identified("LEFEVRE", "ZOE", "12052006")).isEmpty();
        }

        @Test
        void refusesSomebodyWithTheFirstNameAndTheDateOfAStudent() {
            assertThat(identified("BLANCHET", "ZOE", "12032008")).isEmpty();
        }
    }

    @Nested
    class MissingEvidence {
        @Test
        void neverIdentifiesWithoutTheBirthDate() {
            assertThat(review("DOS SANTOS", "JEAN LUC", null).reason()).contains("birth date");
            assertThat(review("DOS SANTOS", "JEAN LUC", "").reason()).contains("birth date");
            assertThat(review("REY", "NOA", "01012008").reason()).isNotEmpty();
        }

        @Test
        void neverIdentifiesByTheBirthDateAlone() {
            assertThat(identified(null, null, "30112007")).isEmpty();
            assertThat(identified("", "", "30112007")).isEmpty();
            assertThat(identified("??????", "????", "30112007")).isEmpty();
        }

        @Test
        void identifiesWithoutOneOfTheNames() {
            assertThat(identified("DOS SANTOS", null, "30112007")).contains("2");
            assertThat(identified(null, "JEAN LUC", "30112007")).contains("2");
            assertThat(identified("JEAN LUC", null, "30112007")).contains("2");
        }

        @Test
        void leavesOutARowThatHoldsTheOtherKindOfSigns() {
            assertThat(identified("DOS SANTOS", "289390724", "30112007")).contains("2");
            assertThat(identified("DOS SANTOS", "JEAN LUC", "SANTOSAB")).isEmpty();
        }

        @Test
        void callsAPageWithoutRowsUnreadable() {
            Identification answer = matcher.match(new HeaderReading(List.of(), 0, "by hand"));

            assertThat(answer.decision()).isEqualTo(Decision.UNREADABLE);
            assertThat(answer.candidates()).isEmpty();
        }

        @Test
        void callsAnEmptyAndAnIllegibleHeaderUnreadable() {
            assertThat(matcher.match(Readings.of("", "", "")).decision()).isEqualTo(Decision.UNREADABLE);
            assertThat(matcher.match(Readings.of("????????", "?????", "????????"))
                            .decision())
                    .isEqualTo(Decision.UNREADABLE);
        }

        @Test
        void identifiesNobodyOnAnEmptyRoster() {
            Identification answer = new StudentMatcher(List.of()).match(Readings.of("LY", "MAI", "10102008"));

            assertThat(answer.decision()).isEqualTo(Decision.REVIEW);
        }
    }

    /** Read as clearly as on a good scan. */
    @Nested
    class Contradictions {
        private final StudentMatcher newcomers = new StudentMatcher(List.of(
                Student.of("1", "Ahmadi", "Rahmatullah", LocalDate.of(2008, 1, 1)),
                Student.of("2", "Gaiteau", "Marjorie", LocalDate.of(2007, 9, 18)),
                Student.of("3", "Kervella", "Harpreet", LocalDate.of(2007, 11, 1))));

        private Identification answer(String last, String first, String date) {
            return newcomers.match(Readings.clear(last, first, date));
        }

        private Optional<String> clearly(String last, String first, String date) {
            return answer(last, first, date).student().map(Student::id);
        }

        @Test
        void takesEachStudentWhereverTheNameComesFrom() {
            assertThat(clearly("AHMADI", "RAHMATULLAH", "01012008")).contains("1");
            assertThat(clearly("GAITEAU", "MARJORIE", "18092007")).contains("2");
            assertThat(clearly("KERVELLA", "HARPREET", "01112007")).contains("3");
        }

        @Test
        void refusesAFirstNameThatIsClearlyTwoLettersOffAndCountsThem() {
            assertThat(answer("AHMADI", "HEKMATULLAH", "01012008").reason())
                    .isEqualTo("The first name differs in three letters that are clearly read.");
            assertThat(answer("KERVELLA", "HARMREOT", "01112007").reason())
                    .isEqualTo("The first name differs in two letters that are clearly read.");
            assertThat(answer("GAITEAU", "MARJOLAINE", "18092007").student()).isEmpty();
        }

        @Test
        void refusesAFirstNameThatIsClearlyOneLetterOff() {
            assertThat(answer("KERVELLA", "HARGREET", "01112007").reason())
                    .isEqualTo("The first name differs in one letter that is clearly read.");
            assertThat(clearly("KERVELLA", "HARPREETA", "01112007")).isEmpty();
            assertThat(clearly("KERVELLA", "HAPREET", "01112007")).isEmpty();
        }

        @Test
        void bearsOneFaultOfTheFamilyNameAndTellsIt() {
            Identification answer = answer("KERBELLA", "HARPREET", "01112007");

            assertThat(answer.student().map(Student::id)).contains("3");
            assertThat(answer.reason())
                    .isEqualTo("Names and birth date agree with one student only; one letter of the family name is"
                            + " clearly read as another.");
        }

        @Test
        void bearsNoLetterAndDigitTogether() {
            assertThat(answer("KERBELLA", "HARPREET", "01112004").reason())
                    .isEqualTo("The family name differs in one letter and the birth date in one digit that are clearly"
                            + " read.");
        }

        @Test
        void bearsNoTwoDigits() {
            assertThat(answer("KERVELLA", "HARPREET", "04112004").reason())
                    .isEqualTo("The birth date differs in two digits that are clearly read.");
            assertThat(clearly("KERVELLA", "HARPREET", "01848007")).isEmpty();
        }

        @Test
        void bearsLessWhereManyShareNameAndDate() {
            List<Student> many =
                    new ArrayList<>(List.of(Student.of("1", "Ahmadi", "Rahmatullah", LocalDate.of(2008, 1, 1))));
            for (int i = 0; i < 30; i++) {
                many.add(Student.of(
                        "n" + i,
                        "Ahmadi",
                        "Zalmai" + "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF".charAt(i),
                        LocalDate.of(2008, 1, 1)));
            }

            assertThat(newcomers
                            .match(doubtful("KERVELLA", "HARP", 'K', "EET", "01112007"))
                            .student())
                    .isPresent();
            assertThat(newcomers
                            .match(doubtful("AHMADI", "RAHMATU", 'K', "LAH", "01012008"))
                            .student())
                    .isPresent();
            assertThat(new StudentMatcher(many)
                            .match(doubtful("AHMADI", "RAHMATU", 'K', "LAH", "01012008"))
                            .student())
                    .isEmpty();
        }

        /** One letter of the first name is read as another with 99.7 %. */
        private HeaderReading doubtful(String last, String start, char letter, String end, String date) {
            HeaderReading clear = Readings.clear(last, start + letter + end, date);
            List<CellReading> cells = new ArrayList<>(
                    clear.row(HeaderField.FIRST_NAME).orElseThrow().cells());
            cells.set(start.length(), Readings.cell(letter, 0.997f));
            return new HeaderReading(
                    List.of(
                            clear.row(HeaderField.LAST_NAME).orElseThrow(),
                            new RowReading(HeaderField.FIRST_NAME, cells),
                            clear.row(HeaderField.BIRTH_DATE).orElseThrow()),
                    0,
                    "by hand");
        }

        @Test
        void takesAFaintLetterForNoContradiction() {
            assertThat(clearly("KERVELLA", "HAR REET", "01112007")).contains("3");
        }

        @Test
        void takesAHandWhoseLettersLookAlikeForOneFault() {
            HeaderReading hand = Readings.of("KIRVILLA", "HARPRIIT", "01112007");

            assertThat(newcomers.match(hand).candidates().get(0).student().id()).isEqualTo("3");
        }

        @Test
        void letsFurtherForenamesFollowOnlyBehindAllThatTheRosterKnows() {
            StudentMatcher two = new StudentMatcher(List.of(
                    Student.of("1", "Wang", "Xin Yi", LocalDate.of(2007, 9, 18)),
                    Student.of("2", "Zhou", "Xin", LocalDate.of(2007, 11, 1))));

            assertThat(two.match(Readings.clear("WANG", "XIN YU", "18092007")).student())
                    .isEmpty();
            assertThat(two.match(Readings.clear("ZHOU", "XIN YU", "01112007")).student())
                    .isPresent();
        }
    }

    @Nested
    class Dates {
        private final StudentMatcher ofTwo = new StudentMatcher(List.of(
                Student.of("1", "Lefèvre", "Zoé", LocalDate.of(2007, 11, 1)),
                Student.of("2", "Moreau", "Léa", LocalDate.of(2008, 5, 15)),
                Student.of("3", "Gaiteau", "Tom", LocalDate.of(2008, 4, 3)),
                Student.of("4", "Roux", "Ulysse", LocalDate.of(2007, 4, 25))));

        private Optional<String> born(String last, String first, String date) {
            return ofTwo.match(Readings.clear(last, first, date)).student().map(Student::id);
        }

        @Test
        void readsSevensAsOnesWhereTheDateCantBeOneElse() {
            assertThat(born("LEFEVRE", "ZOE", "07772007")).contains("1");
            assertThat(born("MOREAU", "LEA", "75052008")).contains("2");
        }

        @Test
        void readsSevensAsSevensWhereTheDateIsOne() {
            assertThat(born("LEFEVRE", "ZOE", "07072007")).isEmpty();
        }

        @Test
        void takesDatesThatLeaveBoxesEmpty() {
            assertThat(born("GAITEAU", "TOM", "3 4 2008")).contains("3");
            assertThat(born("GAITEAU", "TOM", " 3 42008")).contains("3");
            assertThat(born("GAITEAU", "TOM", "3 4 08  ")).contains("3");
            assertThat(born("GAITEAU", "TOM", "0304  08")).contains("3");
            assertThat(born("GAITEAU", "TOM", "8 4 08  ")).isEmpty();
        }

        @Test
        void takesTheMonthFirstWhereTheDayCantBeAMonth() {
            assertThat(born("ROUX", "ULYSSE", "04252007")).contains("4");
            assertThat(born("GAITEAU", "TOM", "04032008")).isEmpty();
        }
    }

    @Nested
    class LookAlikes {
        @Test
        void tellsTwinsApartByTheFirstName() {
            assertThat(identified("LY", "MAI", "10102008")).contains("16");
            assertThat(identified("LY", "BAO", "10102008")).contains("17");
        }

        @Test
        void leavesTwinsToTheDeskWhenTheFirstNameIsDoubtful() {
            assertThat(review("MOREAU", "LE?", "21062007").reason()).contains("first name");
            assertThat(identified("MOREAU", null, "21062007")).isEmpty();
        }

        @Test
        void tellsNamesakesApartByTheDate() {
            assertThat(identified("GONCALVES", "LOIC", "09022008")).contains("7");
            assertThat(identified("GONCALVES", "LOIC", "14122007")).contains("8");
            assertThat(review("GONCALVES", "LOIC", null).candidates()).hasSizeGreaterThan(1);
        }

        @Test
        void leavesNamesakesWithOneDateToTheDesk() {
            assertThat(review("ROUX", "HUGO", "07072008").reason()).contains("Two students");
        }

        @Test
        void ranksTwinsByTheOneLetterThatDiffers() {
            Identification answer = matcher.match(Readings.of("MOREAU", "LEO", "21062007"));

            assertThat(answer.candidates().get(0).student().id()).isEqualTo("6");
            assertThat(answer.probability()).isGreaterThan(0.99);
        }
    }

    @Test
    void namesFiveCandidatesAtMostBestFirst() {
        Identification answer = matcher.match(Readings.of("MOREAU", "LE?", "2106200?"));

        assertThat(answer.candidates()).hasSizeBetween(2, 5);
        assertThat(answer.candidates()).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
    }

    @Test
    void saysHowWellEachRowAgrees() {
        Candidate best = matcher.match(Readings.of("LEFEVRE", "ZOE", "12032008"))
                .candidates()
                .get(0);

        assertThat(best.lastNameAgreement()).isGreaterThan(0.9);
        assertThat(best.firstNameAgreement()).isGreaterThan(0.9);
        assertThat(best.birthDateAgreement()).isGreaterThan(0.9);
        Candidate other = review("LEFEVRE", "SIMON", "12032008").candidates().get(0);
        assertThat(other.firstNameAgreement()).isLessThan(0.5);
        Candidate missing = matcher.match(Readings.of("LEFEVRE", null, "12032008"))
                .candidates()
                .get(0);
        assertThat(missing.firstNameAgreement()).isEqualTo(0.5);
    }

    @Test
    void givesReasonsWithoutNames() {
        for (String first : List.of("SIMON", "ZOE", "LEA", "")) {
            String reason =
                    matcher.match(Readings.of("LEFEVRE", first, "12032008")).reason();

            assertThat(reason).endsWith(".").doesNotContainIgnoringCase("lef").doesNotContainIgnoringCase("zo");
        }
    }

    @Test
    void refusesARosterWithARepeatedId() {
        Student student = Student.of("7", "Roux", "Hugo", null);

        assertThatThrownBy(() -> new StudentMatcher(List.of(student, student)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id 7");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> new StudentMatcher(ROSTER, 0.2, 0.02)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StudentMatcher(ROSTER, 0.999, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
