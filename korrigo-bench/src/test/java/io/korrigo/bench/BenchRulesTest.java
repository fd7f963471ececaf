package io.korrigo.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Of the house's rules those that this module can break; the server's {@code HouseRulesTest} holds the others to all. */
@AnalyzeClasses(
        packages = "io.korrigo.bench",
        importOptions = {DoNotIncludeTests.class, BenchRulesTest.WrittenByUs.class})
class BenchRulesTest {
    /** Leaves out what JMH generates. */
    static final class WrittenByUs implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("jmh_generated");
        }
    }

    @ArchTest
    static final ArchRule namesSayWhatATypeIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Processor)");

    @ArchTest
    static final ArchRule optionalIsOnlyAReturnType = noFields().should().haveRawType(Optional.class);

    @ArchTest
    static final ArchRule staticsNeverChange =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule lettersChangeCaseInANamedLocale = noClasses()
            .should()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "toLowerCase");

    @ArchTest
    static final ArchRule onlyTheServerReadsTheEnvironment = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static void everyPackageSaysWhatIsNull(JavaClasses classes) {
        assertThat(classes)
                .extracting(type -> type.getPackage())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as("package-info of %s is @NullMarked", each.getName())
                        .isTrue());
    }

    @ArchTest
    static void noPackageShowsMoreThanTwentyTypes(JavaClasses classes) {
        Map<String, Long> publicTypes = classes.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .collect(Collectors.groupingBy(type -> type.getPackageName(), TreeMap::new, Collectors.counting()));

        assertThat(publicTypes)
                .allSatisfy((name, count) ->
                        assertThat(count).as("public types of %s", name).isLessThanOrEqualTo(20));
    }
}
