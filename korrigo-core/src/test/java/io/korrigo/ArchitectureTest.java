package io.korrigo;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.korrigo.flatten.source.PageSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The dependency rule of ARCHITECTURE.md: algorithms know neither tasks nor each other. */
@AnalyzeClasses(packages = "io.korrigo", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] ALGORITHMS = {
        "io.korrigo.identify..",
        "io.korrigo.flatten..",
        "io.korrigo.scan..",
        "io.korrigo.roster..",
        "io.korrigo.account..",
        "io.korrigo.paper.."
    };

    @ArchTest
    static final ArchRule identifyStandsAlone = algorithm("io.korrigo.identify..");

    @ArchTest
    static final ArchRule flattenStandsAlone = algorithm("io.korrigo.flatten..");

    @ArchTest
    static final ArchRule scanStandsAlone = algorithm("io.korrigo.scan..");

    @ArchTest
    static final ArchRule rosterStandsAlone = algorithm("io.korrigo.roster..");

    @ArchTest
    static final ArchRule accountStandsAlone = algorithm("io.korrigo.account..");

    @ArchTest
    static final ArchRule paperStandsAlone = algorithm("io.korrigo.paper..");

    @ArchTest
    static final ArchRule domainKnowsNeitherTasksNorAlgorithms = noClasses()
            .that()
            .resideInAPackage("io.korrigo.exam..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.korrigo.task..", "io.korrigo.tasks..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(ALGORITHMS);

    @ArchTest
    static final ArchRule engineVocabularyKnowsNothingOfExams = noClasses()
            .that()
            .resideInAPackage("io.korrigo.task..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.korrigo..")
                    .and(resideInAPackage("io.korrigo").negate())
                    .and(resideInAPackage("io.korrigo.task..").negate())
                    .as("resides in another package of Korrigo"));

    @ArchTest
    static final ArchRule rootDependsOnNoPackageBelowIt = noClasses()
            .that()
            .resideInAPackage("io.korrigo")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.korrigo.*..");

    @ArchTest
    static final ArchRule onlyTheNineTasksKnowBothSides = noClasses()
            .that()
            .resideOutsideOfPackage("io.korrigo.tasks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.korrigo.tasks..");

    /** Rooms, each with the packages of Korrigo that it may use beside its own. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            entry("io.korrigo.identify", List.of("io.korrigo.exam")),
            entry("io.korrigo.identify.combs", List.of("io.korrigo.identify")),
            entry(
                    "io.korrigo.identify.header",
                    List.of("io.korrigo.identify", "io.korrigo.identify.combs", "io.korrigo.image", "io.korrigo.exam")),
            entry("io.korrigo.identify.match", List.of("io.korrigo.identify", "io.korrigo.exam")),
            entry("io.korrigo.identify.print", List.of("io.korrigo.identify", "io.korrigo.image", "io.korrigo.exam")),
            entry(
                    "io.korrigo.identify.evidence",
                    List.of("io.korrigo.identify", "io.korrigo.image", "io.korrigo.exam")),
            entry("io.korrigo.flatten.pdf", List.of()),
            entry("io.korrigo.flatten.text", List.of("io.korrigo.flatten.pdf")),
            entry("io.korrigo.flatten.image", List.of("io.korrigo.flatten.pdf", "io.korrigo.image")),
            entry("io.korrigo.scan", List.of("io.korrigo.page", "io.korrigo.image")),
            entry(
                    "io.korrigo.flatten.source",
                    List.of(
                            "io.korrigo.flatten.pdf",
                            "io.korrigo.flatten.image",
                            "io.korrigo.image",
                            "io.korrigo.page")),
            entry("io.korrigo.page", List.of("io.korrigo.image")),
            entry("io.korrigo.image", List.of()));

    @ArchTest
    static void roomsAreEnteredOnlyAsAllowed(JavaClasses classes) {
        ROOMS.forEach((room, allowed) -> noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage("io.korrigo..")
                        .and(resideInAnyPackage(room, "io.korrigo").negate())
                        .and(resideInAnyPackage(allowed.toArray(String[]::new)).negate())
                        .as("reside in a room that " + room + " may not enter"))
                .check(classes));
    }

    @ArchTest
    static final ArchRule onlyAlgorithmsOpenImages = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.korrigo.image",
                    "io.korrigo.page",
                    "io.korrigo.identify..",
                    "io.korrigo.flatten..",
                    "io.korrigo.scan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.korrigo.image", "io.korrigo.identify.combs");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.korrigo.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule flattenRoomsAreOpenToFlattenOnly = noClasses()
            .that()
            .resideOutsideOfPackage("io.korrigo.flatten..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.korrigo.flatten.*..")
                    .and(type(PageSource.class).negate())
                    .as("stand in a room of flatten and are not the hosts'"));

    /** What the rooms of a house tell each other in; to use a word makes nobody depend on how another room works. */
    private static final Set<String> WORDS = Set.of(
            "io.korrigo.identify",
            "io.korrigo.flatten.pdf.PageFault",
            "io.korrigo.flatten.pdf.PageFrame",
            "io.korrigo.flatten.pdf.Ink");

    /** Before the rooms each house was one package, with 168 and 182 arrows from class to class, in which anything used anything. */
    @ArchTest
    static void fewArrowsLeadFromRoomToRoom(JavaClasses classes) {
        assertThat(arrows(classes, "io.korrigo.identify")).hasSizeLessThanOrEqualTo(40);
        assertThat(arrows(classes, "io.korrigo.flatten")).hasSizeLessThanOrEqualTo(70);
    }

    /** From which class of a room which class of another room, is used; nested classes are their outer one's. */
    private static Set<String> arrows(JavaClasses classes, String house) {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass origin : classes) {
            if (!isIn(origin, house)) {
                continue;
            }
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                boolean otherRoom =
                        isIn(target, house) && !target.getPackageName().equals(origin.getPackageName());
                if (otherRoom && !WORDS.contains(target.getPackageName()) && !WORDS.contains(outermost(target))) {
                    arrows.add(outermost(origin) + " -> " + outermost(target));
                }
            }
        }
        return arrows;
    }

    private static boolean isIn(JavaClass type, String house) {
        return (type.getPackageName() + ".").startsWith(house + ".");
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("[$].*", "");
    }

    private static ArchRule algorithm(String itself) {
        return noClasses()
                .that()
                .resideInAPackage(itself)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.korrigo.task..", "io.korrigo.tasks..")
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(ALGORITHMS)
                        .and(resideInAPackage(itself).negate())
                        .as("reside in another algorithm's package"))
                .allowEmptyShould(true);
    }
}
