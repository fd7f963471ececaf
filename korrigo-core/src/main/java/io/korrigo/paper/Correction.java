package io.korrigo.paper;

import io.korrigo.exam.CopyIdentification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One act by which a person puts the paper right. Pages and copies go by their ids.
 *
 * <p>None of them makes or destroys a page or a scan: {@link Paper#after} refuses what would.
 */
public sealed interface Correction {
    /**
     * Puts pages into a copy, in this order, from other copies or out of quarantine.
     *
     * @param before the page of the copy that they come before, none of theirs; null for the end
     */
    record Move(List<String> pages, String copy, @Nullable String before) implements Correction {
        public Move {
            pages = List.copyOf(pages);
        }
    }

    /**
     * Turns a page clockwise.
     *
     * @param quarterTurns 1 to 3
     * @param picture blob key of the page as it is then shown
     */
    record Turn(String page, int quarterTurns, String picture) implements Correction {}

    /**
     * Makes a new copy of the pages of a copy from one on.
     *
     * @param newCopy an id that no copy has
     */
    record Split(String copy, String from, String newCopy) implements Correction {}

    /** Puts all pages of another copy behind those of a copy. The other one stays, without a page. */
    record Merge(String copy, String other) implements Correction {}

    /**
     * Says whose copy it is.
     *
     * @param student the student's id, or null for nobody
     * @param before whose it was, to be given back when this is undone
     */
    record Assign(
            String copy, @Nullable String student, @Nullable CopyIdentification before) implements Correction {}

    /** Says whether somebody wrote on a page. */
    record Blank(String page, boolean blank) implements Correction {}

    /**
     * Takes pages out of their copies.
     *
     * @param reason one word of small letters and underscores
     */
    record Quarantine(List<String> pages, String reason) implements Correction {
        public Quarantine {
            pages = List.copyOf(pages);
        }
    }

    /**
     * Has a page of a copy shown by another scan, that of a page in quarantine, which gets the old scan and the reason
     * {@value Paper#REPLACED}.
     */
    record Replace(String page, String by) implements Correction {}

    /**
     * Says that a scan has no other number of sheets or copies than it has, though another was expected. Changes no paper.
     *
     * @param scan its id
     * @param counted {@value #SHEETS} or {@value #COPIES}
     * @param found how many there are, as the person saw
     */
    record Acknowledge(String scan, String counted, int found) implements Correction {
        public static final String SHEETS = "sheets";
        public static final String COPIES = "copies";
    }

    /**
     * Puts everything that it names back as it says: what undoes each of the others.
     *
     * @param copies the pages of copies; an empty list for a copy to stay without any, null for one to be no more
     * @param aside reasons of pages in quarantine
     * @param pages as they were
     * @param students by copy as persons said, null where no person did
     */
    record Restore(
            Map<String, @Nullable List<String>> copies,
            Map<String, String> aside,
            List<PaperPage> pages,
            Map<String, @Nullable String> students)
            implements Correction {
        boolean isEmpty() {
            return copies.isEmpty() && aside.isEmpty() && pages.isEmpty() && students.isEmpty();
        }
    }
}
