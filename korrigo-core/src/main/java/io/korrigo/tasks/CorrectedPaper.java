package io.korrigo.tasks;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore;
import io.korrigo.paper.Correction;
import io.korrigo.paper.Paper;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperPage;
import io.korrigo.paper.PaperStore.ChangedCopy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies as a correction leaves them, each with what is written on its pages. Confined to one thread. */
final class CorrectedPaper {
    private final ExamStore exams;
    private final String examId;
    private final PaperLog log;
    private final Paper before;
    private final Paper after;
    private final Map<String, List<Annotation>> kept;
    /** What is written, by page id; the page index is of no account. */
    private final Map<String, List<Annotation>> written;

    /** @param kept what is written on pages in quarantine */
    CorrectedPaper(
            ExamStore exams, Map<String, List<Annotation>> kept, String examId, PaperLog before, PaperLog after) {
        this.exams = exams;
        this.examId = examId;
        this.log = after;
        this.before = before.paper();
        this.after = after.paper();
        this.kept = kept;
        this.written = new HashMap<>(kept);
    }

    /** @param touched ids of the copies that differ */
    List<ChangedCopy> copies(Set<String> touched) {
        Map<String, Copy> present = new LinkedHashMap<>();
        for (String id : touched) {
            exams.copy(id).ifPresent(copy -> {
                present.put(id, copy);
                List<String> pages = before.copies().getOrDefault(id, List.of());
                for (Annotation annotation : exams.annotations(id)) {
                    written.computeIfAbsent(pages.get(annotation.pageIndex()), page -> new ArrayList<>())
                            .add(annotation);
                }
            });
        }
        List<ChangedCopy> copies = new ArrayList<>();
        for (String id : touched) {
            Copy copy = present.get(id);
            copies.add(new ChangedCopy(changed(id, copy), copy == null, annotations(id)));
        }
        return copies;
    }

    private Copy changed(String id, @Nullable Copy copy) {
        List<Booklet> booklets = booklets(id);
        // a person put its pages where they are, and so has seen them
        CopyStatus status = booklets.isEmpty() ? CopyStatus.STAGING : CopyStatus.READY;
        return new Copy(
                id,
                examId,
                copy == null ? id : copy.anonymousId(),
                status,
                booklets,
                copy == null ? null : identification(copy),
                copy == null ? null : copy.finalPdf(),
                copy == null ? 0 : copy.version());
    }

    private List<Booklet> booklets(String copyId) {
        List<List<String>> booklets = new ArrayList<>();
        for (String id : after.copies().getOrDefault(copyId, List.of())) {
            PaperPage page = Objects.requireNonNull(after.pages().get(id));
            if (booklets.isEmpty() || page.beginsBooklet()) {
                booklets.add(new ArrayList<>());
            }
            booklets.get(booklets.size() - 1).add(page.picture());
        }
        List<Booklet> named = new ArrayList<>();
        for (List<String> pictures : booklets) {
            named.add(new Booklet(copyId + "-" + (named.size() + 1), pictures));
        }
        return named;
    }

    /** What a person said last, or, where that was undone, what was said before. */
    private @Nullable CopyIdentification identification(Copy copy) {
        String said = after.students().get(copy.id());
        if (Objects.equals(said, before.students().get(copy.id()))) {
            return copy.identification();
        }
        if (said != null) {
            return said.isEmpty() || said.startsWith(Paper.ERASED)
                    ? null
                    : new CopyIdentification(said, CopyIdentification.Source.PERSON, 1);
        }
        return beforeAnyPerson(copy.id());
    }

    /** What the first of the persons who spoke of this copy, and weren't undone, noted that it replaces. */
    private @Nullable CopyIdentification beforeAnyPerson(String copyId) {
        CopyIdentification noted = null;
        String said = null;
        for (PaperLog.Entry entry : log.entries()) {
            if (entry.correction() instanceof Correction.Assign assign
                    && assign.copy().equals(copyId)) {
                noted = said == null ? assign.before() : noted;
                said = assign.student() == null ? "" : assign.student();
            } else if (entry.correction() instanceof Correction.Restore restore
                    && restore.students().containsKey(copyId)) {
                said = restore.students().get(copyId);
            }
        }
        return noted;
    }

    private List<Annotation> annotations(String copyId) {
        List<Annotation> annotations = new ArrayList<>();
        List<String> pages = after.copies().getOrDefault(copyId, List.of());
        for (int i = 0; i < pages.size(); i++) {
            annotations.addAll(on(pages.get(i), i));
        }
        return annotations;
    }

    /** What is written on a page, which is turned as the page was. */
    private List<Annotation> on(String pageId, int pageIndex) {
        PaperPage page = after.pages().get(pageId);
        PaperPage was = before.pages().get(pageId);
        int turns = page == null || was == null || !page.scan().equals(was.scan())
                ? 0
                : (page.quarterTurns() - was.quarterTurns()) & 3;
        return written.getOrDefault(pageId, List.of()).stream()
                .map(each -> new Annotation(
                        pageIndex, each.region().turned(turns), each.type(), each.content(), each.scoreDelta()))
                .toList();
    }

    /** What pages in quarantine keep, as far as that changed; after {@link #copies}. */
    Map<String, List<Annotation>> kept() {
        Map<String, List<Annotation>> changed = new HashMap<>();
        for (String page : after.aside().keySet()) {
            List<Annotation> on = on(page, 0);
            if (!on.equals(kept.getOrDefault(page, List.of()))) {
                changed.put(page, on);
            }
        }
        kept.keySet().stream()
                .filter(page -> !after.aside().containsKey(page))
                .forEach(page -> changed.put(page, List.of()));
        return changed;
    }
}
