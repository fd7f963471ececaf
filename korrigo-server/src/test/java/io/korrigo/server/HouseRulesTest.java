package io.korrigo.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** What the house style asks of every module, as far as a program can tell; of korrigo-bench {@code BenchRulesTest} does. */
@AnalyzeClasses(packages = "io.korrigo", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
    /** Exceptions not counted. */
    private static final int PUBLIC_TYPES_PER_PACKAGE = 20;

    // ---- which module may know which

    @ArchTest
    static final ArchRule coreKnowsNoOtherModule = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.korrigo",
                    "io.korrigo.account..",
                    "io.korrigo.exam..",
                    "io.korrigo.flatten..",
                    "io.korrigo.identify..",
                    "io.korrigo.image..",
                    "io.korrigo.page..",
                    "io.korrigo.roster..",
                    "io.korrigo.scan..",
                    "io.korrigo.task..",
                    "io.korrigo.tasks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.korrigo.blob..",
                    "io.korrigo.executor..",
                    "io.korrigo.host..",
                    "io.korrigo.rest..",
                    "io.korrigo.server..",
                    "io.korrigo.testkit..",
                    "io.korrigo.bench..",
                    "com.fasterxml.jackson..",
                    "jakarta.servlet..");

    @ArchTest
    static final ArchRule localExecutorKnowsTheCoreOnly = adapter("io.korrigo.executor.local..");

    @ArchTest
    static final ArchRule jdbcExecutorKnowsTheCoreOnly = adapter("io.korrigo.executor.jdbc..");

    @ArchTest
    static final ArchRule s3BlobsKnowTheCoreOnly = adapter("io.korrigo.blob.s3..");

    @ArchTest
    static final ArchRule hostPartsKnowTheCoreOnly = adapter("io.korrigo.host..");

    @ArchTest
    static final ArchRule restAdapterKnowsTheCoreOnly = adapter("io.korrigo.rest..");

    @ArchTest
    static final ArchRule onlyTheServerReadsTheEnvironment = noClasses()
            .that()
            .resideOutsideOfPackage("io.korrigo.server..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    // ---- names

    @ArchTest
    static final ArchRule namesSayWhatATypeIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Processor");

    @ArchTest
    static final ArchRule packagesAreNamedByTopic = noClasses()
            .should()
            .resideInAnyPackage(
                    "..common..",
                    "..util..",
                    "..utils..",
                    "..support..",
                    "..impl..",
                    "..model..",
                    "..dto..",
                    "..service..");

    @ArchTest
    static final ArchRule recordsHaveNoGetters =
            methods().that().areDeclaredInClassesThat().areRecords().should().haveNameNotMatching("get[A-Z].*");

    // ---- null, state, time and locale

    @ArchTest
    static final ArchRule optionalIsOnlyAReturnType = noFields().should().haveRawType(Optional.class);

    @ArchTest
    static final ArchRule staticsNeverChange = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(resideInAPackage("io.korrigo.."))
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .resideOutsideOfPackages("io.korrigo.server..", "io.korrigo.testkit..", "io.korrigo.bench..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule lettersChangeCaseInANamedLocale = noClasses()
            .should()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "toLowerCase");

    // ---- output

    @ArchTest
    static final ArchRule onlyCommandsPrint = noClasses()
            .that()
            .resideOutsideOfPackages("io.korrigo.server.cli..", "io.korrigo.bench..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule logsGoThroughSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    // ---- packages

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
    static void noPackageShowsTooMuch(JavaClasses classes) {
        Map<String, Long> publicTypes = classes.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.isTopLevelClass() && !type.isAssignableTo(Throwable.class))
                .collect(Collectors.groupingBy(type -> type.getPackageName(), TreeMap::new, Collectors.counting()));

        assertThat(publicTypes)
                .allSatisfy((name, count) ->
                        assertThat(count).as("public types of %s", name).isLessThanOrEqualTo(PUBLIC_TYPES_PER_PACKAGE));
    }

    private static ArchRule adapter(String itself) {
        return noClasses()
                .that()
                .resideInAPackage(itself)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.korrigo.blob..",
                                "io.korrigo.executor..",
                                "io.korrigo.host..",
                                "io.korrigo.rest..",
                                "io.korrigo.server..",
                                "io.korrigo.testkit..",
                                "io.korrigo.bench..")
                        .and(resideInAPackage(itself).negate())
                        .as("reside in another module than core"))
                .allowEmptyShould(true);
    }
}
