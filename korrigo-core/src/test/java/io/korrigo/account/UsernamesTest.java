package io.korrigo.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsernamesTest {

    @ParameterizedTest
    @CsvSource({
        "Zoe.Lefevre@ecole.example, DUBOSC, Zoé, zoe.lefevre",
        "'', LEFÈVRE-DUBOSC, Zoé Anaïs, zoe.lefevre-dubosc",
        "'', DE LA TOURNELLE, Jean-Noël, jean-noel.delatournelle",
        "'', N'GUEMBA, Œdipe, oedipe.nguemba",
        "@ecole.example, МАРТИ, Léo, leo.marti",
        "'', ÆSIR, Æsa, aesa.aesir",
        "'', Łukasiewicz, Đặng, dang.lukasiewicz",
        "'', ØSTBY-GROß, Øyvind, oyvind.ostby-gross",
        "'', Παπαδόπουλος, Ελένη, eleni.papadopoylos",
        "'', Щербаков, Юрий, iurii.shcherbakov",
        "'', محمد, كريم, krym.mhmd",
        "'', IŞIK, İpek, ipek.isik",
        "admin@x.example, MARTI, Léo, leo.marti",
        "Root1@x.example, MARTI, Léo, leo.marti",
        "'', 李, Test, eleve.test",
        "'', 李, 明, eleve",
        "..élève+1..@x.example, A, B, eleve1",
    })
    void comeFromTheAddressElseFromTheName(String email, String last, String first, String expected) {
        assertThat(new Usernames(List.of()).next(student(email.isEmpty() ? null : email, last, first)))
                .isEqualTo(expected);
    }

    @Test
    void keepAnAddressThatOnlyBeginsLikeAReservedName() {
        assertThat(new Usernames(List.of()).next(student("administre@x.example", "A", "B")))
                .isEqualTo("administre");
    }

    @Test
    void areMadeUniqueByNumbers() {
        Usernames usernames = new Usernames(List.of("lea", "lou1"));

        assertThat(Stream.of("lea", "lea", "lou", "lou", "lea")
                        .map(name -> usernames.next(student(name + "@x.example", "A", "B"))))
                .containsExactly("lea1", "lea2", "lou", "lou2", "lea3");
    }

    @Test
    void passwordsHoldEightyBitsAndNoLookAlikes() {
        String passwords = Stream.generate(() -> Passwords.generate(new SecureRandom()))
                .limit(500)
                .reduce("", String::concat);

        assertThat(Passwords.bits()).isGreaterThanOrEqualTo(80);
        assertThat(passwords).hasSize(7500).doesNotContain("I", "l", "1", "O", "o", "0", "S", "5", "Z", "2", "B", "8");
        assertThat(passwords.chars().distinct().count()).isEqualTo(50);
    }

    private static Student student(@Nullable String email, String last, String first) {
        return new Student("s", last, null, first, null, email, null, null, null);
    }
}
