package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentQueryTest {
    private static final Student STUDENT = new Student(
            "s-1",
            "DE LA FONTAINE",
            "D'Artagnan",
            "Zoé-Marie Ægidia",
            LocalDate.of(2008, 7, 17),
            null,
            "TG2",
            null,
            null);

    private static boolean finds(String query) {
        return new StudentQuery(query).matches(STUDENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "fo",
                "FONT",
                "fontaine",
                "de la fontaine",
                "la fontaine",
                "du fontaine",
                "delafont",
                "zo",
                "ZOÉ",
                "zoe",
                "zoemarie",
                "Zoé Fontaine",
                "fontaine zoe",
                "aegi",
                "Ægidia",
                "artagnan",
                "dartagnan",
                "d'artagnan",
                "d’Artagnan",
                "tg2",
                "fo tg",
                "marie"
            })
    void findsByBeginningsOfWords(String query) {
        assertThat(finds(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17",
                "170",
                "1707",
                "17072008",
                "170708",
                "2008",
                "200807",
                "20080717",
                "17/07",
                "17/7",
                "17/7/2008",
                "17-07-08",
                "17.07.2008",
                "17/07/20",
                "2008-07",
                "2008-7-17",
                "17 07 2008",
                "17 juillet 2008",
                "17 juil",
                "17 July 2008",
                "17 jul",
                "fontaine 1707",
                "zoe 17/7 tg2",
                "17/07/",
                "17/0"
            })
    void findsByTheBirthDateInAnyForm(String query) {
        assertThat(finds(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ontaine",
                "dupont",
                "fontaine paul",
                "18/07",
                "17/08",
                "17/07/2009",
                "17 juin 2008",
                "2009",
                "2008-08",
                "fontaine 18",
                "7/17",
                "tg3",
                "de paul",
                "0717",
                "1/7"
            })
    void findsNothingElse(String query) {
        assertThat(finds(query)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"301", "30"})
    void findsByAClassOfDigits(String query) {
        Student other = new Student("s-2", "ROUX", null, "Paul", null, null, "301", null, null);

        assertThat(new StudentQuery(query).matches(other)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "le"})
    void takesAParticleAloneForTheBeginningOfAName(String query) {
        assertThat(new StudentQuery(query).matches(Student.of("s-2", query + "roy", "Paul", null)))
                .isTrue();
    }
}
