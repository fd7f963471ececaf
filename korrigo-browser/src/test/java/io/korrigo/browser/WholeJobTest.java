package io.korrigo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import io.korrigo.desk.DecisionStore.Decision;
import io.korrigo.desk.DecisionStore.Verdict;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Student;
import io.korrigo.task.TaskState;
import io.korrigo.task.TaskStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A school's whole job in one go, below a context path, with real workers and by keyboard alone but for the choice of files: from the
 * list of students over a scan of which two sheets were eaten to the ZIP.
 *
 * <p>The order of copies follows from the exam's id, another one in each run, and so do the ways that it takes: run it several times.
 */
@EnabledIfSystemProperty(named = "korrigo.whole.job", matches = "true")
@Tag("native")
class WholeJobTest {
    /** More than any screen has to pass on the way to something. */
    private static final int MOST_TABS = 80;

    private final Browser browser = Browser.start();
    private DeskHost host;
    private Page page;
    private boolean decided;
    private final List<String> beforeADecision = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        host = new DeskHost(temporary, "/a/b");
        page = browser.window("fr", 1280, 720);
        // Real workers read real paper, on a machine that may have other things to do.
        page.setDefaultTimeout(60_000);
    }

    @AfterEach
    void stop() throws Exception {
        browser.leave();
        host.close();
        assertThat(browser.faults()).isEmpty();
    }

    /** Goes on by Tab until what has the focus fits the selector. */
    private void reach(String selector) {
        page.locator(selector).first().waitFor();
        for (int i = 0; i < MOST_TABS; i++) {
            if (page.evaluate("selector => document.activeElement.matches(selector)", selector) == Boolean.TRUE) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Nobody gets to " + selector + " by Tab");
    }

    private void press(String selector) {
        reach(selector);
        page.keyboard().press("Enter");
    }

    /** A link or button that says so. */
    private String saying(String words) {
        page.locator("main :is(a, button):has-text(\"" + words + "\")").first().waitFor();
        page.evaluate(
                "words => [...document.querySelectorAll('main :is(a, button)')].find(each => each.textContent.includes(words)).dataset.wanted = words",
                words);
        return "[data-wanted=\"" + words + "\"]";
    }

    private void signIn(String token) {
        reach("input[type=radio]");
        page.keyboard().press("ArrowDown");
        reach("input[type=password]");
        page.keyboard().type(token);
        page.keyboard().press("Enter");
        page.locator("header .who").waitFor();
    }

    private void send(String name, byte[] zip, String sheets) {
        page.locator("input[type=file]").setInputFiles(new FilePayload(name, "application/zip", zip));
        reach("input[name=sheets]");
        page.keyboard().type(sheets);
        page.keyboard().press("Enter");
        page.locator("#scans ~ ul a:has-text('" + name + "')").waitFor();
    }

    @Test
    void goesFromTheListOfStudentsToTheArchiveByKeyboard(@TempDir Path folder) throws Exception {
        page.navigate(host.ui());
        signIn("admin");
        importRoster();
        press("header button:last-child");
        signIn("prof");

        reach("details form input");
        page.keyboard().type("Bac blanc HG");
        page.keyboard().press("Enter");
        page.locator("h1:has-text('Bac blanc HG')").waitFor();
        String exam = page.url().replaceAll(".*/exams/([^/]+)/.*", "$1");
        send("pile.zip", EatenPile.scanned(), String.valueOf(EatenPile.COUNTED));
        Browser.checkAccessible(page);
        send("trouvees.zip", EatenPile.found(), "2");

        repair(exam);
        press(saying("Lancer"));
        page.locator(".sum .automatic dd:not(:text-is('0'))").waitFor();
        page.onResponse(this::hear);
        press("a.main");
        decideAll(exam);
        Browser.checkAccessible(page);

        page.keyboard().press("q");
        Browser.checkAccessible(page);
        assertThat(page.locator("#counters ~ p").first()).containsText("à l’aveugle");
        press(saying("Exporter"));
        saying("Télécharger le ZIP");
        Download zip = page.waitForDownload(() -> press(saying("Télécharger le ZIP")));
        zip.saveAs(folder.resolve("export.zip"));
        try (ZipFile archive = new ZipFile(folder.resolve("export.zip").toFile())) {
            assertThat(archive.stream().filter(each -> each.getName().endsWith(".pdf")))
                    .hasSize(EatenPile.WRITERS.size());
        }
        assertThat(host.tasks.list(new TaskStore.Filter(null, null, TaskState.FAILURE, null, null, null, null), 1))
                .isEmpty();
    }

    private void importRoster() {
        press("header a[href$='roster/']");
        StringBuilder rows = new StringBuilder("Nom;Prénom;Né(e) le\n");
        DeskClass.STUDENTS.forEach(student -> rows.append(student.lastName() + ";" + student.firstName() + ";"
                + student.birthDate().format(DateTimeFormatter.ofPattern("dd/MM/yyyy")) + "\n"));
        page.locator("#roster-file")
                .setInputFiles(new FilePayload(
                        "classe.csv", "text/csv", rows.toString().getBytes(StandardCharsets.UTF_8)));
        press("form button");
        press("section button.main");
        page.locator("[role=status]:has(p)").waitFor();
        assertThat(host.students.students()).hasSize(DeskClass.STUDENTS.size());
    }

    /** The balance tells of the eaten sheets; the first of those that were found goes behind the one that its writer has already. */
    private void repair(String exam) {
        press(saying("pile.zip"));
        assertThat(page.locator(".notice.trouble").first())
                .containsText(EatenPile.COUNTED + " feuilles comptées, " + EatenPile.WRITERS.size());
        Browser.checkAccessible(page);
        press(saying("Retour"));
        press(saying("trouvees.zip"));
        reach(".tile[tabindex='0']");
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("Shift+ArrowRight");
        }
        page.keyboard().press("m");
        reach("dialog select");
        page.keyboard().type(called(copyOf(exam, EatenPile.EATEN.get(0))));
        press("dialog button.main");
        assertThat(page.locator(".tray [role=status]")).hasText("Fait : Déplacer.");
        assertThat(copyOf(exam, EatenPile.EATEN.get(0)).pages()).hasSize(8);
        press(saying("Retour"));
    }

    /** The copy on the first scan that this person wrote. */
    private Copy copyOf(String exam, Student writer) {
        String last = number(EatenPile.WRITERS.size());
        String scan = host.exams.copies(exam).stream()
                .map(Copy::id)
                .filter(id -> id.endsWith(last))
                .findFirst()
                .orElseThrow()
                .replace(last, "");
        return host.exams
                .copy(scan + number(1 + EatenPile.WRITERS.indexOf(writer)))
                .orElseThrow();
    }

    private static String number(int place) {
        return "-%03d".formatted(place);
    }

    /** Decides what waits, as somebody who can read, until nothing does. */
    private void decideAll(String exam) {
        Set<Student> met = new HashSet<>();
        while (true) {
            page.locator(".choices h2, main > .notice").first().waitFor();
            if (page.locator(".choices h2").count() == 0) {
                break;
            }
            awaitPicture();
            String here = page.locator(".choices h2").textContent().replaceAll(".* ", "");
            Copy copy = host.exams.copies(exam).stream()
                    .filter(each -> here.equals(called(each)))
                    .findFirst()
                    .orElseThrow();
            Copy first = copyOf(exam, EatenPile.WRITERS.get(0));
            boolean onFirst = copy.id().startsWith(first.id().substring(0, 12));
            Student writer = onFirst
                    ? EatenPile.WRITERS.get(Integer.parseInt(here.substring(0, 3)) - 1)
                    : EatenPile.EATEN.get(1);
            decide(exam, writer, onFirst, met.add(writer));
            settle(here);
        }
        check(exam);
    }

    private static String called(Copy copy) {
        return copy.anonymousId().replaceAll("^([0-9a-f]{4})[0-9a-f]{8}-(\\d+)$", "$2-$1");
    }

    private void decide(String exam, Student writer, boolean onFirst, boolean firstTime) {
        if (!onFirst) {
            page.keyboard().press("f");
            page.locator("dialog select").waitFor();
            reach("dialog select");
            page.keyboard().type(called(copyOf(exam, writer)));
            press("dialog button.main");
        } else if (writer == EatenPile.STRANGER) {
            page.keyboard().press("n");
        } else if (writer == EatenPile.BLANK) {
            page.keyboard().press("i");
        } else if (writer == DeskClass.STUDENTS.get(3)
                && page.locator(".four kbd:has-text('D')").count() > 0) {
            page.keyboard().press("d");
        } else if (writer == DeskClass.STUDENTS.get(4) && firstTime) {
            search(DeskClass.STUDENTS.get(9));
            page.locator(".comparison").waitFor();
            Browser.checkAccessible(page);
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            choose(writer);
        } else if (writer == DeskClass.STUDENTS.get(5) && firstTime) {
            String here = page.locator(".choices h2").textContent();
            choose(writer);
            page.locator(".choices h2:not(:has-text('" + here + "')), main > .notice")
                    .first()
                    .waitFor();
            page.keyboard().press("z");
            page.locator(".choices h2:has-text('" + here + "')").waitFor();
            awaitPicture();
            choose(writer);
        } else {
            choose(writer);
        }
    }

    /** By its key where the student is proposed, or else by the search. */
    private void choose(Student writer) {
        int place = page.locator(".candidates .name").allTextContents().indexOf(named(writer));
        if (place < 0 || writer == DeskClass.STUDENTS.get(6)) {
            search(writer);
        } else {
            page.keyboard().press(String.valueOf(1 + place));
        }
    }

    private static String named(Student student) {
        return student.lastName().toUpperCase(Locale.ROOT) + " " + student.firstName();
    }

    private void search(Student student) {
        page.keyboard().press("r");
        page.keyboard().type(student.lastName().toLowerCase(Locale.ROOT).substring(0, 4));
        page.locator("[role=option]").first().waitFor();
        page.keyboard().press("ArrowDown");
        page.locator("[role=option][aria-selected=true]").waitFor();
        page.keyboard().press("Enter");
    }

    /** Until another copy is there, or none; what the machine sees otherwise is confirmed. */
    private void settle(String here) {
        page.locator(".comparison, .choices h2:not(:has-text('" + here + "')), main > .notice")
                .first()
                .waitFor();
        if (page.locator(".comparison").count() > 0) {
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.locator(".choices h2:not(:has-text('" + here + "')), main > .notice")
                    .first()
                    .waitFor();
        }
    }

    private void check(String exam) {
        for (Student writer : EatenPile.WRITERS) {
            Copy copy = copyOf(exam, writer);
            Decision decision = host.desk.decision(copy.id()).orElse(null);
            if (writer == EatenPile.STRANGER) {
                assertThat(decision.verdict()).isEqualTo(Verdict.NOBODY);
            } else if (writer == EatenPile.BLANK) {
                assertThat(decision.verdict()).isEqualTo(Verdict.UNREADABLE);
            } else if (decision.verdict() != Verdict.INSEPARABLE) {
                String student = copy.identification().studentId();
                assertThat(host.students.student(student).orElseThrow().firstName())
                        .isEqualTo(writer.firstName());
            }
        }
        assertThat(copyOf(exam, EatenPile.EATEN.get(1)).pages()).hasSize(8);
        assertThat(beforeADecision)
                .isNotEmpty()
                .noneMatch(body -> body.contains("probability") || body.contains("confidence"));
    }

    /** Keeps what the desk reads before its first decision. */
    private void hear(Response response) {
        if (response.request().method().equals("PUT")) {
            decided = true;
        } else if (!decided && response.url().contains("/desk/") && response.ok()) {
            beforeADecision.add(response.text());
        }
    }

    private void awaitPicture() {
        DeskTest.awaitPicture(page);
    }
}
