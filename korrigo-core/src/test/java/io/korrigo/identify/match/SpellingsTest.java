package io.korrigo.identify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpellingsTest {
    private static String text(byte[] signs) {
        StringBuilder text = new StringBuilder();
        for (byte sign : signs) {
            text.append(sign == Alphabet.GAP ? ' ' : sign == Alphabet.APOSTROPHE ? '\'' : (char) ('A' + sign));
        }
        return text.toString();
    }

    private static List<String> texts(List<Spelling> spellings) {
        return spellings.stream().map(spelling -> text(spelling.signs())).toList();
    }

    @Test
    void dropsAccentsAndKeepsWordsApart() {
        assertThat(text(Spellings.signs("Élèves-Ça Ñu"))).isEqualTo("ELEVES CA NU");
        assertThat(text(Spellings.signs("d’Œuvre Straße"))).isEqualTo("D'OEUVRE STRASSE");
        assertThat(text(Spellings.signs("  Trần  --Łuk "))).isEqualTo("TRAN LUK");
    }

    @Test
    void spellsAlikeInTurkish() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            assertThat(text(Spellings.signs("Yıldız inci"))).isEqualTo("YILDIZ INCI");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hasNoSpellingForANameWithoutLatinLetters() {
        assertThat(Spellings.signs("李")).isEmpty();
        assertThat(Spellings.ofFirstName(Student.of("1", "Li", "李", null))).isEmpty();
    }

    @Test
    void knowsTheUsageNameAlone() {
        Student student = new Student("1", "Petit", "Roy", "Ève", null, null, null, null, null);

        assertThat(texts(Spellings.ofLastName(student)))
                .containsExactlyInAnyOrder("PETIT", "ROY", "PETIT ROY", "ROY PETIT");
    }

    @Test
    void knowsOneSomeAndAllForenames() {
        Student student = Student.of("1", "Petit", "Marie-Lou Anne Ève", null);

        assertThat(texts(Spellings.ofFirstName(student)))
                .containsExactlyInAnyOrder("MARIE", "LOU", "MARIE LOU", "MARIE LOU ANNE EVE", "MARIE LOU ANNE", "ANNE");
    }

    @Test
    void offersTheUmlautAsTwoLetters() {
        assertThat(texts(Spellings.ofLastName(Student.of("1", "Müller", "Jo", null))))
                .containsExactly("MULLER", "MUELLER");
    }

    @Test
    void sharesOutAllOfTheWeight() {
        Student student =
                new Student("1", "De La Tour-Müller", "Roy", "Marie-Lou Anne Ève", null, null, null, null, null);

        for (List<Spelling> spellings : List.of(Spellings.ofLastName(student), Spellings.ofFirstName(student))) {
            assertThat(spellings.stream().mapToDouble(Spelling::weight).sum()).isEqualTo(1, within(1e-9));
        }
    }

    @Test
    void writesDatesDayFirst() {
        byte[] usual = Spellings.ofBirthDate(LocalDate.of(2008, 3, 12)).get(0).signs();

        assertThat(usual).containsExactly(1, 2, 0, 3, 2, 0, 0, 8);
    }

    @Test
    void turnsTheWordsOfANameRound() {
        assertThat(texts(Spellings.ofLastName(Student.of("1", "Lefèvre-Moreau", "Jo", null))))
                .contains("LEFEVRE MOREAU", "MOREAU LEFEVRE");
        assertThat(texts(Spellings.ofLastName(Student.of("1", "De La Tour", "Jo", null))))
                .contains("DE LA TOUR", "TOUR DE LA");
    }

    @Test
    void readsTheMonthFirstOnlyWhereTheDayCantBeAMonth() {
        assertThat(dates(Spellings.ofBirthDate(LocalDate.of(2008, 4, 13)))).contains("04132008");
        assertThat(dates(Spellings.ofBirthDate(LocalDate.of(2008, 4, 12)))).doesNotContain("04122008");
    }

    @Test
    void leavesBoxesOfADateEmpty() {
        assertThat(dates(Spellings.ofShortBirthDate(LocalDate.of(2008, 4, 3))))
                .contains("3 4 2008", " 3 42008", "03042008", "030408  ", "0304  08", "3 4 08  ", "030408");
        assertThat(dates(Spellings.ofShortBirthDate(LocalDate.of(2008, 11, 23))))
                .contains("23112008", "231108  ")
                .noneMatch(date -> date.startsWith(" "));
    }

    @Test
    void sharesOutTheWeightOfADateAmongTheBoxesThatMayBeEmpty() {
        for (LocalDate date :
                List.of(LocalDate.of(2008, 4, 3), LocalDate.of(2008, 11, 23), LocalDate.of(2008, 4, 23))) {
            Map<String, Double> weights = Spellings.ofShortBirthDate(date).stream()
                    .collect(Collectors.toMap(SpellingsTest::date, Spelling::weight));
            Map<String, Double> others = Spellings.ofBirthDate(date).stream()
                    .skip(1)
                    .collect(Collectors.toMap(SpellingsTest::date, Spelling::weight));

            // eight boxes, read day first
            assertThat(weights.entrySet().stream()
                            .filter(each -> each.getKey().length() == 8 && !others.containsKey(each.getKey()))
                            .mapToDouble(Map.Entry::getValue)
                            .sum())
                    .isEqualTo(1, within(1e-9));
            assertThat(weights).containsAllEntriesOf(others);
        }
        Map<String, Double> weights = Spellings.ofShortBirthDate(LocalDate.of(2008, 4, 3)).stream()
                .collect(Collectors.toMap(SpellingsTest::date, Spelling::weight));
        assertThat(weights.get("3 042008")).isEqualTo(weights.get("034 2008"));
        assertThat(weights.get("3 4 2008") / weights.get("3 042008"))
                .isEqualTo(weights.get("3 042008") / weights.get("03042008"), within(1e-9))
                .isLessThan(1);
        assertThat(weights.get("0304  08")).isEqualTo(weights.get("030408  ")).isLessThan(weights.get("03042008"));
    }

    /** Spellings with how usual they are, next to those of {@code usual}. */
    private static Map<String, Double> shares(List<Spelling> spellings, String usual) {
        double whole = spellings.stream()
                .filter(spelling -> text(spelling.signs()).equals(usual))
                .mapToDouble(Spelling::weight)
                .findFirst()
                .orElseThrow();
        return spellings.stream()
                .collect(Collectors.toMap(spelling -> text(spelling.signs()), spelling -> spelling.weight() / whole));
    }

    private static void assertShares(Map<String, Double> shares, Map<String, Double> expected) {
        assertThat(shares).containsOnlyKeys(expected.keySet());
        expected.forEach((text, share) -> assertThat(shares.get(text)).as(text).isEqualTo(share, within(1e-9)));
    }

    @Test
    void takesAUsageNameForBehindTheFamilyNameMoreOftenThanForAlone() {
        Student student = new Student("1", "Petit", "Roy", "Ève", null, null, null, null, null);

        assertShares(
                shares(Spellings.ofLastName(student), "PETIT"),
                Map.of("PETIT", 1.0, "PETIT ROY", 0.25 / 0.6, "ROY", 0.15 / 0.6, "ROY PETIT", 0.03 / 0.6));
        assertThat(texts(Spellings.ofLastName(new Student("1", "Petit", " ", "Ève", null, null, null, null, null))))
                .containsExactly("PETIT");
    }

    @Test
    void cutsANameToAWordOfThreeLettersOrMore() {
        assertShares(
                shares(Spellings.ofLastName(Student.of("1", "Ly-Bao", "Jo", null)), "LY BAO"),
                Map.of("LY BAO", 1.0, "BAO", 0.03, "BAO LY", 0.01));
        assertShares(
                shares(Spellings.ofLastName(Student.of("1", "Bao-Ly", "Jo", null)), "BAO LY"),
                Map.of("BAO LY", 1.0, "BAO", 0.03, "LY BAO", 0.01));
        assertShares(
                shares(Spellings.ofLastName(Student.of("1", "De La Tour", "Jo", null)), "DE LA TOUR"),
                Map.of("DE LA TOUR", 1.0, "TOUR", 0.03, "TOUR DE LA", 0.005, "LA TOUR DE", 0.005));
    }

    @Test
    void sharesForenamesOutByHowManyOfThemAreWritten() {
        assertShares(
                shares(Spellings.ofFirstName(Student.of("1", "Petit", "Jean-Luc Noé Hugo Paul", null)), "JEAN LUC"),
                Map.of(
                        "JEAN LUC", 1.0,
                        "JEAN", 0.03,
                        "LUC", 0.005,
                        "JEAN LUC NOE HUGO PAUL", 0.3 / 0.65,
                        "NOE", 0.01 / 0.65,
                        "JEAN LUC NOE", 0.02 / 0.65,
                        "JEAN LUC NOE HUGO", 0.02 / 0.65));
        assertShares(
                shares(Spellings.ofFirstName(Student.of("1", "Petit", "Anna, Zoé", null)), "ANNA"),
                Map.of("ANNA", 1.0, "ANNA ZOE", 0.3 / 0.65, "ZOE", 0.01 / 0.65));
        assertShares(
                shares(Spellings.ofFirstName(Student.of("1", "Petit", "Anna-Zoé", null)), "ANNA ZOE"),
                Map.of("ANNA ZOE", 1.0, "ANNA", 0.03, "ZOE", 0.005));
    }

    @Test
    void writesAnUmlautAsTwoLettersOnceInTwenty() {
        assertShares(
                shares(Spellings.ofLastName(Student.of("1", "Käßtöhü", "Jo", null)), "KASSTOHU"),
                Map.of("KASSTOHU", 1.0, "KAESSTOEHUE", 0.05));
    }

    @Test
    void writesLettersOfOtherAlphabetsAsThePupilsDo() {
        assertThat(text(Spellings.signs("œæßẞøđðłþı"))).isEqualTo("OEAESSSSODDLTHI");
        assertThat(text(Spellings.signs("AZaz"))).isEqualTo("AZAZ");
        assertThat(text(Spellings.signs("A@[B`C{D"))).isEqualTo("A B'C D");
    }

    @Test
    void knowsEachApostropheAndNoneThatOpensOrClosesAName() {
        for (String apostrophe : List.of("'", "\u2019", "\u02BC", "`", "\u00B4")) {
            assertThat(text(Spellings.signs("D" + apostrophe + "Or"))).isEqualTo("D'OR");
        }
        assertThat(text(Spellings.signs("'Or - Noir  "))).isEqualTo("OR NOIR");
    }

    private static Map<String, Double> weights(List<Spelling> dates) {
        return dates.stream().collect(Collectors.toMap(SpellingsTest::date, Spelling::weight));
    }

    @Test
    void holdsADateOfAnotherOrderForOneInThousands() {
        assertThat(weights(Spellings.ofBirthDate(LocalDate.of(2008, 4, 13))))
                .isEqualTo(Map.of("13042008", 1.0, "04132008", 0.0001, "20080413", 0.0002));
        assertThat(weights(Spellings.ofBirthDate(LocalDate.of(2008, 4, 12))))
                .isEqualTo(Map.of("12042008", 1.0, "20080412", 0.0002));
    }

    @Test
    void holdsADigitAloneForAsUsualInEitherHalf() {
        Map<String, Double> weights = weights(Spellings.ofShortBirthDate(LocalDate.of(2008, 4, 13)));

        assertThat(weights.get("13042008")).isEqualTo(0.4 * 0.6, within(1e-12));
        assertThat(weights.get("134 2008")).isEqualTo(0.3 * 0.6, within(1e-12));
        assertThat(weights.get("13 42008")).isEqualTo(0.3 * 0.6, within(1e-12));
        assertThat(weights.get("130408  ")).isEqualTo(0.4 * 0.2, within(1e-12));
        assertThat(weights.get("1304  08")).isEqualTo(0.4 * 0.2, within(1e-12));
        assertThat(weights.get("130408")).isEqualTo(0.004);
        assertThat(weights.get("04132008")).isEqualTo(0.0001);
        assertThat(weights.get("20080413")).isEqualTo(0.0002);
        assertThat(weights).hasSize(3 * 3 + 1 + 2);
    }

    private static String date(Spelling spelling) {
        StringBuilder text = new StringBuilder();
        for (byte sign : spelling.signs()) {
            text.append(sign == Alphabet.DATE_GAP ? " " : String.valueOf(sign));
        }
        return text.toString();
    }

    private static List<String> dates(List<Spelling> spellings) {
        return spellings.stream().map(SpellingsTest::date).toList();
    }
}
