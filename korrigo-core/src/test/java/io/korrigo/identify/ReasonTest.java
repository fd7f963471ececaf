package io.korrigo.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.identify.Difference.Kind;
import io.korrigo.identify.Reason.Code;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    private static Difference in(HeaderField field, int box, boolean clear) {
        return new Difference(field, Kind.OTHER, box, clear);
    }

    private static String sentence(Code code, Difference... differences) {
        return new Reason(code, List.of(differences)).sentence();
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void isASentenceOfItsOwnForEveryCode(Code code) {
        assertThat(new Reason(code).sentence()).matches("[A-Z].*[a-z]\\.");
    }

    @Test
    void countsWhatDiffersAndNamesTheBoxes() {
        assertThat(sentence(Code.DIFFERS, in(HeaderField.FIRST_NAME, 4, true)))
                .isEqualTo("The first name differs in one letter (box 4) that is clearly read.");
        assertThat(sentence(Code.DIFFERS, in(HeaderField.LAST_NAME, 4, true), in(HeaderField.BIRTH_DATE, 8, true)))
                .isEqualTo("The family name differs in one letter (box 4) and the birth date in one digit (box 8) that"
                        + " are clearly read.");
        assertThat(sentence(
                        Code.DIFFERS,
                        in(HeaderField.LAST_NAME, 4, true),
                        in(HeaderField.FIRST_NAME, 1, true),
                        in(HeaderField.FIRST_NAME, 2, true),
                        in(HeaderField.BIRTH_DATE, 8, true)))
                .isEqualTo("The family name differs in one letter (box 4), the first name in two letters (box 1, box 2)"
                        + " and the birth date in one digit (box 8) that are clearly read.");
    }

    @Test
    void countsOnlyWhatIsClearAgainstAStudent() {
        assertThat(sentence(Code.DIFFERS, in(HeaderField.FIRST_NAME, 2, false), in(HeaderField.FIRST_NAME, 4, true)))
                .isEqualTo("The first name differs in one letter (box 4) that is clearly read.");
        assertThat(sentence(Code.DIFFERS, in(HeaderField.FIRST_NAME, 2, false), in(HeaderField.LAST_NAME, 4, false)))
                .isEqualTo("Too many letters and digits, none of them clearly read, differ from the student's.");
    }

    @Test
    void tellsAllThatWasBorneAndHowClearItIs() {
        assertThat(sentence(Code.AGREES)).isEqualTo("Names and birth date agree with one student only.");
        assertThat(sentence(Code.AGREES, in(HeaderField.LAST_NAME, 4, true)))
                .isEqualTo("Names and birth date agree with one student only, but for one letter (box 4) of the family"
                        + " name that clearly differs.");
        assertThat(sentence(Code.AGREES, in(HeaderField.LAST_NAME, 2, false), in(HeaderField.LAST_NAME, 4, true)))
                .endsWith(
                        "one letter (box 4) of the family name that clearly differs and one letter (box 2) of the family"
                                + " name that may differ.");
    }

    @Test
    void tellsASignTooManyAndALackingOne() {
        assertThat(sentence(Code.AGREES, new Difference(HeaderField.FIRST_NAME, Kind.MORE, 2, false)))
                .endsWith("but for one letter (one too many in box 2) of the first name that may differ.");
        assertThat(sentence(Code.DIFFERS, new Difference(HeaderField.FIRST_NAME, Kind.LACKING, 5, true)))
                .isEqualTo("The first name differs in one letter (one lacking before box 5) that is clearly read.");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void isASentenceInFrenchForEveryCode(Code code) {
        assertThat(french(code)).matches("[A-Z].*[a-zé]\\.").isNotEqualTo(sentence(code));
    }

    private static String french(Code code, Difference... differences) {
        return new Reason(code, List.of(differences)).sentence(Locale.CANADA_FRENCH);
    }

    @Test
    void tellsDifferencesInFrenchToo() {
        assertThat(french(Code.DIFFERS, in(HeaderField.FIRST_NAME, 4, true)))
                .isEqualTo("Le prénom diffère par une lettre (case 4) clairement lisible.");
        assertThat(french(
                        Code.DIFFERS,
                        in(HeaderField.LAST_NAME, 4, true),
                        in(HeaderField.FIRST_NAME, 1, true),
                        in(HeaderField.FIRST_NAME, 2, true),
                        in(HeaderField.BIRTH_DATE, 8, true)))
                .isEqualTo(
                        "Le nom de famille diffère par une lettre (case 4), le prénom par deux lettres (case 1, case 2) et la"
                                + " date de naissance par un chiffre (case 8) clairement lisibles.");
        assertThat(french(Code.DIFFERS, in(HeaderField.FIRST_NAME, 2, false)))
                .isEqualTo(
                        "Trop de lettres et de chiffres, dont aucun n'est clairement lu, diffèrent de ceux de l'élève.");
        assertThat(french(
                        Code.AGREES,
                        in(HeaderField.LAST_NAME, 2, false),
                        new Difference(HeaderField.BIRTH_DATE, Kind.MORE, 3, false),
                        in(HeaderField.LAST_NAME, 4, true)))
                .endsWith(
                        "sauf une lettre (case 4) du nom de famille qui diffère clairement, une lettre (case 2) du nom de famille qui"
                                + " peut différer et un chiffre (un de trop en case 3) de la date de naissance qui peut différer.");
    }

    @Test
    void isInEnglishForAllOtherLanguages() {
        assertThat(new Reason(Code.AGREES).sentence(Locale.GERMAN)).isEqualTo(sentence(Code.AGREES));
    }

    @Test
    void countsBoxesFromOne() {
        assertThat(in(HeaderField.LAST_NAME, 1, true).box()).isOne();
        assertThatThrownBy(() -> in(HeaderField.LAST_NAME, 0, true)).isInstanceOf(IllegalArgumentException.class);
    }
}
