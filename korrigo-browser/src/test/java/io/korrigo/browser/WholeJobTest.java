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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A school's whole job in one go, below a context path, with real workers and by keyboard alone but for the choice of files: from the
 * list of students over a scan of which two sheets were eaten to the ZIP.
 *
 * <p>In which order copies come to the desk follows from the exam's id, another one in each run. What is checked holds in any order.
 */
@Tag("native")
class WholeJobTest {
    private final Browser browser = Browser.start();
    private DeskHost host;
    private Page page;
    private Keyboard keyboard;
    private boolean decided;
    private final List<String> beforeADecision = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        host = new DeskHost(temporary, "/a/b");
        page = browser.window("fr", 1280, 720);
        // Real workers read real paper, on a machine that may have other things to do.
        page.setDefaultTimeout(60_000);
        keyboard = new Keyboard(page);
    }

    @AfterEach
    void stop() throws Exception {
        browser.leave();
        host.close();
        assertThat(browser.faults()).isEmpty();
    }

    private void signIn(String token) {
        keyboard.reach("input[type=radio]");
        page.keyboard().press("ArrowDown");
        keyboard.reach("input[type=password]");
        keyboard.type(token);
        keyboard.enter();
        page.locator("header .who").waitFor();
    }

    private void send(String name, byte[] zip, String sheets) {
        page.locator("input[type=file]").setInputFiles(new FilePayload(name, "application/zip", zip));
        keyboard.reach("input[name=sheets]");
        keyboard.type(sheets);
        keyboard.enter();
        page.locator("#scans ~ ul a:has-text('" + name + "')").waitFor();
    }

    @Test
    void goesFromTheListOfStudentsToTheArchiveByKeyboard(@TempDir Path folder) throws Exception {
        page.navigate(host.ui());
        signIn("admin");
        importRoster();
        keyboard.press("header button:last-child");
        signIn("prof");

        keyboard.reach("details form input");
        keyboard.type("Bac blanc HG");
        keyboard.enter();
        page.locator("h1:has-text('Bac blanc HG')").waitFor();
        String exam = page.url().replaceAll(".*/exams/([^/]+)/.*", "$1");
        send("pile.zip", EatenPile.scanned(), String.valueOf(EatenPile.COUNTED));
        Browser.checkAccessible(page);
        send("trouvees.zip", EatenPile.found(), "2");

        repair(exam);
        keyboard.press(keyboard.saying("Lancer"));
        page.locator(".sum .automatic dd:not(:text-is('0'))").waitFor();
        page.onResponse(this::hear);
        keyboard.press("a.main");
        new AttentiveReader(page, host.exams, exam).decideAll();
        check(exam);
        Browser.checkAccessible(page);

        keyboard.press('q');
        Browser.checkAccessible(page);
        assertThat(page.locator("#counters ~ p").first()).containsText("à l’aveugle");
        keyboard.press(keyboard.saying("Exporter"));
        keyboard.saying("Télécharger le ZIP");
        Download zip = page.waitForDownload(() -> keyboard.press(keyboard.saying("Télécharger le ZIP")));
        zip.saveAs(folder.resolve("export.zip"));
        try (ZipFile archive = new ZipFile(folder.resolve("export.zip").toFile())) {
            assertThat(archive.stream().filter(each -> each.getName().endsWith(".pdf")))
                    .hasSize(EatenPile.WRITERS.size());
        }
        assertThat(host.tasks.list(new TaskStore.Filter(null, null, TaskState.FAILURE, null, null, null, null), 1))
                .isEmpty();
    }

    private void importRoster() {
        keyboard.press("header a[href$='roster/']");
        StringBuilder rows = new StringBuilder("Nom;Prénom;Né(e) le\n");
        DeskClass.STUDENTS.forEach(student -> rows.append(student.lastName() + ";" + student.firstName() + ";"
                + student.birthDate().format(DateTimeFormatter.ofPattern("dd/MM/yyyy")) + "\n"));
        page.locator("#roster-file")
                .setInputFiles(new FilePayload(
                        "classe.csv", "text/csv", rows.toString().getBytes(StandardCharsets.UTF_8)));
        keyboard.press("form button");
        keyboard.press("section button.main");
        page.locator("[role=status]:has(p)").waitFor();
        assertThat(host.students.students()).hasSize(DeskClass.STUDENTS.size());
    }

    /** The balance tells of the eaten sheets; the first of those that were found goes behind the one that its writer has already. */
    private void repair(String exam) {
        keyboard.press(keyboard.saying("pile.zip"));
        assertThat(page.locator(".notice.trouble").first())
                .containsText(EatenPile.COUNTED + " feuilles comptées, " + EatenPile.WRITERS.size());
        Browser.checkAccessible(page);
        keyboard.press(keyboard.saying("Retour"));
        keyboard.press(keyboard.saying("trouvees.zip"));
        keyboard.reach(".tile[tabindex='0']");
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("Shift+ArrowRight");
        }
        keyboard.press('m');
        keyboard.choose("dialog select", EatenPile.called(copyOf(exam, EatenPile.EATEN.get(0))));
        keyboard.press("dialog button.main");
        assertThat(page.locator(".tray [role=status]")).hasText("Fait : Déplacer.");
        assertThat(copyOf(exam, EatenPile.EATEN.get(0)).pages()).hasSize(8);
        keyboard.press(keyboard.saying("Retour"));
    }

    private Copy copyOf(String exam, Student writer) {
        return EatenPile.copyOf(host.exams, exam, writer);
    }

    /** Each copy is its writer's, by whoever decided it: of some, the decision on another one left a single student. */
    private void check(String exam) {
        for (Student writer : EatenPile.WRITERS) {
            Copy copy = copyOf(exam, writer);
            Optional<Verdict> verdict = host.desk.decision(copy.id()).map(Decision::verdict);
            if (writer == EatenPile.STRANGER) {
                assertThat(verdict).hasValue(Verdict.NOBODY);
            } else if (writer == EatenPile.BLANK) {
                assertThat(verdict).hasValue(Verdict.UNREADABLE);
            } else if (!verdict.equals(Optional.of(Verdict.INSEPARABLE))) {
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
}
