package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages for people as they are served; what they do is told in korrigo-browser. */
class BrowserPagesTest {
    private static final Path SOURCES = Path.of("src/main/resources", BrowserPages.FOLDER);
    /** Bytes, packed: what a telephone on a bad line loads in a second. */
    private static final int MOST_BYTES = 40 * 1024;

    /** Bytes, packed, of all screens in one language (decision 60). */
    private static final int MOST_BYTES_OF_ALL = 52 * 1024;

    private final BrowserPages pages = new BrowserPages();

    private static String source(String name) throws IOException {
        return Files.readString(SOURCES.resolve(name), StandardCharsets.UTF_8);
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static HttpResponse<String> get(RunningApi api, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A screen that outgrows it becomes one that is loaded later, or is split. */
    @Test
    void weighFortyKilobytesAtMostWhicheverScreenSomebodyOpens() {
        assertThat(pages.later()).contains("desk.js", "scan.js");
        assertThat(pages.later())
                .allSatisfy(screen -> assertThat(pages.weight(Set.of(screen)))
                        .isGreaterThan(pages.weight(Set.of()))
                        .isLessThanOrEqualTo(MOST_BYTES));
    }

    /** What one of them gets more, another one has to lose. */
    @Test
    void weighNoMoreThanTheyDidWithAllTheirScreens() {
        assertThat(pages.weight(pages.later())).isLessThanOrEqualTo(MOST_BYTES_OF_ALL);
    }

    @Test
    void comeWithoutCommentsButWithEveryLine(@TempDir Path temporary) throws Exception {
        try (RunningApi api = new RunningApi(temporary, "")) {
            String assets = found("(assets/[0-9a-f]+/)", get(api, "/ui/").body())
                    .iterator()
                    .next();

            String served = get(api, "/ui/" + assets + "scans.js").body();

            String source = source("scans.js");
            assertThat(source).startsWith("// ").contains("/**", "image/*");
            assertThat(served)
                    .startsWith("\n")
                    .doesNotContain("/**", "@param")
                    .contains("image/*", "export function Scans")
                    .doesNotContain("\n ");
            assertThat(served.lines().count()).isEqualTo(source.lines().count());
            assertThat(served.lines().skip(source.lines().count() - 1)).containsExactly("}");
        }
    }

    @Test
    void haveNoModuleThatNothingNames() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            Set<String> ours = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".d.ts"))
                    .collect(Collectors.toSet());
            ours.add(BrowserPages.LIBRARY);
            assertThat(pages.names()).containsExactlyInAnyOrderElementsOf(ours);
        }
    }

    @Test
    void haveTheLibraryAsItsMakersPublishedIt() throws Exception {
        byte[] library;
        try (InputStream in = BrowserPages.class.getClassLoader().getResourceAsStream(BrowserPages.PUBLISHED)) {
            library = in.readAllBytes();
        }

        // package/preact/standalone.module.js of htm 3.1.1 in the npm registry.
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(library)))
                .isEqualTo("72284e8e9079c87817145df1110f74e8a2aa040b2fc384922e18dfcb46fc1fd7");
    }

    @Test
    void sayEverythingInBothLanguages() throws IOException {
        String name = "(?m)^ {2}'?([\\w.]+)'?: ['{]";
        Set<String> french = found(name, source("fr.js"));
        Set<String> said = new TreeSet<>();
        for (String module : pages.names()) {
            if (module.endsWith(".js") && !module.equals(BrowserPages.LIBRARY)) {
                said.addAll(found("\\bt\\('([^']+)'", source(module)));
            }
        }

        assertThat(french).isNotEmpty().isEqualTo(found(name, source("en.js"))).containsAll(said);
    }

    @Test
    void areOneDocumentAtEachAddressAndNamesItsModulesFromThere(@TempDir Path temporary) throws Exception {
        try (RunningApi api = new RunningApi(temporary, "/a/b")) {
            HttpResponse<String> first = get(api, "/a/b/ui/");
            HttpResponse<String> deep = get(api, "/a/b/ui/exams/x/desk/");

            String assets = found("src=\"\\./(assets/[0-9a-f]{16}/)app\\.js\"", first.body())
                    .iterator()
                    .next();
            assertThat(deep.body()).contains("src=\"../../../" + assets + "app.js\"");
            assertThat(first.headers().firstValue("Content-Security-Policy")).hasValue(BrowserPages.POLICY);
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(first.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            HttpResponse<String> module = get(api, "/a/b/ui/" + assets + "app.js");
            assertThat(module.body()).contains("render(html");
            assertThat(module.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(get(api, "/a/b/ui/" + assets + "app.js", "Accept-Encoding", "gzip")
                            .headers()
                            .firstValue("Content-Encoding"))
                    .hasValue("gzip");
            assertThat(get(api, "/a/b/ui/" + assets + "none.js").statusCode()).isEqualTo(404);
            assertThat(get(api, "/a/b/ui/assets/0123456789abcdef/app.js").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void speakEnglishToWhoWantsItMore(@TempDir Path temporary) throws Exception {
        try (RunningApi api = new RunningApi(temporary, "")) {
            assertThat(get(api, "/ui/").body()).contains("lang=\"fr\"");
            assertThat(get(api, "/ui/", "Accept-Language", "de, en;q=0.8, fr;q=0.5")
                            .body())
                    .contains("lang=\"en\"");
            assertThat(get(api, "/ui/", "Accept-Language", "fr-CA, en;q=0.5").body())
                    .contains("lang=\"fr\"");
            assertThat(get(api, "/ui/", "Accept-Language", "de").body()).contains("lang=\"fr\"");
        }
    }
}
