package io.korrigo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.korrigo.exam.CopyStatus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scan's balance, what is wrong with it, and its pages, put right by keys, buttons and dragging. */
@Tag("native")
class ScanScreenTest {
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

    private Page scan(String language, int width) throws Exception {
        DrawnScan.addTo(host);
        Page page = browser.window(language, width, 800);
        Browser.open(page, host.ui() + "exams/" + DeskHost.EXAM + "/scans/" + DrawnScan.ID + "/", "prof");
        page.locator(".tile").first().waitFor();
        return page;
    }

    private static Locator tile(Page page, int place) {
        return page.locator("#page-" + DrawnScan.page(place));
    }

    private static Locator status(Page page) {
        return page.locator(".tray [role=status]");
    }

    /** How the pages of a copy lie in the store, by their place in the scan. */
    private List<Integer> pages(int copy) {
        return host.exams.copy(DrawnScan.copy(copy)).orElseThrow().pages().stream()
                .map(key -> Integer.valueOf(key.replaceAll(".*-(\\d{4})-.*", "$1")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"fr, 1280, feuilles comptées", "en, 640, sheets counted", "fr, 390, feuilles comptées"})
    void tellsABalanceThatAddsUpAndOnlyWhatIsWrong(String language, int width, String counted) throws Exception {
        Page page = scan(language, width);
        Browser.checkLight(page, language.equals("fr") ? "en" : "fr");

        assertThat(page.locator(".balance").innerText().replaceAll("\\D+", " ").strip())
                .isEqualTo("4 8 15 9 3 2 4");
        assertThat(page.locator(".notice.trouble")).containsText(counted);
        assertThat(page.locator("#problems ~ ul > li")).hasCount(3);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        Browser.checkAccessible(page);
        page.locator("#problems ~ ul > li").nth(1).locator("button").first().click();
        assertThat(tile(page, 9)).isFocused();
        assertThat(page.locator("[aria-selected=true]")).hasCount(3);
        Browser.checkAccessible(page);
        Browser.picture(page, "scan-" + language + "-" + width);
    }

    @Test
    void doesEachActByAKeyInOrderAndUndoesIt() throws Exception {
        Page page = scan("fr", 1280);
        tile(page, 2).click();

        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("x");
        assertThat(status(page)).hasText("Fait : Mettre en quarantaine.");
        assertThat(pages(1)).containsExactly(1, 4);
        assertThat(tile(page, 3)).isFocused();
        page.keyboard().press("u");
        assertThat(status(page)).hasText("Fait : Remettre en place.");
        assertThat(pages(1)).containsExactly(1, 2, 3, 4);

        // Three acts in one breath: they go one by one, each on what the one before left.
        page.keyboard().press("t");
        page.keyboard().press("b");
        page.keyboard().press("s");
        assertThat(status(page)).hasText("Fait : Séparer ici.");
        assertThat(tile(page, 2)).containsText("blanche, tournée");
        assertThat(pages(1)).containsExactly(1);
        page.keyboard().press("j");
        assertThat(status(page)).hasText("Fait : Joindre à la précédente.");
        assertThat(pages(1)).containsExactly(1, 2, 3, 4);

        for (int i = 0; i < 6; i++) {
            page.keyboard().press("z");
        }
        assertThat(page.locator("button:has-text('Annuler')")).isDisabled();
        assertThat(tile(page, 2)).not().containsText("blanche");
        assertThat(page.locator(".balance")).containsText("3 copies");

        page.keyboard().press("Enter");
        page.locator("dialog img").waitFor();
        Browser.checkAccessible(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    void movesByADialogOrByDraggingAndReplacesASheetThatWasScannedAgain() throws Exception {
        Page page = scan("fr", 1280);
        tile(page, 15).click();
        page.keyboard().press("m");
        page.locator("dialog select").first().selectOption(DrawnScan.copy(3));
        Browser.checkAccessible(page);
        page.locator("dialog button.main").click();
        assertThat(status(page)).hasText("Fait : Déplacer.");
        assertThat(pages(3)).containsExactly(9, 10, 11, 15);
        assertThat(host.exams.copy(DrawnScan.copy(3)).orElseThrow().status()).isEqualTo(CopyStatus.READY);

        tile(page, 14).dragTo(tile(page, 6));
        assertThat(page.locator(".balance")).containsText("2 en quarantaine");
        assertThat(pages(2)).containsExactly(5, 14, 6, 7, 8);
        tile(page, 14).dragTo(page.locator(".tray .aside"));
        assertThat(page.locator(".balance")).containsText("3 en quarantaine");

        tile(page, 6).click();
        tile(page, 14)
                .click(new Locator.ClickOptions()
                        .setModifiers(List.of(com.microsoft.playwright.options.KeyboardModifier.CONTROL)));
        String before = tile(page, 6).locator("img").getAttribute("src");
        page.locator(".tray button:has-text('Remplacer')").click();
        Browser.checkAccessible(page);
        page.locator("dialog button.main").click();
        assertThat(status(page)).hasText("Fait : Remplacer.");
        assertThat(pages(2)).containsExactly(5, 14, 7, 8);
        assertThat(tile(page, 6).locator("img")).not().hasAttribute("src", before);
    }

    @Test
    void acknowledgesThatOtherSheetsCameThanWereCounted() throws Exception {
        Page page = scan("fr", 1280);
        assertThat(page.locator("p.notice.trouble")).hasCount(1);

        page.locator("#problems ~ ul > li")
                .first()
                .locator("button:has-text('C’est bien ainsi')")
                .click();

        assertThat(status(page)).hasText("Fait : C’est bien ainsi.");
        assertThat(page.locator("#problems ~ ul > li")).hasCount(2);
        assertThat(page.locator("p.notice.trouble")).hasCount(0);
        assertThat(page.locator("#balance ~ p.quiet")).containsText("dit que c’est bien ainsi");
    }

    @Test
    void releasesACopyThatIsAsItShouldBe() throws Exception {
        Page page = scan("fr", 1280);

        page.locator("#problems ~ ul > li")
                .nth(1)
                .locator("button:has-text('Valider')")
                .click();

        assertThat(status(page)).hasText("Fait : Valider la copie.");
        assertThat(page.locator("#problems ~ ul > li")).hasCount(2);
        assertThat(host.exams.copy(DrawnScan.copy(3)).orElseThrow().status()).isEqualTo(CopyStatus.READY);
    }

    @Test
    void saysWhereSomebodyElseWasFasterAndDropsWhatCameBehind() throws Exception {
        Page page = scan("fr", 1280);
        Page other = browser.window("fr", 1280, 800);
        Browser.open(other, page.url(), "prof");
        tile(other, 1).click();
        other.keyboard().press("t");
        status(other).locator(":text('Tourner')").or(status(other)).waitFor();
        assertThat(tile(other, 1)).containsText("tournée");

        tile(page, 2).click();
        page.keyboard().press("x");
        page.keyboard().press("b");

        page.locator(".tray [role=alert]").waitFor();
        Browser.checkAccessible(page);
        assertThat(tile(page, 1)).containsText("tournée");
        assertThat(pages(1)).containsExactly(1, 2, 3, 4);
        page.keyboard().press("x");
        assertThat(status(page)).hasText("Fait : Mettre en quarantaine.");
        assertThat(page.locator(".tray [role=alert]")).hasCount(0);
        assertThat(pages(1)).containsExactly(1, 3, 4);
    }

    @Test
    void takesAScanAndRefusesWhatIsNone() {
        Page page = browser.window("fr", 1280, 800);
        Browser.open(page, host.ui() + "exams/" + DeskHost.EXAM + "/", "prof");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("pile.pdf", "application/pdf", "no".getBytes(StandardCharsets.UTF_8)));
        page.locator("input[name=sheets]").fill("44");
        Browser.checkAccessible(page);
        Browser.picture(page, "drop");

        page.locator("button:has-text('Trier ce scan')").click();

        page.locator("li span.trouble").waitFor();
        Browser.checkAccessible(page);
        page.navigate(host.ui() + "exams/" + DeskHost.EXAM + "/scans/000000000000/");
        page.locator("[role=alert]").waitFor();
        Browser.checkAccessible(page);
    }

    /** A page of noise in a ZIP, in two parts. */
    private static FilePayload noise() throws IOException {
        BufferedImage noise = new BufferedImage(2100, 2100, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = new byte[2100 * 2100];
        new Random(7).nextBytes(pixels);
        noise.getRaster().setDataElements(0, 0, 2100, 2100, pixels);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("page.png"));
            ImageIO.write(noise, "png", out);
        }
        return new FilePayload("pile.zip", "application/zip", zip.toByteArray());
    }

    private Page drop(FilePayload scan) {
        Page page = browser.window("fr", 1280, 800);
        Browser.open(page, host.ui() + "exams/" + DeskHost.EXAM + "/", "prof");
        page.locator("input[type=file]").setInputFiles(scan);
        return page;
    }

    @Test
    void goesOnWithAScanThatBrokeOffAndSendsAPartAgainThatDid() throws Exception {
        FilePayload scan = noise();
        Page first = drop(scan);
        // The second part never arrives, and the person gives up.
        first.route("**/parts/2/", lost -> {});
        first.waitForRequest(
                "**/parts/2/",
                () -> first.locator("button:has-text('Trier ce scan')").click());
        assertThat(first.locator(".drop progress")).hasAttribute("value", "0.5");
        Browser.checkAccessible(first);
        first.context().close();

        Page second = drop(scan);
        List<String> sent = new CopyOnWriteArrayList<>();
        second.onRequest(request -> {
            if (request.method().equals("PUT")) {
                sent.add(request.url().replaceFirst(".*(parts/\\d+)/$", "$1"));
            }
        });
        second.route("**/parts/2/", Route::abort, new Page.RouteOptions().setTimes(1));
        second.locator("button:has-text('Trier ce scan')").click();

        second.locator("#tasks ~ ul a").first().waitFor();
        assertThat(sent).containsExactly("parts/2", "parts/2");
    }
}
