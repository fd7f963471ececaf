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
