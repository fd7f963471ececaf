package io.korrigo.paper;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.ExamStore.ScannedPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages of an exam lie. Each is in one copy or in quarantine, and in one place only, and no scan shows two: paper of
 * which that is not true can't be made.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class Paper {
    /** Reason of a page in quarantine whose scan was replaced by another one. */
    public static final String REPLACED = "replaced";

    /** What stands for students who were erased begins so: the log goes on without their ids, and none of them comes back by undoing. */
    public static final String ERASED = "erased:";

    /** Stands for nobody, where a person said that a copy is nobody's. */
    static final String NOBODY = "";

    private final Map<String, PaperPage> pages;
    private final Map<String, List<String>> copies;
    private final Map<String, String> aside;
    private final Map<String, String> students;

    Paper(
            Map<String, PaperPage> pages,
            Map<String, List<String>> copies,
            Map<String, String> aside,
            Map<String, String> students) {
        this.pages = Collections.unmodifiableMap(new TreeMap<>(pages));
        Map<String, List<String>> byCopy = new TreeMap<>();
        copies.forEach((copy, ids) -> byCopy.put(copy, List.copyOf(ids)));
        this.copies = Collections.unmodifiableMap(byCopy);
        this.aside = Collections.unmodifiableMap(new TreeMap<>(aside));
        this.students = Collections.unmodifiableMap(new TreeMap<>(students));
        requireEachOnce();
    }

    private void requireEachOnce() {
        Set<String> placed = new HashSet<>(aside.keySet());
        int places = aside.size();
        for (List<String> ids : copies.values()) {
            placed.addAll(ids);
            places += ids.size();
        }
        Set<PaperPage.Scan> scans = new HashSet<>();
        pages.values().forEach(page -> scans.add(page.scan()));
        if (places != placed.size() || !placed.equals(pages.keySet()) || scans.size() != pages.size()) {
            throw new IllegalArgumentException("A page is lost, in two places, or shown by the scan of another one");
        }
        if (!copies.keySet().containsAll(students.keySet())) {
            throw new IllegalArgumentException("A copy that isn't there has a student");
        }
    }

    /**
     * Paper as it came from the scanner.
     *
     * @param scanned the pages of all of an exam's scans, those of a copy in reading order
     * @throws IllegalArgumentException when a page or a picture is in it twice
     */
    public static Paper of(List<ScannedPage> scanned) {
        Map<String, PaperPage> pages = new HashMap<>();
        Map<String, List<String>> copies = new LinkedHashMap<>();
        Map<String, String> aside = new HashMap<>();
        for (ScannedPage page : scanned) {
            PaperPage.Scan scan = new PaperPage.Scan(page.picture(), page.file(), page.sheet(), page.recto());
            PaperPage before = pages.put(
                    page.id(), new PaperPage(page.id(), scan, page.picture(), 0, page.blank(), page.beginsBooklet()));
            if (before != null) {
                throw new IllegalArgumentException("Page " + page.id() + " was scanned twice");
            }
            if (page.copyId() != null) {
                copies.computeIfAbsent(page.copyId(), copy -> new ArrayList<>()).add(page.id());
            } else {
                aside.put(page.id(), String.valueOf(page.reason()));
            }
        }
        return new Paper(pages, copies, aside, Map.of());
    }

    /** All pages by id. */
    public Map<String, PaperPage> pages() {
        return pages;
    }

    /** Ids of the pages of each copy, in reading order; none for a copy that was emptied. */
    public Map<String, List<String>> copies() {
        return copies;
    }

    /** Why each page in quarantine is there, by its id. */
    public Map<String, String> aside() {
        return aside;
    }

    /** Students by copy, where a person said so; {@code ""} where the person said that it is nobody's. */
    public Map<String, String> students() {
        return students;
    }

    /**
     * How the pages add up: {@code pages = written + blank + quarantined}.
     *
     * @param written pages in copies with something on them
     * @param blank pages in copies with nothing on them
     */
    public record Balance(int pages, int written, int blank, int quarantined) {
        /** @throws IllegalArgumentException when they don't */
        public Balance {
            if (pages != written + blank + quarantined) {
                throw new IllegalArgumentException(
                        pages + " pages are not " + written + " + " + blank + " + " + quarantined);
            }
        }
    }

    /** Counts that add up. */
    public Balance balance() {
        return balance(pages.keySet());
    }

    /**
     * Counts of some of the pages, as of one scan's, that add up.
     *
     * @throws InvalidInputException when one of them isn't here
     */
    public Balance balance(Set<String> ids) {
        int quarantined = 0;
        int blank = 0;
        for (String id : ids) {
            boolean nobodyWrote = page(id).blank();
            if (aside.containsKey(id)) {
                quarantined++;
            } else if (nobodyWrote) {
                blank++;
            }
        }
        return new Balance(ids.size(), ids.size() - quarantined - blank, blank, quarantined);
    }

    /** The page with this id, of which it is known that there is one. */
    PaperPage page(String id) {
        PaperPage page = pages.get(id);
        if (page == null) {
            throw new InvalidInputException("There is no page " + id + " in the paper of this exam");
        }
        return page;
    }

    /**
     * The paper once somebody has done this.
     *
     * @throws InvalidInputException when it names what isn't there, or would change nothing, though it is no {@link Correction.Acknowledge}
     */
    public Paper after(Correction correction) {
        Paper after = new PaperChange(this).apply(correction);
        if (after.equals(this) && !leavesPaper(correction)) {
            throw new InvalidInputException("The paper lies so already; nothing was changed");
        }
        return after;
    }

    /** Whether it is about something else than where pages lie, or takes such an act back. */
    private static boolean leavesPaper(Correction correction) {
        return correction instanceof Correction.Acknowledge
                || correction instanceof Correction.Restore restore && restore.isEmpty();
    }

    /** What differs between this paper and the other, so that {@code Restore} makes this one of the other. */
    Correction.Restore asOf(Paper other) {
        Map<String, @Nullable List<String>> lists = new TreeMap<>();
        for (String copy : union(copies.keySet(), other.copies.keySet())) {
            List<String> here = copies.get(copy);
            if (here == null || !here.equals(other.copies.get(copy))) {
                lists.put(copy, here);
            }
        }
        Map<String, String> reasons = new TreeMap<>(aside);
        reasons.entrySet().removeIf(each -> each.getValue().equals(other.aside.get(each.getKey())));
        List<PaperPage> changed = pages.values().stream()
                .filter(page -> !page.equals(other.pages.get(page.id())))
                .toList();
        Map<String, @Nullable String> whose = new TreeMap<>();
        for (String copy : union(students.keySet(), other.students.keySet())) {
            String here = students.get(copy);
            if (here == null || !here.equals(other.students.get(copy))) {
                whose.put(copy, here);
            }
        }
        return new Correction.Restore(lists, reasons, changed, whose);
    }

    /** Which copies differ between this paper and the other: in their pages, in one of these, or in whose they are. */
    public Set<String> copiesUnlike(Paper other) {
        Set<String> unlike = new TreeSet<>();
        for (String copy : union(copies.keySet(), other.copies.keySet())) {
            if (!contents(copy).equals(other.contents(copy))) {
                unlike.add(copy);
            }
        }
        return unlike;
    }

    /** Which pages differ between this paper and the other: in themselves, or in the copy or quarantine that has them. */
    Set<String> pagesUnlike(Paper other) {
        Set<String> unlike = new TreeSet<>();
        for (String page : union(pages.keySet(), other.pages.keySet())) {
            if (!where(page).equals(other.where(page))) {
                unlike.add(page);
            }
        }
        return unlike;
    }

    private List<Object> contents(String copy) {
        List<Object> contents = new ArrayList<>();
        List<String> ids = copies.get(copy);
        contents.add(ids == null ? "none" : students.getOrDefault(copy, "unsaid"));
        if (ids != null) {
            ids.forEach(id -> contents.add(page(id)));
        }
        return contents;
    }

    private List<Object> where(String id) {
        List<Object> where = new ArrayList<>();
        where.add(page(id));
        where.add(aside.getOrDefault(id, ""));
        copies.forEach((copy, ids) -> {
            if (ids.contains(id)) {
                where.add(copy);
            }
        });
        return where;
    }

    private static Set<String> union(Collection<String> one, Collection<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Paper paper
                && pages.equals(paper.pages)
                && copies.equals(paper.copies)
                && aside.equals(paper.aside)
                && students.equals(paper.students);
    }

    @Override
    public int hashCode() {
        return List.of(pages, copies, aside, students).hashCode();
    }

    @Override
    public String toString() {
        return "Paper" + balance() + copies + aside;
    }
}
