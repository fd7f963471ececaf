package io.korrigo.paper;

import io.korrigo.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All corrections of an exam's paper, from the scan on. The same log gives the same paper, and nothing is taken out of it: what
 * is undone is there twice, as it was done and as it was undone.
 *
 * <p>Any correction can be undone as long as none after it, that isn't undone itself, touched the same copies or pages.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class PaperLog {
    private final List<Entry> entries;
    /** The paper before each entry, and after the last one. */
    private final List<Paper> papers;

    private PaperLog(List<Entry> entries, List<Paper> papers) {
        this.entries = List.copyOf(entries);
        this.papers = List.copyOf(papers);
    }

    /**
     * What somebody did.
     *
     * @param undoes number of the entry that this one undoes, from 0, or null
     * @param actor the user
     */
    public record Entry(Correction correction, @Nullable Integer undoes, String actor) {}

    /**
     * What was done to the paper.
     *
     * @throws InvalidInputException when an entry does not fit what was there before it
     */
    public static PaperLog of(Paper scanned, List<Entry> entries) {
        List<Paper> papers = new ArrayList<>(List.of(scanned));
        for (Entry entry : entries) {
            papers.add(papers.get(papers.size() - 1).after(entry.correction()));
        }
        return new PaperLog(entries, papers);
    }

    /** Entries in the order in which they were made; an entry's number is its place here. */
    public List<Entry> entries() {
        return entries;
    }

    /** The paper as it lies now. */
    public Paper paper() {
        return papers.get(entries.size());
    }

    /**
     * The log with one correction more.
     *
     * @throws InvalidInputException when the paper doesn't allow it
     */
    public PaperLog with(Correction correction, String actor) {
        return with(new Entry(correction, null, actor));
    }

    private PaperLog with(Entry entry) {
        List<Paper> all = new ArrayList<>(papers);
        all.add(paper().after(entry.correction()));
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new PaperLog(more, all);
    }

    /** Entries that did something and are not undone, in their order. */
    public List<Entry> holding() {
        boolean[] holds = holds();
        return IntStream.range(0, entries.size())
                .filter(i -> holds[i] && entries.get(i).undoes() == null)
                .mapToObj(entries::get)
                .toList();
    }

    /** The last correction that holds, which is the one to be undone unless somebody wants another; empty where none does. */
    public OptionalInt lastToUndo() {
        boolean[] holds = holds();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (holds[i] && entries.get(i).undoes() == null) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The log with one entry more, which undoes another. What undid something can be undone as well.
     *
     * @param number of the entry to be undone, from 0
     * @throws InvalidInputException when there is none, it is undone already, or what came after it builds on it
     */
    public PaperLog undo(int number, String actor) {
        if (number < 0 || number >= entries.size()) {
            throw new InvalidInputException("There is no correction " + number + " of this exam's paper");
        }
        boolean[] holds = holds();
        if (!holds[number]) {
            throw new InvalidInputException("Correction " + number + " is undone already");
        }
        Set<String> touched = touched(number);
        for (int later = number + 1; later < entries.size(); later++) {
            Integer undoes = entries.get(later).undoes();
            // where both were done since, what was done and undone is as if it never was
            boolean counts = holds[later] && (undoes == null || undoes < number);
            if (counts && meets(touched, touched(later))) {
                throw new InvalidInputException(
                        "Correction " + later + " builds on correction " + number + "; undo that one first");
            }
        }
        Correction.Restore back = papers.get(number).asOf(papers.get(number + 1));
        return with(new Entry(back, number, actor));
    }

    /** Copies and pages that an entry changed; their ids with a letter before, for they may be equal. */
    private Set<String> touched(int number) {
        Paper before = papers.get(number);
        Paper after = papers.get(number + 1);
        Set<String> touched = new HashSet<>();
        before.copiesUnlike(after).forEach(copy -> touched.add("c" + copy));
        before.pagesUnlike(after).forEach(page -> touched.add("p" + page));
        return touched;
    }

    private static boolean meets(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }

    /** Whether each entry is not undone; one that undoes another holds until it is undone itself. */
    private boolean[] holds() {
        boolean[] holds = new boolean[entries.size()];
        Set<Integer> undone = new HashSet<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            holds[i] = !undone.contains(i);
            Integer undoes = entries.get(i).undoes();
            if (holds[i] && undoes != null) {
                undone.add(undoes);
            }
        }
        return holds;
    }
}
