package io.korrigo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.desk.DecisionStore.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The identification desk as a person uses it. */
@Tag("native")
class DeskTest {
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
    }

    @AfterEach
    void stop() throws Exception {
        browser.leave();
        host.close();
        assertThat(browser.faults()).isEmpty();
    }

    private Page desk(String language, int width, int height) {
        Page page = browser.window(language, width, height);
        Browser.open(page, host.ui() + "exams/" + DeskHost.EXAM + "/desk/", "prof");
        at(page, null);
        return page;
    }

    /** Waits until a copy, of that name or any, is there and somebody may have read it. */
    private static void at(Page page, String name) {
        page.locator(".choices h2" + (name == null ? "" : ":has-text('" + name + "')"))
                .waitFor();
        awaitPicture(page);
    }

    /** Until somebody may have read the picture. */
    static void awaitPicture(Page page) {
        page.evaluate(
                "() => new Promise(read => { let since = 0; const look = now => {"
                        + " since = document.querySelector('.paper[aria-busy=false]') ? since || now : 0;"
                        + " if (since && now - since > 300) read(); else requestAnimationFrame(look); }; requestAnimationFrame(look); })");
    }

    private static String shown(Page page) {
        return page.locator(".choices h2").textContent().replaceAll(".* ", "");
    }

    /** The number of the candidate that somebody who can read would press. */
    private static String key(Page page, String lastName, String firstName) {
        List<String> names = page.locator(".candidates .name").allTextContents();
        return String.valueOf(1 + names.indexOf(lastName.toUpperCase(Locale.ROOT) + " " + firstName));
    }

    private static String rightKey(Page page) {
        var writer = DeskClass.writer(Integer.parseInt(shown(page).substring(2)));
        return key(page, writer.lastName(), writer.firstName());
    }

    private Decision decision(String copy) {
        return host.desk.decision(copy).orElseThrow();
    }

    @Test
    void takesTenDecisionsByKeyboardAlone() throws Exception {
        DeskClass.fill(host, 9);
        DeskClass.copy(host, 9);
        List<String> before = new CopyOnWriteArrayList<>();
        Page page = browser.window("fr", 1280, 720);
        page.onResponse(response -> hear(response, before));
        Browser.open(page, host.ui() + "exams/" + DeskHost.EXAM + "/desk/", "prof");
        at(page, "A-000");
        Browser.checkAccessible(page);
        Browser.picture(page, "desk-fr-1280");
        assertThat(page.evaluate("document.documentElement.scrollHeight")).isEqualTo(720);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(1280);
        assertThat(page.content()).doesNotContain("0.9");

        // Enter chooses nothing, and what agrees with the machine is stored at once.
        page.keyboard().press("Enter");
        page.keyboard().press(rightKey(page));
        at(page, "A-001");
        assertThat(decision("copy-000").agrees()).isTrue();
        assertThat(before).noneMatch(body -> body.contains("probability") || body.contains("confidence"));

        // What differs is asked once.
        page.keyboard().press(key(page, "Denis", "Katarzyna"));
        page.locator(".comparison").waitFor();
        Browser.checkAccessible(page);
        Browser.picture(page, "desk-comparison-fr-1280");
        page.keyboard().press("Enter");
        page.keyboard().press("1");
        assertThat(host.desk.decision("copy-001")).isEmpty();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        at(page, "A-002");
        assertThat(decision("copy-001").studentId()).isEqualTo("s-05");

        // Undo, and the right one.
        page.keyboard().press("z");
        at(page, "A-001");
        assertThat(host.desk.decision("copy-001")).isEmpty();
        page.keyboard().press(rightKey(page));
        at(page, "A-002");

        // Nobody, unreadable, skipped.
        page.keyboard().press("n");
        page.locator(".comparison").waitFor();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        at(page, "A-003");
        assertThat(decision("copy-002").verdict()).isEqualTo(Verdict.NOBODY);
        page.keyboard().press("i");
        at(page, "A-004");
        assertThat(decision("copy-003").verdict()).isEqualTo(Verdict.UNREADABLE);
        page.keyboard().press("p");
        at(page, "A-005");

        // Numbers as a French keyboard types them.
        String digit = rightKey(page);
        page.evaluate(
                "digit => document.body.dispatchEvent(new KeyboardEvent('keydown',"
                        + " {code: 'Digit' + digit, key: '&é\"\\'('[digit - 1], bubbles: true}))",
                digit);
        at(page, "A-006");
        assertThat(decision("copy-005").studentId()).isEqualTo("s-06");

        // What the machine read, on record.
        page.keyboard().press("l");
        page.locator("dl.reading").waitFor();
        page.keyboard().press(rightKey(page));
        at(page, "A-007");
        assertThat(decision("copy-006").revealed()).isTrue();

        // Zoom, turn, whole page; help.
        for (String each : List.of("+", "t", "Space", "-", "ArrowRight")) {
            page.keyboard().press(each);
        }
        page.keyboard().press("?");
        page.locator("dialog[open]").waitFor();
        page.keyboard().press("1");
        Browser.checkAccessible(page);
        page.keyboard().press("Escape");
        page.keyboard().press(rightKey(page));
        at(page, "A-008");
        page.keyboard().press(rightKey(page));
        at(page, "A-009");

        takesNobodyWhoWasNotChosen(page);
        // Nobody proposed: found in the list.
        page.keyboard().press("r");
        page.keyboard().type("traore");
        page.locator("[role=option]").waitFor();
        Browser.checkAccessible(page);
        page.keyboard().press("Enter");
        assertThat(host.desk.decision("copy-009")).isEmpty();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        at(page, "A-004");
        assertThat(decision("copy-009").studentId()).isEqualTo("s-10");
        page.keyboard().press(rightKey(page));
        page.locator("main .notice").waitFor();
        Browser.checkAccessible(page);

        assertThat(host.desk.decisions(DeskHost.EXAM)).hasSize(10);
        page.keyboard().press("q");
        page.locator(".sum").waitFor();
        Browser.checkAccessible(page);
        Browser.picture(page, "exam-fr-1280");
    }

    /** The list becomes another between the key that chooses and the one that takes. */
    private void takesNobodyWhoWasNotChosen(Page page) {
        page.keyboard().press("r");
        page.keyboard().type("de");
        page.locator("[role=option]").nth(1).waitFor();
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route(url -> url.contains("q=den"), held::add);
        page.waitForRequest(
                request -> request.url().contains("q=den"),
                () -> page.keyboard().press("n"));
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("[role=option][aria-selected=true]").textContent())
                .doesNotContain("DENIS");
        held.forEach(Route::resume);
        page.locator("[role=option]")
                .nth(1)
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=option]").textContent()).contains("DENIS");
        assertThat(page.locator(".comparison").count()).isZero();
        assertThat(host.desk.decision("copy-009")).isEmpty();
        page.keyboard().press("Escape");
    }

    /** Keeps what was read before the first decision. */
    private static void hear(Response response, List<String> before) {
        boolean read = response.url().contains("/api/")
                && !response.url().contains("/pages/")
                && !response.url().contains("/events/");
        if (read && response.request().method().equals("GET") && response.ok()) {
            before.add(response.text());
        }
    }

    @ParameterizedTest
    @CsvSource({"en, 640, 900", "fr, 390, 844"})
    void hasRoomOnSmallScreens(String language, int width, int height) throws Exception {
        DeskClass.fill(host, 3);
        Page page = desk(language, width, height);
        Browser.checkLight(page, language.equals("fr") ? "en" : "fr");
        Browser.checkAccessible(page);
        Browser.picture(page, "desk-" + language + "-" + width);

        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        // Three strips of the header, where all of it would be too small, and always in view; larger is all of it
        // again.
        assertThat(page.locator(".paper svg").count()).isEqualTo(3);
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        assertThat(page.locator(".paper.header").boundingBox().y).isGreaterThanOrEqualTo(0);
        page.evaluate("scrollTo(0, 0)");
        page.keyboard().press("+");
        page.locator(".paper:not(:has(svg)) img:not(.unseen)").waitFor();
        page.keyboard().press("-");
        page.locator(".paper svg").first().waitFor();
        page.keyboard().press("?");
        page.locator("dialog td").first().waitFor();
        page.keyboard().press("Escape");
        Locator first = page.locator(".candidates button").first();
        assertThat(first.boundingBox().height).isGreaterThanOrEqualTo(44);
        page.locator(".candidates button")
                .nth(Integer.parseInt(rightKey(page)) - 1)
                .click();
        at(page, "A-001");
        assertThat(page.evaluate("document.activeElement.textContent").toString())
                .contains("A-001");
    }

    @Test
    void decidesNothingTwiceSilentlyForTwoPersons() throws Exception {
        DeskClass.fill(host, 3);
        Page one = desk("fr", 1280, 720);
        Page two = desk("fr", 1280, 720);

        one.keyboard().press(rightKey(one));
        at(one, "A-001");
        two.keyboard().press("n");
        two.locator("text=déjà été décidée par prof").waitFor();
        at(two, "A-001");
        Browser.checkAccessible(two);

        assertThat(decision("copy-000").studentId()).isEqualTo("s-01");
        assertThat(host.audit.entries())
                .filteredOn(entry ->
                        entry.subject().equals("copy-000") && entry.detail().contains("shown"))
                .hasSize(2);
    }

    @Test
    void tellsWhoseTheStudentIsAlready() throws Exception {
        DeskClass.fill(host, 3);
        host.identify("copy-002", DeskClass.STUDENTS.get(0));
        Page page = desk("fr", 1280, 720);
        while (!shown(page).equals("A-000")) {
            String here = shown(page);
            page.keyboard().press("p");
            page.locator(".choices h2:not(:has-text('" + here + "'))").waitFor();
        }
        at(page, "A-000");
        assertThat(page.locator(".candidates .taken .taken").textContent()).isEqualTo("déjà copie A-002");

        page.keyboard().press("1");

        page.locator("[role=alert]").waitFor();
        assertThat(page.locator("[role=alert]").textContent().strip()).isEqualTo("La copie A-002 est déjà à cet élève");
        Browser.checkAccessible(page);
        Browser.picture(page, "desk-conflict-fr-1280");
        assertThat(host.desk.decision("copy-000")).isEmpty();
    }

    @Test
    void saysThatAPictureCanNotBeShown() throws Exception {
        DeskClass.fill(host, 2);
        host.copy("broken", "0-BROKEN", new byte[] {1, 2, 3});
        Page page = browser.window("fr", 1280, 720);
        Browser.open(page, host.ui() + "exams/" + DeskHost.EXAM + "/desk/?copy=broken", "prof");
        page.locator("[role=alert]").waitFor();
        Browser.checkAccessible(page);

        page.keyboard().press("n");
        page.keyboard().press("p");

        page.locator(".choices h2:has-text('A-00')").waitFor();
        assertThat(host.desk.decision("broken")).isEmpty();
    }

    @Test
    void decidesOnNoCopyThatNobodyHasSeen() throws Exception {
        DeskClass.fill(host, 40);
        Page page = browser.window("fr", 1280, 720);
        page.addInitScript("""
                window.seen = {};
                window.sent = [];
                const look = now => {
                  const picture = document.querySelector('.paper img');
                  const copy = /copies\\/([^/]+)/.exec(picture?.src ?? '')?.[1];
                  if (copy && picture.complete && picture.naturalWidth) window.seen[copy] ??= now;
                  requestAnimationFrame(look);
                };
                requestAnimationFrame(look);
                const fetched = window.fetch;
                window.fetch = (url, options) => {
                  if (options?.method === 'PUT') window.sent.push([/copies\\/([^/]+)/.exec(url)[1], performance.now()]);
                  return fetched(url, options);
                };
                """);
        Browser.open(page, host.ui() + "exams/" + DeskHost.EXAM + "/desk/", "prof");
        at(page, null);
        Random random = new Random(7);
        List<String> keys = List.of("1", "2", "3", "4", "5", "n", "i", "i", "i");
        for (int press = 0; press < 50; press++) {
            host.slowness.set(random.nextInt(120));
            String key = keys.get(random.nextInt(keys.size()));
            page.keyboard().down(key);
            if (random.nextBoolean()) {
                page.keyboard().down(key);
            }
            page.keyboard().up(key);
            page.keyboard().press(keys.get(random.nextInt(keys.size())));
            page.evaluate(
                    "which => [1, 2].forEach(() => document.querySelectorAll('.comparison button')[which]?.click())",
                    random.nextInt(2));
            page.evaluate(
                    "frames => new Promise(done => { const wait = () => frames-- ? requestAnimationFrame(wait) : done(); wait(); })",
                    random.nextInt(30));
        }
        @SuppressWarnings("unchecked")
        List<List<Object>> sent = (List<List<Object>>) page.evaluate("window.sent");
        @SuppressWarnings("unchecked")
        Map<String, Object> seen = (Map<String, Object>) page.evaluate("window.seen");

        assertThat(sent).hasSizeGreaterThan(10).allSatisfy(each -> {
            assertThat(seen).containsKey(each.get(0).toString());
            double since = ((Number) each.get(1)).doubleValue()
                    - ((Number) seen.get(each.get(0).toString())).doubleValue();
            assertThat(since).as(each.toString()).isGreaterThanOrEqualTo(150);
        });
    }
}
