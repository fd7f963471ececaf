package io.korrigo.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "N'GUYEN Anne-Zoé, nguyenannezoe",
        "Né(e) le, neele",
        "ŒUVRARD Lætitia, oeuvrardlaetitia",
        "Zoe\u0301, zoe",
        "STRAßE, strasse",
        "IŞIK İpek, isikipek",
        "ŁĘCKI Đorđe, leckidorde",
        "Nguyễn Thị, nguyenthi",
        "Ÿ\u00A0\u202FÞór, ythor",
        "MÜLLER №2, muller2",
        "Иван, иван",
    })
    void keepsWhatTwoWritingsShare(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }
}
