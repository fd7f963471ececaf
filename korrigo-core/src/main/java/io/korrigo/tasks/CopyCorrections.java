package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.paper.Correction;
import io.korrigo.paper.Paper;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperPage;
import io.korrigo.paper.PaperStore;
import io.korrigo.scan.PagePicture;
import io.korrigo.scan.Part;
import io.korrigo.scan.PilePage;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the paper of an exam right after a scan: pages that lie in another copy, turned ones, copies that are two or half of
 * one. Every act says which version of each copy it is about, is kept in a log, can be undone, and is audited. What teachers
 * wrote on a page goes with the page.
 *
 * <p>Copies that somebody is correcting, or that are graded, are not touched.
 *
 * <p><b>Threads:</b> safe for concurrent use, across processes as far as the ports are.
 */
public final class CopyCorrections {
    private final ExamStore exams;
    private final PaperStore papers;
    private final BlobStore blobs;
    private final AuditLog audit;

    public CopyCorrections(ExamStore exams, PaperStore papers, BlobStore blobs, AuditLog audit) {
        this.exams = exams;
        this.papers = papers;
        this.blobs = blobs;
        this.audit = audit;
    }

    /**
     * What came of an act.
     *
     * @param outcome {@code STORED}, or why nothing has changed
     * @param number of the correction, from 0, by which it can be undone
     * @param copies ids of those that it changes
     */
    public record Corrected(Outcome outcome, int number, Set<String> copies) {}

    /** All corrections of the exam, and the paper as it lies now. */
    public PaperLog log(String examId) {
        return PaperLog.of(Paper.of(exams.scannedPages(examId)), papers.corrections(examId));
    }

    /**
     * Does it. Pages are turned by {@link #turn}.
     *
     * @param versions {@link Copy#version} of each copy that it changes and that is there, as the person saw it
     * @param actor the user
     * @throws InvalidInputException when the paper doesn't allow it, or a version is lacking
     */
    public Corrected correct(String examId, Correction correction, Map<String, Long> versions, String actor) {
        PaperLog log = log(examId);
        if (correction instanceof Correction.Acknowledge acknowledged) {
            requireSeen(examId, acknowledged, log);
        }
        Correction known = correction instanceof Correction.Assign assign
                ? new Correction.Assign(
                        assign.copy(),
                        assign.student(),
                        exams.copy(assign.copy()).map(Copy::identification).orElse(null))
                : correction;
        return store(examId, log, log.with(known, actor), versions, actor);
    }

