package io.korrigo.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A person who goes through the pages by keyboard alone. */
final class Keyboard {
    /** More than any screen has to pass on the way to something. */
    private static final int MOST_TABS = 80;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    void press(char key) {
        page.keyboard().press(String.valueOf(key));
    }

    void enter() {
        page.keyboard().press("Enter");
    }

    void type(String words) {
        page.keyboard().type(words);
    }

    /** Goes on by Tab until what has the focus fits the selector. */
    void reach(String selector) {
        page.locator(selector).first().waitFor();
        for (int i = 0; i < MOST_TABS; i++) {
            if (page.evaluate("selector => document.activeElement.matches(selector)", selector) == Boolean.TRUE) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Nobody gets to " + selector + " by Tab");
    }

    /** Goes there and presses Enter. */
    void press(String selector) {
        reach(selector);
        page.keyboard().press("Enter");
    }

    /** A link or button that says so. */
    String saying(String words) {
        page.locator("main :is(a, button):has-text(\"" + words + "\")").first().waitFor();
        page.evaluate(
                "words => [...document.querySelectorAll('main :is(a, button)')].find(each => each.textContent.includes(words)).dataset.wanted = words",
                words);
        return "[data-wanted=\"" + words + "\"]";
    }

    /** Chooses from a list by the beginning of what it says; on a machine that pauses while somebody types, once more from the start. */
    void choose(String selector, String option) {
        reach(selector);
        Locator chosen =
                page.locator(selector + " option:checked").filter(new Locator.FilterOptions().setHasText(option));
        for (int i = 0; i < 5 && chosen.count() == 0; i++) {
            page.keyboard().press("Home");
            // What was typed before is forgotten with the focus.
            page.keyboard().press("Tab");
            page.keyboard().press("Shift+Tab");
            page.keyboard().type(option);
        }
        if (chosen.count() == 0) {
            throw new AssertionError("Nobody chooses " + option + " by typing it");
        }
    }
}
