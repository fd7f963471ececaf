package io.korrigo.paper;

/**
 * A page of paper. Its id stays for good: what teachers write on it holds on to that, wherever the page is put, however it is
 * turned and whichever scan shows it.
 *
 * @param scan the picture that shows it, as it was scanned
 * @param picture blob key of the picture as it is shown: the scan's, or one turned from it
 * @param quarterTurns clockwise turns, 0 to 3, that a person gave to the scan
 * @param blank whether nobody wrote on it
 * @param beginsBooklet whether it is the first page of a booklet, which carries a header
 */
public record PaperPage(String id, Scan scan, String picture, int quarterTurns, boolean blank, boolean beginsBooklet) {
    /** @throws IllegalArgumentException for other turns, or a picture that is turned and shouldn't be */
    public PaperPage {
        if (quarterTurns < 0 || quarterTurns > 3 || (quarterTurns == 0) != picture.equals(scan.picture())) {
            throw new IllegalArgumentException("Page " + id + " has quarter turns from 0 to 3, and a picture to them");
        }
    }

    /**
     * What a scanner made of one side of paper, or of half of it.
     *
     * @param picture blob key, unlike any other scan's
     * @param file how people find the view it was cut from: "scan.pdf#3"
     * @param sheet in the pile, from 1
     * @param recto whether it is on the side of the sheet that has the first page
     */
    public record Scan(String picture, String file, int sheet, boolean recto) {}

    PaperPage turned(int quarterTurnsMore, String nowShownBy) {
        return new PaperPage(id, scan, nowShownBy, (quarterTurns + quarterTurnsMore) & 3, blank, beginsBooklet);
    }

    PaperPage blank(boolean nowBlank) {
        return new PaperPage(id, scan, picture, quarterTurns, nowBlank, beginsBooklet);
    }

    /** This page, as the other's scan shows it. */
    PaperPage shownAs(PaperPage other) {
        return new PaperPage(id, other.scan, other.picture, other.quarterTurns, other.blank, beginsBooklet);
    }
}
