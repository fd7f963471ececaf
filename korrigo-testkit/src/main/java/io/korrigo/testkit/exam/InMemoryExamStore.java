package io.korrigo.testkit.exam;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.paper.PaperLog;
import io.korrigo.paper.PaperStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exams and copies in maps.
 *
 * <p><b>Threads:</b> every method holds this object's lock.
 */
public final class InMemoryExamStore implements ExamStore, PaperStore {
    private final Map<String, Exam> exams = new LinkedHashMap<>();
    private final Map<String, Copy> copies = new LinkedHashMap<>();
    private final Map<String, List<Annotation>> annotations = new LinkedHashMap<>();
    private final Map<String, CopyMarks> marks = new LinkedHashMap<>();
    private final Map<String, CopyGrading> gradings = new LinkedHashMap<>();
    private final List<ImportedScan> scans = new ArrayList<>();
    private final Map<String, List<ScannedPage>> scanned = new LinkedHashMap<>();
    private final Map<String, List<PaperLog.Entry>> corrections = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Annotation>>> kept = new LinkedHashMap<>();
    private final Set<String> nobodys = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, Instant> lockedUntil = new LinkedHashMap<>();
    private final Clock clock;

    public InMemoryExamStore() {
        this(Clock.systemUTC());
    }

    /** @param clock by which locks end */
    public InMemoryExamStore(Clock clock) {
        this.clock = clock;
    }

    /** By which locks end. */
    public Clock clock() {
        return clock;
    }

    /** Makes a copy LOCKED until then, or READY; its version is raised. */
    public synchronized void lock(String copyId, @Nullable Instant until) {
        Copy copy = copies.get(copyId);
        if (copy != null) {
            lockedUntil.put(copyId, until == null ? Instant.MIN : until);
            replace(copy, until == null ? CopyStatus.READY : CopyStatus.LOCKED, copy.identification(), copy.finalPdf());
        }
    }

    /** Lets a lock last until then. */
    public synchronized void renewLock(String copyId, Instant until) {
        lockedUntil.put(copyId, until);
    }

    /** The copy as it is now that its lock may be over. */
    private @Nullable Copy present(String copyId) {
        Copy copy = copies.get(copyId);
        Instant until = lockedUntil.get(copyId);
        if (copy != null && copy.status() == CopyStatus.LOCKED && until != null && !until.isAfter(clock.instant())) {
            copy = with(copy, CopyStatus.READY, copy.identification(), copy.finalPdf(), copy.version());
            copies.put(copyId, copy);
        }
        return copy;
    }

    /** Adds or replaces an exam. */
    public synchronized InMemoryExamStore add(Exam exam) {
        exams.put(exam.id(), exam);
        return this;
    }

    /** Adds or replaces a copy with what its corrector wrote. */
    public synchronized InMemoryExamStore add(Copy copy, List<Annotation> written, CopyMarks given) {
        copies.put(copy.id(), copy);
        annotations.put(copy.id(), List.copyOf(written));
        marks.put(copy.id(), given);
        return this;
    }

    /** Removes an exam with its copies. */
    public synchronized void remove(String examId) {
        exams.remove(examId);
        copies.values().removeIf(copy -> copy.examId().equals(examId));
        scans.removeIf(scan -> scan.examId().equals(examId));
        scanned.remove(examId);
        corrections.remove(examId);
        kept.remove(examId);
    }

    /** Takes back a copy's final PDF and grading; one that was graded, or failed to be, is READY again. */
    public synchronized void revoke(String copyId) {
        Copy copy = present(copyId);
        if (copy != null) {
            boolean ended = copy.status() == CopyStatus.GRADED || copy.status() == CopyStatus.GRADING_FAILED;
            gradings.remove(copyId);
            replace(copy, ended ? CopyStatus.READY : copy.status(), copy.identification(), null);
        }
    }

    /** Notes whether a person has said that the copy is nobody's, which no machine changes. */
    public synchronized void decidedByPerson(String copyId, boolean nobodys) {
        if (nobodys) {
            this.nobodys.add(copyId);
        } else {
            this.nobodys.remove(copyId);
        }
    }

    /** Takes no student of this id from now on, as after an erasure; it knows no students, so all others are taken. */
    public synchronized void studentGone(String studentId) {
        gone.add(studentId);
    }

    /** Whether {@link #studentGone} was said of the student. */
    public synchronized boolean isGone(String studentId) {
        return gone.contains(studentId);
    }

