package io.korrigo.paper;

import io.korrigo.InvalidInputException;
import io.korrigo.paper.Correction.Assign;
import io.korrigo.paper.Correction.Blank;
import io.korrigo.paper.Correction.Merge;
import io.korrigo.paper.Correction.Move;
import io.korrigo.paper.Correction.Quarantine;
import io.korrigo.paper.Correction.Replace;
import io.korrigo.paper.Correction.Restore;
import io.korrigo.paper.Correction.Split;
import io.korrigo.paper.Correction.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One correction under way, on lists of its own. Confined to one thread, for one use. */
final class PaperChange {
    private static final String REASON = "[a-z_]{1,40}";

    private final Paper before;
    private final Map<String, PaperPage> pages;
    private final Map<String, List<String>> copies = new HashMap<>();
    private final Map<String, String> aside;
    private final Map<String, String> students;

    PaperChange(Paper before) {
        this.before = before;
        this.pages = new HashMap<>(before.pages());
        before.copies().forEach((copy, ids) -> copies.put(copy, new ArrayList<>(ids)));
        this.aside = new HashMap<>(before.aside());
        this.students = new HashMap<>(before.students());
    }

    Paper apply(Correction correction) {
        // no switch over patterns in Java 17
        if (correction instanceof Move move) {
            move(move);
        } else if (correction instanceof Turn turn) {
            turn(turn);
        } else if (correction instanceof Split split) {
            split(split);
        } else if (correction instanceof Merge merge) {
            merge(merge);
        } else if (correction instanceof Assign assign) {
            pagesOf(assign.copy());
            students.put(assign.copy(), assign.student() == null ? Paper.NOBODY : assign.student());
        } else if (correction instanceof Blank blank) {
            pages.put(blank.page(), before.page(blank.page()).blank(blank.blank()));
        } else if (correction instanceof Quarantine quarantine) {
            quarantine(quarantine);
        } else if (correction instanceof Replace replace) {
            replace(replace);
        } else if (correction instanceof Restore restore) {
            restore(restore);
        }
        // what is acknowledged stays as it is
        return new Paper(pages, copies, aside, students);
    }

    private void move(Move move) {
        requireDistinct(move.pages());
        List<String> into = pagesOf(move.copy());
        if (move.before() != null && (move.pages().contains(move.before()) || !into.contains(move.before()))) {
            throw new InvalidInputException("Page " + move.before() + " is not one of copy " + move.copy()
                    + " before which pages can be put; choose another place");
        }
        takeOut(move.pages());
        into.addAll(move.before() == null ? into.size() : into.indexOf(move.before()), move.pages());
    }

    private void turn(Turn turn) {
        PaperPage page = before.page(turn.page());
        if (turn.quarterTurns() < 1 || turn.quarterTurns() > 3) {
            throw new InvalidInputException("A page is turned by 1 to 3 quarters, not by " + turn.quarterTurns());
        }
        boolean upright = ((page.quarterTurns() + turn.quarterTurns()) & 3) == 0;
        if (upright != turn.picture().equals(page.scan().picture())) {
            throw new InvalidInputException("The picture of the turned page " + page.id() + " is another one");
        }
        pages.put(page.id(), page.turned(turn.quarterTurns(), turn.picture()));
    }

    private void split(Split split) {
        List<String> all = pagesOf(split.copy());
        int at = all.indexOf(split.from());
        if (at < 1) {
            throw new InvalidInputException("Copy " + split.copy() + " can be split before its second page or a later"
                    + " one, not before page " + split.from());
        }
        if (copies.containsKey(split.newCopy())) {
            throw new InvalidInputException("There is a copy " + split.newCopy() + " already");
        }
        List<String> rest = all.subList(at, all.size());
        copies.put(split.newCopy(), new ArrayList<>(rest));
        rest.clear();
    }

    private void merge(Merge merge) {
        List<String> into = pagesOf(merge.copy());
        List<String> from = pagesOf(merge.other());
        if (merge.copy().equals(merge.other()) || from.isEmpty()) {
            throw new InvalidInputException("Copy " + merge.other() + " has no page that copy " + merge.copy()
                    + " could get; choose two copies");
        }
        into.addAll(from);
        from.clear();
    }

    private void quarantine(Quarantine quarantine) {
        requireDistinct(quarantine.pages());
        if (!quarantine.reason().matches(REASON)) {
            throw new InvalidInputException("A page is put aside for a reason of small letters and underscores");
        }
        if (quarantine.pages().stream().anyMatch(aside::containsKey)) {
            throw new InvalidInputException("A page that is in quarantine stays there for its own reason");
        }
        takeOut(quarantine.pages());
        quarantine.pages().forEach(page -> aside.put(page, quarantine.reason()));
    }

    private void replace(Replace replace) {
        PaperPage page = before.page(replace.page());
        PaperPage by = before.page(replace.by());
        if (aside.containsKey(page.id()) || !aside.containsKey(by.id())) {
            throw new InvalidInputException("A page of a copy is replaced by the scan of one in quarantine; "
                    + page.id() + " and " + by.id() + " are not such pages");
        }
        pages.put(page.id(), page.shownAs(by));
        pages.put(by.id(), by.shownAs(page));
        aside.put(by.id(), Paper.REPLACED);
    }

    private void restore(Restore restore) {
        restore.pages().forEach(page -> pages.put(page.id(), page));
        Set<String> placed = new HashSet<>(restore.aside().keySet());
        restore.copies().forEach((copy, ids) -> {
            if (ids == null) {
                copies.remove(copy);
            } else {
                copies.put(copy, new ArrayList<>(ids));
                placed.addAll(ids);
            }
        });
        placed.forEach(aside::remove);
        aside.putAll(restore.aside());
        restore.students().forEach((copy, student) -> {
            if (student == null) {
                students.remove(copy);
            } else {
                students.put(copy, student);
            }
        });
    }

    private List<String> pagesOf(String copy) {
        List<String> ids = copies.get(copy);
        if (ids == null) {
            throw new InvalidInputException("There is no copy " + copy + " in the paper of this exam");
        }
        return ids;
    }

    private void requireDistinct(List<String> ids) {
        if (ids.isEmpty() || new HashSet<>(ids).size() != ids.size()) {
            throw new InvalidInputException("Name at least one page, and each once");
        }
        ids.forEach(before::page);
    }

    private void takeOut(List<String> ids) {
        ids.forEach(aside::remove);
        copies.values().forEach(each -> each.removeAll(ids));
    }
}
