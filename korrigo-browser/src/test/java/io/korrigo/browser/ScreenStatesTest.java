package io.korrigo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen while it waits, where the service fails, and the dialogs over it. */
@Tag("native")
class ScreenStatesTest {
    private static final String EXAM = "exams/" + DeskHost.EXAM + "/";
    private static final String TASK = "00000000-0000-7000-8000-000000000000";

    /** Every screen, and the call without which it shows nothing. */
    private static final Map<String, String> SCREENS = Map.of(
            "",
            "**/api/exams/",
            EXAM,
            "**/api/exams/*/*/",
            EXAM + "desk/",
            "**/api/exams/*/desk/",
            EXAM + "desk/?copy=copy-000",
            "**/api/exams/*/desk/*/",
            EXAM + "scans/" + DrawnScan.ID + "/",
            "**/api/exams/*/scans/*/",
            EXAM + "copies/copy-000/",
            "**/api/copies/*/marking/",
            "tasks/",
            "**/api/tasks/?*",
            "tasks/" + TASK + "/?kind=batch_ocr",
            "**/api/tasks/*/status/",
            "roster/?task=" + TASK,
            "**/api/tasks/*/diff/**");

    private static Browser browser;
    private DeskHost host;

    @BeforeAll
    static void open() {
        browser = Browser.start();
    }

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        host = new DeskHost(temporary, "/a/b");
        host.letTasksWait();
        DeskClass.fill(host, 2);
    }

    @AfterEach
    void stop() throws Exception {
        browser.leave();
        host.close();
        assertThat(browser.faults()).isEmpty();
    }

    private Page window(String language, int width) {
        return browser.window(language, width, width > 1000 ? 720 : 844);
    }

    private void visit(Page page, String screen, Consumer<Route> answer) {
        page.unrouteAll();
        page.route(SCREENS.get(screen), answer);
        Browser.open(page, host.ui() + screen, "admin");
    }

    private static void check(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(page.url())
                .isEqualTo(true);
        Browser.checkAccessible(page);
    }

    @Test
    void sayThatTheyWait() {
        Page page = window("en", 1280);
        for (String screen : SCREENS.keySet()) {
            visit(page, screen, route -> {});

            assertThat(page.locator("main [role=status]:has-text('Loading…')").first())
                    .isVisible();
            check(page);
        }
    }

    @Test
    void sayInTheirOwnWordsThatNothingAnsweredAndOfferToTryAgain() {
        Page page = window("fr", 390);
        String said = "Le serveur ne répond pas.";
        for (String screen : SCREENS.keySet()) {
            visit(page, screen, Route::abort);

            assertThat(page.locator("main [role=alert]")).hasCount(1);
            assertThat(page.locator("[role=alert]")).containsText(said);
            assertThat(page.locator("[role=alert]")).not().containsText("fetch");
            assertThat(page.locator("[role=alert] button")).hasText("Réessayer");
            check(page);
            page.unrouteAll();
            page.locator("[role=alert] button").click();
            // A task and a roster that aren't there are told so then.
            Locator done = page.locator("main [role=alert]:has-text('" + said + "')");
            assertThat(done).hasCount(0);
        }
    }

    @Test
    void sayOnceWhatTheServiceSaysAndLeadOnWhereNothingIs() {
        Page page = window("fr", 1280);
        Browser.open(page, host.ui() + "exams/none/", "prof");

        Locator alert = page.locator("[role=alert]");
        assertThat(alert).containsText("Il n'y a pas d'examen avec cet identifiant");
        assertThat(alert.locator("p")).hasCount(2);
        alert.locator("a:has-text('Examens')").click();
        page.locator(".cards").waitFor();
    }

    @ParameterizedTest
    @CsvSource({"fr, 390", "en, 1280"})
    void askBeforeTheyTakeBackWhatIsGradedWithNeitherAnswerInFocus(String language, int width) {
        Page page = window(language, width);
        Browser.open(page, host.ui() + EXAM + "desk/", "prof");
        page.locator(".choices h2").waitFor();
        DeskTest.awaitPicture(page);
        page.route(
                "**/identification/",
                route -> answer(
                        route, 409, "{\"status\": 409, \"code\": \"decision.graded_revoke\", \"detail\": \"x\"}"));
        page.route(
                "**/revocation/",
                route -> answer(
                        route,
                        200,
                        "{\"exports\": [], \"downloads\": [{\"at\": \"2026-03-02T08:12:00Z\", \"actor\": \"m.durand\"}]}"));
        page.keyboard().press("n");

        checkDialog(page, width);
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).isVisible();
        assertThat(page.locator("dialog")).containsText("m.durand");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"fr, 390", "en, 1280"})
    void showTheirDialogsWhole(String language, int width) throws Exception {
        DrawnScan.addTo(host);
        Page page = window(language, width);
        Browser.open(page, host.ui() + EXAM + "scans/" + DrawnScan.ID + "/", "prof");
        page.locator("#page-" + DrawnScan.page(2)).click();
        for (String key : List.of("m", "Enter")) {
            page.keyboard().press(key);
            checkDialog(page, width);
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
            page.locator("#page-" + DrawnScan.page(2)).focus();
        }
        page.locator("#page-" + DrawnScan.page(13))
                .click(new Locator.ClickOptions()
                        .setModifiers(List.of(com.microsoft.playwright.options.KeyboardModifier.CONTROL)));
        page.locator(".tray button")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("Remplacer|Replace")))
                .click();
        page.waitForFunction("[...document.querySelectorAll('dialog img')].every(each => each.complete)");
        checkDialog(page, width);

        page.navigate(host.ui() + EXAM + "desk/");
        page.locator(".choices h2").waitFor();
        for (String key : List.of("f", "?")) {
            page.keyboard().press(key);
            page.locator("dialog").waitFor();
            Browser.checkAccessible(page);
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
        }
    }

    private static void checkDialog(Page page, int width) {
        page.locator("dialog button").first().waitFor();
        Browser.checkAccessible(page);
        Browser.picture(page, "dialog-" + page.locator("dialog h2").textContent() + "-" + width);
        assertThat(page.evaluate("document.activeElement.closest('button')")).isNull();
        // All of it stands on the screen at once.
        assertThat(page.evaluate("(d => d.scrollHeight <= d.clientHeight)(document.querySelector('dialog'))"))
                .isEqualTo(true);
    }

    private static void answer(Route route, int status, String body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(body));
    }

    @Test
    void tellHowMuchOfAScanHasArrived() {
        Page page = window("fr", 390);
        page.route(
                "**/uploads/",
                route -> answer(
                        route,
                        201,
                        "{\"upload_id\": \"u\", \"parts\": 4, \"part_bytes\": 2, \"received\": [1], \"scan\": null}"));
        page.route("**/parts/*/", route -> {});
        Browser.open(page, host.ui() + EXAM, "prof");
        page.locator("input[type=file]")
                .setInputFiles(
                        new com.microsoft.playwright.options.FilePayload("pile.pdf", "application/pdf", new byte[8]));
        page.locator(".drop button").click();

        assertThat(page.locator(".drop .bar")).hasText("25 %");
        assertThat(page.locator(".drop button")).containsText("Laissez cette page ouverte");
        check(page);
    }

    @Test
    void printWhatIsKnownAndNoActs() throws Exception {
        DrawnScan.addTo(host);
        Page page = window("fr", 1280);
        Browser.open(page, host.ui() + EXAM + "scans/" + DrawnScan.ID + "/", "prof");
        page.locator(".tile").first().waitFor();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));

        assertThat(page.locator(".balance")).isVisible();
        for (String act : List.of(".tray", ".strip", "header", "h2:has-text('Pages dans l’ordre du scan')")) {
            assertThat(page.locator(act)).isHidden();
        }
        page.navigate(host.ui() + EXAM);
        assertThat(page.locator("#counters")).isVisible();
        assertThat(page.locator("#acts")).isHidden();
    }
}