    @Override
    public synchronized List<String> examIds() {
        return List.copyOf(exams.keySet());
    }

    @Override
    public synchronized Optional<Exam> exam(String examId) {
        return Optional.ofNullable(exams.get(examId));
    }

    @Override
    public synchronized List<Copy> copies(String examId) {
        return List.copyOf(copies.keySet()).stream()
                .map(id -> Objects.requireNonNull(present(id)))
                .filter(copy -> copy.examId().equals(examId))
                .sorted(Comparator.comparing(Copy::anonymousId))
                .toList();
    }

    @Override
    public synchronized Optional<Copy> copy(String copyId) {
        return Optional.ofNullable(present(copyId));
    }

    @Override
    public synchronized List<Annotation> annotations(String copyId) {
        return annotations.getOrDefault(copyId, List.of()).stream()
                .sorted(Comparator.comparingInt(Annotation::pageIndex))
                .toList();
    }

    @Override
    public synchronized CopyMarks marks(String copyId) {
        return marks.getOrDefault(copyId, CopyMarks.NONE);
    }

    @Override
    public synchronized Outcome identify(String copyId, long version, CopyIdentification identification) {
        Copy copy = present(copyId);
        if (copy == null || copy.version() != version) {
            return Outcome.COPY_CHANGED;
        }
        if (gone.contains(identification.studentId())) {
            return Outcome.STUDENT_GONE;
        }
        if (!copy.status().identifiable()) {
            return Outcome.NOT_ALLOWED;
        }
        CopyIdentification present = copy.identification();
        if ((nobodys.contains(copyId) || present != null && present.source() == CopyIdentification.Source.PERSON)
                && identification.source() == CopyIdentification.Source.AUTOMATIC) {
            return Outcome.DECIDED_BY_PERSON;
        }
        if (taken(copy, identification.studentId())) {
            return Outcome.STUDENT_TAKEN;
        }
        replace(copy, copy.status(), identification, copy.finalPdf());
        return Outcome.STORED;
    }

    private boolean taken(Copy copy, String studentId) {
        return copies.values().stream()
                .anyMatch(other -> other.examId().equals(copy.examId())
                        && !other.id().equals(copy.id())
                        && other.identification() != null
                        && other.identification().studentId().equals(studentId));
    }

    @Override
    public synchronized Outcome attachFinalPdf(String copyId, long version, String blobKey) {
        Copy copy = present(copyId);
        if (copy == null || copy.version() != version) {
            return Outcome.COPY_CHANGED;
        }
        if (copy.status() == CopyStatus.GRADED
                && copy.finalPdf() != null
                && !copy.finalPdf().equals(blobKey)) {
            return Outcome.NOT_ALLOWED;
        }
        replace(copy, copy.status(), copy.identification(), blobKey);
        return Outcome.STORED;
    }

    @Override
    public synchronized Outcome release(String copyId, long version) {
        Copy copy = present(copyId);
        if (copy == null || copy.version() != version) {
            return Outcome.COPY_CHANGED;
        }
        if (copy.status() != CopyStatus.STAGING || copy.pages().isEmpty()) {
            return Outcome.NOT_ALLOWED;
        }
        replace(copy, CopyStatus.READY, copy.identification(), copy.finalPdf());
        return Outcome.STORED;
    }

    @Override
    public synchronized Outcome beginGrading(String copyId, long version) {
        Copy copy = present(copyId);
        if (copy == null || copy.version() != version) {
            return Outcome.COPY_CHANGED;
        }
        if (!copy.status().mayBecome(CopyStatus.GRADING_IN_PROGRESS)) {
            return Outcome.NOT_ALLOWED;
        }
        gradings.remove(copyId);
        replace(copy, CopyStatus.GRADING_IN_PROGRESS, copy.identification(), copy.finalPdf());
        return Outcome.STORED;
    }

    @Override
    public synchronized Outcome endGrading(String copyId, long version, CopyGrading grading) {
        Copy copy = present(copyId);
        if (copy == null || copy.version() != version) {
            return Outcome.COPY_CHANGED;
        }
        if (!copy.status().mayBecome(grading.status())) {
            return Outcome.NOT_ALLOWED;
        }
        gradings.put(copyId, grading);
        String pdf = grading.finalPdf() == null ? copy.finalPdf() : grading.finalPdf();
        replace(copy, grading.status(), copy.identification(), pdf);
        return Outcome.STORED;
    }

