package io.korrigo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work that was asked for, the list of students, marks, and what students see. */
@Tag("native")
class OfficeScreensTest {
    private static Browser browser;
    private DeskHost host;

    @BeforeAll
    static void open() {
        browser = Browser.start();
    }

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        host = new DeskHost(temporary, "/a/b");
        host.exam();
    }

    @AfterEach
    void stop() throws Exception {
        browser.leave();
        host.close();
        assertThat(browser.faults()).isEmpty();
    }

    private Page page(String user, String language, int width, String place) {
        Page page = browser.window(language, width, 800);
        Browser.open(page, host.ui() + place, user);
        return page;
    }

    @ParameterizedTest
    @CsvSource({"fr, 1280, échoué, Tout relancer", "en, 390, failed, Start all again"})
    void listsWorkByAFilterAndActsOnAllOfItOnceCounted(String language, int width, String failed, String again)
            throws Exception {
        Page page = page("prof", language, width, "tasks/");
        page.locator(".notice").waitFor();
        Browser.checkLight(page, language.equals("fr") ? "en" : "fr");
        Browser.checkAccessible(page);
        page.navigate(host.ui() + "exams/" + DeskHost.EXAM + "/");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("pile.pdf", "application/pdf", "no".getBytes(StandardCharsets.UTF_8)));
        page.locator(".drop button").click();
        page.locator("li span.trouble").waitFor();

        page.navigate(host.ui() + "tasks/");
        page.locator(".filter select").nth(1).selectOption("FAILURE");
        assertThat(page.locator(".rows strong")).hasText(failed);
        assertThat(page.url()).contains("status=FAILURE");
        Browser.checkAccessible(page);
        Browser.picture(page, "tasks-" + language + "-" + width);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);

        page.locator("button:has-text('" + again + "')").click();
        page.locator("dialog button.main").waitFor();
        assertThat(page.locator("dialog p").first()).containsText("1");
        Browser.checkAccessible(page);
        page.locator("dialog button.main").click();
        assertThat(page.locator(".rows > li")).hasCount(2);

        page.locator(".rows a").first().click();
        page.locator(".notice.trouble code").waitFor();
        assertThat(page.locator(".notice.trouble strong"))
                .containsText(language.equals("fr") ? "endommagé" : "damaged");
        page.locator("pre").or(page.locator("h2 ~ p.quiet")).first().waitFor();
        Browser.checkAccessible(page);
        Browser.picture(page, "task-" + language + "-" + width);
        page.reload();
        page.locator(".notice.trouble code").waitFor();
        Browser.checkLight(page, language.equals("fr") ? "en" : "fr");
    }

    @Test
    void givesTheLogAsAFileAndForgetsAResult(@TempDir Path folder) throws Exception {
        Page page = page("prof", "fr", 1280, "exams/" + DeskHost.EXAM + "/");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("pile.pdf", "application/pdf", "no".getBytes(StandardCharsets.UTF_8)));
        page.locator(".drop button").click();
        page.locator("li span.trouble").waitFor();
        page.locator("#tasks ~ ul a").first().click();
        page.locator(".notice.trouble code").waitFor();

        page.locator("h2:has-text('Journal')").waitFor();
        if (page.locator("pre").count() > 0) {
            Download log = page.waitForDownload(
                    () -> page.locator("a:has-text('Télécharger le journal')").click());
            log.saveAs(folder.resolve("log"));
            assertThat(Files.readString(folder.resolve("log"))).isNotBlank();
        }
        page.locator("button:has-text('Supprimer')").click();

        page.waitForURL("**/tasks/");
        page.locator("p.notice").waitFor();
    }

    @ParameterizedTest
    @CsvSource({"fr, 1280, 1 changement", "en, 390, 1 change"})
    void showsWhatARosterWouldChangeBeforeItDoes(String language, int width, String change) throws Exception {
        String rows = "Nom;Prénom;Né(e) le\nROUX;Zoé;17/07/2007\nDURAND;Léa;31/02/2007\n";
        Page page = page("admin", language, width, "roster/");
        page.locator("#roster-file")
                .setInputFiles(new FilePayload("classe.csv", "text/csv", rows.getBytes(StandardCharsets.UTF_8)));
        Browser.checkAccessible(page);
        page.locator("form button").click();

        page.locator("table").waitFor();
        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page.locator("tbody tr").first().locator(".trouble")).isVisible();
        assertThat(host.students.students()).isEmpty();
        Browser.checkAccessible(page);
        Browser.picture(page, "roster-" + language + "-" + width);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        page.reload();
        page.locator("button:has-text('" + change + "')").click();
        Browser.checkLight(page, language.equals("fr") ? "en" : "fr");

        page.locator("[role=status]:has(p)").waitFor();
        Browser.checkAccessible(page);
        assertThat(host.students.students()).extracting("lastName").containsExactly("ROUX");
    }

    @Test
    void showsMarksToTeachersAndStudentsTheirOwnPage() throws Exception {
        DrawnScan.addTo(host);
        Page page = page("prof", "fr", 1280, "exams/" + DeskHost.EXAM + "/");
        page.locator("tbody a").first().click();
        page.locator("h1:has-text('A-001')").waitFor();
        page.reload();
        page.locator("figure").first().waitFor();
        Browser.checkLight(page, "en");
        assertThat(page.locator("figure")).hasCount(4);
        Browser.checkAccessible(page);

        Page own = page("eleve", "fr", 390, "");
        own.locator(".notice").waitFor();
        Browser.checkAccessible(own);
        assertThat(own.locator("header nav a")).hasCount(1);
    }
}
