package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            DUPONT Jean                | DUPONT             | Jean
            DE LA TOUR Jean-Luc        | DE LA TOUR         | Jean-Luc
            DE LA FONTAINE Jean Michel | DE LA FONTAINE     | Jean Michel
            N'GUYEN Mai                | N'GUYEN            | Mai
            BEN YOUSSEF Walid          | BEN YOUSSEF        | Walid
            O'BRIEN Mary-Jane          | O'BRIEN            | Mary-Jane
            LE-GOFF Zoé                | LE-GOFF            | Zoé
            KONÉ Élise                 | KONÉ               | Élise
            d'ORMESSON Jean            | d'ORMESSON         | Jean
            de GAULLE Charles          | de GAULLE          | Charles
            van der BERG Anna          | van der BERG       | Anna
            DUPONT de LIGONNÈS Anne    | DUPONT de LIGONNÈS | Anne
            McDONALD Kim               | McDONALD           | Kim
            MacLEOD Rory               | MacLEOD            | Rory
            MACRON Ève                 | MACRON             | Ève
            ORTEGA Y GASSET José       | ORTEGA Y GASSET    | José
            O Min-Jun                  | O                  | Min-Jun
            DUPONT jean                | DUPONT             | jean
            DUPONT Jean P.             | DUPONT             | Jean P.
            IŞIK İpek                  | IŞIK               | İpek
            Dupont, Jean               | Dupont             | Jean
            DE LA TOUR, JEAN-LUC       | DE LA TOUR         | JEAN-LUC
            LE GOFF-d'HERBOIS Anne     | LE GOFF-d'HERBOIS  | Anne
            MARTIN-du-GARD Roger       | MARTIN-du-GARD     | Roger
            VAN't HOFF Jan             | VAN't HOFF         | Jan
            EL KHATTABI Nour           | EL KHATTABI        | Nour
            Ben SALAH Ali              | Ben SALAH          | Ali
            Le ROUX Émile              | Le ROUX            | Émile
            DUPONT Van Anh             | DUPONT             | Van Anh
            DUPONT dit MARTIN Jean     | DUPONT dit MARTIN  | Jean
            DUPONT – MARTIN Léa        | DUPONT-MARTIN      | Léa
            DUPONT-- Tom               | DUPONT             | Tom
            DUPONT Tom *               | DUPONT             | Tom
            M. DUPONT Tom              | DUPONT             | Tom
            Mme DUPONT Léa             | DUPONT             | Léa
            MADEC Léa                  | MADEC              | Léa
            NEE Denzey                 | NEE                | Denzey
            """)
    void splitsWhatCapitalsOrACommaTellApart(String cell, String lastName, String firstName) {
        assertThat(FullName.split(cell)).contains(new FullName(lastName, firstName));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            DUPONT épouse MARTIN Léa   | DUPONT | MARTIN
            DUPONT ép. MARTIN Léa      | DUPONT | MARTIN
            DUPONT née MARTIN Léa      | MARTIN | DUPONT
            DUPONT (ép MARTIN) Léa     | DUPONT | MARTIN
            Dupont née Martin, Léa     | Martin | Dupont
            """)
    void tellsTheNameOfBirthFromTheNameInUse(String cell, String lastName, String usageName) {
        assertThat(FullName.split(cell)).contains(new FullName(lastName, usageName, "Léa"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DUPONT JEAN",
                "Dupont Jean",
                "dupont jean",
                "DUPONT",
                "Jean",
                "Jean DUPONT",
                "DUPONT Jean MARTIN",
                "DUPONT d'Auvergne Jean",
                "DUPONT de Ligonnès Jean",
                "DUPONT ép. MARTIN",
                "DUPONT (MARTIN) Jean",
                "DUPONT J Marie",
                "DUPONT, Jean, Marie",
                "DUPONT,",
                ", Jean",
                "DUPONT/MARTIN Jean",
                "EL Khattabi Nour",
                "LE Minh",
                "DE LA Tour Marie",
                "M DUPONT Tom",
                "DUPONT JR Tom",
                "DUPONT Tom 2",
                "née DUPONT Léa",
                "NEE DUPONT Léa",
                "née Léa",
                "王 小明",
                "=1+1 Jean"
            })
    void givesNoAnswerWhereItWouldBeAGuess(String cell) {
        assertThat(FullName.split(cell)).isEmpty();
    }
}
