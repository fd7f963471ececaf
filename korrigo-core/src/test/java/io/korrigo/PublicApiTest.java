package io.korrigo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whoever uses API only, as {@link Internal} says what is none, meets nothing else. */
@AnalyzeClasses(packages = "io.korrigo", importOptions = DoNotIncludeTests.class)
class PublicApiTest {
    private static boolean isApi(JavaClass type) {
        JavaClass outer = type.getEnclosingClass().orElse(null);
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !isInternal(type)
                && (outer == null || isApi(outer));
    }

    private static boolean isInternal(JavaClass type) {
        return type.isAnnotatedWith(Internal.class)
                || type.getPackage().isAnnotatedWith(Internal.class)
                || type.getEnclosingClass().filter(PublicApiTest::isInternal).isPresent();
    }

    private static boolean isOpen(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(
                unit.getReturnType().getAllInvolvedRawTypes().stream(),
                unit.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()));
    }

    @ArchTest
    static void showsNoInternalTypesInItsSignatures(JavaClasses all) {
        Set<String> shown = new TreeSet<>();
        all.stream().filter(PublicApiTest::isApi).forEach(type -> {
            Stream<JavaClass> parents =
                    Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
            Stream<JavaClass> members =
                    type.getMembers().stream().filter(PublicApiTest::isOpen).flatMap(PublicApiTest::typesOf);
            Stream.concat(parents, members)
                    .map(JavaClass::getBaseComponentType)
                    .filter(PublicApiTest::isInternal)
                    .forEach(internal -> shown.add(type.getName() + " shows " + internal.getName()));
        });

        assertThat(shown).isEmpty();
    }

    @ArchTest
    static void holdsWhatHostsStartFrom(JavaClasses all) {
        assertThat(Stream.of(
                                io.korrigo.tasks.KorrigoTasks.class,
                                io.korrigo.identify.header.HeaderReader.class,
                                io.korrigo.identify.match.StudentMatcher.class,
                                io.korrigo.flatten.CopyFlattener.class,
                                io.korrigo.roster.RosterReader.class,
                                io.korrigo.exam.StudentStore.class)
                        .map(all::get))
                .allMatch(PublicApiTest::isApi);
        assertThat(all.stream().filter(PublicApiTest::isInternal).map(JavaClass::getSimpleName))
                .contains("CombFinder", "PdfWriter", "JpegScan");
    }
}
