package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.korrigo.KorrigoException;
import io.korrigo.executor.jdbc.JdbcTaskExecutor;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.host.HostErasure;
import io.korrigo.host.jdbc.Schema;
import io.korrigo.rest.KorrigoServlet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published is whole: licences in each artifact, each artifact in the BOM. */
class PublicationTest {
    private static URL in(Class<?> type, String name) throws IOException {
        URL home = type.getProtectionDomain().getCodeSource().getLocation();
        assumeTrue(
                home.getPath().endsWith("/target/classes/") || home.getPath().endsWith(".jar"),
                "Only Maven puts the licences there");
        try (URLClassLoader artifact = new URLClassLoader(new URL[] {home}, null)) {
            return artifact.findResource(name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                KorrigoException.class,
                LocalTaskExecutor.class,
                HostErasure.class,
                Schema.class,
                JdbcTaskExecutor.class,
                KorrigoServlet.class,
                KorrigoServer.class
            })
    void eachArtifactHoldsLicenceAndNotice(Class<?> type) throws IOException {
        assertThat(in(type, "META-INF/LICENSE")).isNotNull();
        assertThat(in(type, "META-INF/NOTICE")).isNotNull();
    }

    @Test
    void theModelComesWithItsCard() throws IOException {
        assertThat(in(KorrigoException.class, "io/korrigo/identify/header/cells.onnx"))
                .isNotNull();
        assertThat(in(KorrigoException.class, "io/korrigo/identify/header/model-card.md"))
                .isNotNull();
    }

    @Test
    void theBomNamesEachPublishedArtifact() throws IOException {
        List<String> modules = published();
        String bom = Files.readString(Path.of("..", "korrigo-bom", "pom.xml"));

        assertThat(found("<artifactId>([a-z0-9-]+)</artifactId>", bom.substring(bom.indexOf("<dependencyManagement>"))))
                .containsExactlyInAnyOrderElementsOf(modules);
    }

    private static List<String> published() throws IOException {
        return found("<module>([a-z0-9-]+)</module>", Files.readString(Path.of("..", "pom.xml"))).stream()
                .filter(module -> !List.of(
                                "korrigo-bom",
                                "korrigo-bench",
                                "korrigo-browser",
                                "korrigo-examples",
                                "korrigo-examples-boot-4")
                        .contains(module))
                .toList();
    }

    /** Maven passes neither on to modules, and Maven Central refuses a POM without. */
    @Test
    void eachPublishedArtifactHasANameAndADescription() throws IOException {
        for (String module : published()) {
            String pom = Files.readString(Path.of("..", module, "pom.xml"));

            assertThat(found("(?m)^  <(name|description)>[^<]+</", pom))
                    .as(module)
                    .containsExactlyInAnyOrder("name", "description");
        }
    }

    @Test
    void theRepositorysAddressIsTheSameForAllModules() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));

        assertThat(found("child\\.([a-zA-Z.]+)\\.inherit\\.append\\.path=\"false\"", pom))
                .containsExactlyInAnyOrder("project.url", "scm.connection", "scm.developerConnection", "scm.url");
    }

    @Test
    void theBomHasTheProjectsVersion() throws IOException {
        String version = "<version>([^<]+)</version>";

        assertThat(found(version, Files.readString(Path.of("..", "korrigo-bom", "pom.xml")))
                        .get(0))
                .isEqualTo(found(version, Files.readString(Path.of("..", "pom.xml")))
                        .get(0));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toList());
    }
}