    @Override
    public synchronized Optional<CopyGrading> grading(String copyId) {
        return Optional.ofNullable(gradings.get(copyId));
    }

    private void replace(
            Copy copy, CopyStatus status, @Nullable CopyIdentification identification, @Nullable String finalPdf) {
        copies.put(copy.id(), with(copy, status, identification, finalPdf, copy.version() + 1));
    }

    private static Copy with(
            Copy copy,
            CopyStatus status,
            @Nullable CopyIdentification identification,
            @Nullable String finalPdf,
            long version) {
        return new Copy(
                copy.id(),
                copy.examId(),
                copy.anonymousId(),
                status,
                copy.booklets(),
                identification,
                finalPdf,
                version);
    }

    @Override
    public synchronized boolean addScan(ImportedScan scan, List<Copy> added, List<ScannedPage> pages) {
        if (!exams.containsKey(scan.examId())) {
            throw new KorrigoException("Exam " + scan.examId() + " does not exist");
        }
        if (scan(scan.examId(), scan.sha256()).isPresent()) {
            return false;
        }
        if (added.stream().anyMatch(copy -> copies.containsKey(copy.id()))) {
            throw new KorrigoException("A copy of the scan is there already");
        }
        scans.add(scan);
        scanned.computeIfAbsent(scan.examId(), exam -> new ArrayList<>()).addAll(pages);
        added.forEach(copy -> copies.put(copy.id(), copy));
        return true;
    }

    @Override
    public synchronized Optional<ImportedScan> scan(String examId, String sha256) {
        return scans.stream()
                .filter(scan -> scan.examId().equals(examId) && scan.sha256().equals(sha256))
                .findFirst();
    }

    @Override
    public synchronized List<ImportedScan> scans(String examId) {
        return scans.stream().filter(scan -> scan.examId().equals(examId)).toList();
    }

    @Override
    public synchronized List<ScannedPage> scannedPages(String examId) {
        return List.copyOf(scanned.getOrDefault(examId, List.of()));
    }

    @Override
    public synchronized List<PaperLog.Entry> corrections(String examId) {
        return List.copyOf(corrections.getOrDefault(examId, List.of()));
    }

    @Override
    public synchronized Map<String, List<Annotation>> keptAnnotations(String examId) {
        return Map.copyOf(kept.getOrDefault(examId, Map.of()));
    }

    @Override
    public synchronized Outcome append(Addition addition) {
        if (!exams.containsKey(addition.examId())) {
            throw new KorrigoException("Exam " + addition.examId() + " does not exist");
        }
        if (addition.students().stream().anyMatch(gone::contains)) {
            return Outcome.STUDENT_GONE;
        }
        if (addition.number() != corrections(addition.examId()).size()) {
            return Outcome.COPY_CHANGED;
        }
        for (ChangedCopy changed : addition.copies()) {
            Copy copy = present(changed.copy().id());
            if ((copy == null) != changed.isNew()
                    || copy != null && copy.version() != changed.copy().version()) {
                return Outcome.COPY_CHANGED;
            }
            if (copy != null && copy.status() != CopyStatus.STAGING && copy.status() != CopyStatus.READY) {
                return Outcome.NOT_ALLOWED;
            }
            CopyIdentification identification = changed.copy().identification();
            if (identification != null && taken(changed.copy(), identification.studentId())) {
                return Outcome.STUDENT_TAKEN;
            }
        }
        corrections
                .computeIfAbsent(addition.examId(), exam -> new ArrayList<>())
                .add(addition.entry());
        for (ChangedCopy changed : addition.copies()) {
            Copy copy = changed.copy();
            annotations.put(copy.id(), changed.annotations());
            copies.put(
                    copy.id(),
                    new Copy(
                            copy.id(),
                            copy.examId(),
                            copy.anonymousId(),
                            copy.status(),
                            copy.booklets(),
                            copy.identification(),
                            copy.finalPdf(),
                            copy.version() + (changed.isNew() ? 0 : 1)));
        }
        Map<String, List<Annotation>> keptNow = kept.computeIfAbsent(addition.examId(), exam -> new LinkedHashMap<>());
        addition.kept().forEach((page, written) -> {
            if (written.isEmpty()) {
                keptNow.remove(page);
            } else {
                keptNow.put(page, List.copyOf(written));
            }
        });
        return Outcome.STORED;
    }
}
