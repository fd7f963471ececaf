package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamePatternTest {
    private static String name(FileNamePattern pattern, String id, String copyId) {
        return pattern.name(
                Map.of(
                        "anonymous_id", id,
                        "copy_id", copyId,
                        "index", "007",
                        "last_name", "Lœuillet-Ÿ",
                        "first_name", "Inès Zoé"),
                copyId);
    }

    @Test
    void fillsEveryPlaceholder() {
        FileNamePattern pattern = new FileNamePattern("{index}-{last_name}.{first_name}_{anonymous_id}_{copy_id}.pdf");

        assertThat(name(pattern, "A 17", "c/1")).isEqualTo("007-Loeuillet-Y.Ines_Zoe_A_17_c_1.pdf");
    }

    @ParameterizedTest
    @CsvSource({
        "CON,_CON.pdf",
        "nul,_nul.pdf",
        "Com1.x,_Com1.x.pdf",
        "lpt9,_lpt9.pdf",
        "CONTROL,CONTROL.pdf",
        "COM10,COM10.pdf",
        "..,_...pdf",
        "-rf,_-rf.pdf",
        "../../etc/passwd,_.._.._etc_passwd.pdf",
        "a:b*c?,a_b_c_.pdf",
        "שלום,____.pdf"
    })
    void givesNamesThatEverySystemTakes(String id, String expected) {
        assertThat(name(new FileNamePattern("{anonymous_id}.pdf"), id, "c")).isEqualTo(expected);
    }

    @Test
    void keepsTheNamesOfOneArchiveApartWhateverTheirCase() {
        FileNamePattern pattern = new FileNamePattern("{anonymous_id}.pdf");

        assertThat(name(pattern, "a1", "c1")).isEqualTo("a1.pdf");
        assertThat(name(pattern, "A1", "c2")).isEqualTo("A1_c2.pdf");
        assertThat(name(pattern, "A1_c2", "c3")).isEqualTo("A1_c2_c3.pdf");
        assertThat(name(pattern, "a1", "c/2")).isEqualTo("a1_c_2.pdf");
        assertThat(name(pattern, "a1", "c?2")).isEqualTo("a1_c_2_2.pdf");
    }

    @Test
    void keepsLongNamesShortAndApart() {
        FileNamePattern pattern = new FileNamePattern("{anonymous_id}{anonymous_id}{anonymous_id}.pdf");
        Set<String> names = new HashSet<>();

        for (int i = 0; i < 20; i++) {
            names.add(name(pattern, "x".repeat(50), "y".repeat(300) + i).toLowerCase(Locale.ROOT));
        }

        assertThat(names).hasSize(20).allMatch(name -> name.length() <= 120 && name.endsWith(".pdf"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"copy.pdf", "{anonymous_id}", "{student}.pdf", "a/{index}.pdf", "{index}{.pdf", "é{index}.pdf"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExportOptions(Locale.FRENCH, pattern));
    }
}
