package io.korrigo.flatten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void eachLanguageHasEachTextAndNoOther(String language) throws Exception {
        assertThat(texts(language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Wording.class.getRecordComponents())
                        .map(component -> component.getName())
                        .filter(name -> !name.equals("language"))
                        .toList());
    }

    @Test
    void languagesSayWhatASentenceIsAboutInTheSameOnes() throws Exception {
        Properties french = texts("fr");
        Properties english = texts("en");

        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(english.getProperty(key).split("%s", -1))
                        .as(key)
                        .hasSameSizeAs(french.getProperty(key).split("%s", -1)));
    }

    @Test
    void noTextIsUnused() {
        var wording = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackagesOf(Wording.class)
                .get(Wording.class);

        assertThat(Wording.class.getRecordComponents()).allSatisfy(component -> {
            JavaMethod accessor = wording.getMethod(component.getName());
            boolean used = !accessor.getCallsOfSelf().isEmpty()
                    || wording.getField(component.getName()).getAccessesToSelf().stream()
                            .anyMatch(access -> !access.getOrigin().getName().equals("<init>")
                                    && !access.getOrigin().equals(accessor));
            assertThat(used).as("use of %s", component.getName()).isTrue();
        });
    }

    @Test
    void isolatesIdsThatAreReadFromRightToLeft() {
        assertThat(Wording.about("Copie %s – 1", "A-1")).isEqualTo("Copie A-1 – 1");
        assertThat(Wording.about("Copie %s – 1", "A-\u05D0")).isEqualTo("Copie \u2068A-\u05D0\u2069 – 1");
    }

    @Test
    void writesPointsAsItsLanguageDoes() {
        BigDecimal points = new BigDecimal("-2.50");

        assertThat(Wording.of(Locale.CANADA_FRENCH).points(points)).isEqualTo("−2,5");
        assertThat(Wording.of(Locale.GERMAN).points(points)).isEqualTo("-2.5");
    }

    private static Properties texts(String language) throws Exception {
        Properties texts = new Properties();
        String file = "wording_" + language + ".properties";
        try (Reader in =
                new InputStreamReader(Objects.requireNonNull(Wording.class.getResourceAsStream(file)), UTF_8)) {
            texts.load(in);
        }
        return texts;
    }
}