    /** That what somebody acknowledges is what there is, and nobody has before. */
    private void requireSeen(String examId, Correction.Acknowledge acknowledged, PaperLog log) {
        ExamStore.ScanProblem differs = exams.scans(examId).stream()
                .filter(scan -> KorrigoTasks.scanId(examId, scan.sha256()).equals(acknowledged.scan()))
                .flatMap(scan -> scan.problems().stream())
                .filter(problem -> problem.kind().equals(acknowledged.counted() + "_expected"))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("Scan " + acknowledged.scan() + " has no other number of "
                        + acknowledged.counted() + " than expected; name sheets or copies, which differ"));
        int found = acknowledged.counted().equals(Correction.Acknowledge.COPIES)
                ? copiesOf(acknowledged.scan(), log.paper())
                : differs.found();
        if (found != acknowledged.found()) {
            throw new InvalidInputException("Scan " + acknowledged.scan() + " has " + found + " "
                    + acknowledged.counted() + ", not " + acknowledged.found() + "; look at it again");
        }
        if (log.holding().stream().anyMatch(entry -> entry.correction().equals(acknowledged))) {
            throw new InvalidInputException("That scan " + acknowledged.scan() + " has " + found + " "
                    + acknowledged.counted() + " is acknowledged already");
        }
    }

    private static int copiesOf(String scan, Paper paper) {
        return (int) paper.copies().values().stream()
                .filter(pages -> pages.stream().anyMatch(page -> page.startsWith(scan + "-")))
                .count();
    }

    /**
     * Turns a page clockwise; what is written on it is turned with it.
     *
     * @param quarterTurns 1 to 3
     * @throws InvalidInputException as {@link #correct} does, and for a page that is no picture
     * @throws IOException when storage fails; nothing has changed then
     */
    public Corrected turn(String examId, String pageId, int quarterTurns, Map<String, Long> versions, String actor)
            throws IOException {
        PaperPage page = log(examId).paper().pages().get(pageId);
        if (page == null || quarterTurns < 1 || quarterTurns > 3) {
            throw new InvalidInputException("Page " + pageId + " of this exam can't be turned by " + quarterTurns
                    + " quarters: name one of its pages, and 1 to 3");
        }
        String picture = picture(page, (page.quarterTurns() + quarterTurns) & 3);
        return correct(examId, new Correction.Turn(pageId, quarterTurns, picture), versions, actor);
    }

    /** Made from the scan each time, so that turning again takes nothing from the picture. */
    private String picture(PaperPage page, int quarterTurns) throws IOException {
        String scanned = page.scan().picture();
        if (quarterTurns == 0) {
            return scanned;
        }
        byte[] bytes;
        try (var in = blobs.open(scanned)) {
            bytes = in.readAllBytes();
        }
        PilePage whole = new PilePage(0, Part.WHOLE, quarterTurns, 1, 0, true, false);
        PagePicture turned = PagePicture.of(bytes, whole, page.scan().file());
        int name = scanned.lastIndexOf('/') + 1;
        int dot = scanned.indexOf('.', name);
        String key =
                scanned.substring(0, dot < 0 ? scanned.length() : dot) + "-turned-" + quarterTurns + turned.extension();
        blobs.publish(key, out -> out.write(turned.bytes()));
        return key;
    }

    /**
     * Undoes a correction.
     *
     * @param number of the correction, or null for the last one that holds
     * @param versions as in {@link #correct}
     * @throws InvalidInputException when there is none, it is undone already, or later ones build on it
     */
    public Corrected undo(String examId, @Nullable Integer number, Map<String, Long> versions, String actor) {
        PaperLog log = log(examId);
        OptionalInt last = log.lastToUndo();
        if (number == null && last.isEmpty()) {
            throw new InvalidInputException("There is nothing to be undone");
        }
        return store(examId, log, log.undo(number == null ? last.getAsInt() : number, actor), versions, actor);
    }

    private Corrected store(String examId, PaperLog before, PaperLog after, Map<String, Long> versions, String actor) {
        int number = before.entries().size();
        PaperLog.Entry entry = after.entries().get(number);
        Set<String> touched = new TreeSet<>(before.paper().copiesUnlike(after.paper()));
        CorrectedPaper corrected = new CorrectedPaper(exams, papers.keptAnnotations(examId), examId, before, after);
        for (String copyId : touched) {
            Long seen = versions.get(copyId);
            Long present = exams.copy(copyId).map(Copy::version).orElse(null);
            if (present != null && seen == null) {
                throw new InvalidInputException(
                        "This changes copy " + copyId + " too: say which version of it you have seen");
            }
            if (present != null && !present.equals(seen)) {
                return new Corrected(Outcome.COPY_CHANGED, number, touched);
            }
        }
        Outcome outcome = papers.append(
                new PaperStore.Addition(examId, number, entry, corrected.copies(touched), corrected.kept()));
        if (outcome == Outcome.STORED) {
            String what = entry.undoes() == null ? told(entry.correction()) : "undo of " + entry.undoes();
            String detail = "correction " + number + ", " + what + ", " + touched.size() + " copies";
            audit.recordOnce("correction/" + examId + "/" + number, AuditLog.Event.CORRECTION, actor, examId, detail);
        }
        return new Corrected(outcome, number, touched);
    }

    private static String told(Correction correction) {
        String act = correction.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return correction instanceof Correction.Acknowledge acknowledged
                ? act + " " + acknowledged.found() + " " + acknowledged.counted() + " in scan " + acknowledged.scan()
                : act;
    }
}
