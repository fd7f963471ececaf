package io.korrigo.browser;

import com.microsoft.playwright.Page;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Student;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Somebody who knows the hands of {@link EatenPile} and decides its copies at the desk, each in one of the ways that there are. */
final class AttentiveReader {
    private final Page page;
    private final Keyboard keyboard;
    private final ExamStore exams;
    private final String exam;

    AttentiveReader(Page page, ExamStore exams, String exam) {
        this.page = page;
        this.keyboard = new Keyboard(page);
        this.exams = exams;
        this.exam = exam;
    }

    /** Decides what waits until nothing does. */
    void decideAll() {
        Set<Student> met = new HashSet<>();
        while (true) {
            page.locator(".choices h2, main > .notice[role=status]").first().waitFor();
            if (page.locator(".choices h2").count() == 0) {
                return;
            }
            DeskTest.awaitPicture(page);
            String here = page.locator(".choices h2").textContent().replaceAll(".* ", "");
            Copy copy = exams.copies(exam).stream()
                    .filter(each -> here.equals(EatenPile.called(each)))
                    .findFirst()
                    .orElseThrow();
            Student writer = EatenPile.writerOf(exams, exam, copy);
            Copy whole = EatenPile.copyOf(exams, exam, writer);
            if (copy.id().equals(whole.id())) {
                decide(writer, met.add(writer));
            } else {
                merge(EatenPile.called(whole));
            }
            settle(here);
        }
    }

    private void merge(String whole) {
        keyboard.press('f');
        keyboard.choose("dialog select", whole);
        keyboard.press("dialog button.main");
    }

    private void decide(Student writer, boolean firstTime) {
        if (writer == EatenPile.STRANGER) {
            keyboard.press('n');
        } else if (writer == EatenPile.BLANK) {
            keyboard.press('i');
        } else if (writer == DeskClass.STUDENTS.get(3)
                && page.locator(".four kbd:has-text('D')").count() > 0) {
            keyboard.press('d');
        } else if (writer == DeskClass.STUDENTS.get(4) && firstTime) {
            search(DeskClass.STUDENTS.get(9));
            page.locator(".comparison").waitFor();
            Browser.checkAccessible(page);
            keyboard.enter();
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            keyboard.enter();
            choose(writer);
        } else if (writer == DeskClass.STUDENTS.get(5) && firstTime) {
            String here = page.locator(".choices h2").textContent();
            choose(writer);
            page.locator(".choices h2:not(:has-text('" + here + "')), main > .notice[role=status]")
                    .first()
                    .waitFor();
            keyboard.press('z');
            page.locator(".choices h2:has-text('" + here + "')").waitFor();
            DeskTest.awaitPicture(page);
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
            keyboard.press((char) ('1' + place));
        }
    }

    private static String named(Student student) {
        return student.lastName().toUpperCase(Locale.ROOT) + " " + student.firstName();
    }

    private void search(Student student) {
        keyboard.press('r');
        keyboard.type(student.lastName().toLowerCase(Locale.ROOT).substring(0, 4));
        page.locator("[role=option]").first().waitFor();
        page.keyboard().press("ArrowDown");
        page.locator("[role=option][aria-selected=true]").waitFor();
        keyboard.enter();
    }

    /** Until another copy is there, or none; what the machine sees otherwise is confirmed. */
    private void settle(String here) {
        page.locator(".comparison, .choices h2:not(:has-text('" + here + "')), main > .notice[role=status]")
                .first()
                .waitFor();
        if (page.locator(".comparison").count() > 0) {
            page.keyboard().press("Tab");
            keyboard.enter();
            page.locator(".choices h2:not(:has-text('" + here + "')), main > .notice[role=status]")
                    .first()
                    .waitFor();
        }
    }
}
