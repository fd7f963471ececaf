package io.korrigo.testkit.desk;

import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.ExamRegister;
import io.korrigo.desk.MarkingStore;
import io.korrigo.desk.RevocationStore;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All ports of the desk over an {@link InMemoryExamStore}.
 *
 * <p><b>Threads:</b> every method holds this object's lock.
 */
public final class InMemoryDesk implements ExamRegister, DecisionStore, MarkingStore, RevocationStore {
    private record Made(
            Decision decision, @Nullable CopyIdentification before, Map<String, CopyIdentification> followers) {}

    private final InMemoryExamStore exams;
    private final List<Made> made = new ArrayList<>();
    private final List<Revocation> revoked = new ArrayList<>();
    private final List<Revocation> toRebuild = new ArrayList<>();
    private final Map<String, Lock> locks = new HashMap<>();

    public InMemoryDesk(InMemoryExamStore exams) {
        this.exams = exams;
    }

    @Override
    public synchronized List<Exam> exams(@Nullable String teacher) {
        return exams.examIds().stream()
                .flatMap(id -> exams.exam(id).stream())
                .filter(exam -> teacher == null || exam.teachers().contains(teacher))
                .sorted(Comparator.comparing(Exam::name).thenComparing(Exam::id))
                .toList();
    }

    @Override
    public synchronized boolean add(Exam exam) {
        if (exams.exam(exam.id()).isPresent()) {
            return false;
        }
        exams.add(exam);
        return true;
    }

    @Override
    public synchronized boolean replace(Exam before, Exam after) {
        if (!before.id().equals(after.id())) {
            throw new IllegalArgumentException("An exam keeps its id");
        }
        if (!exams.exam(before.id()).equals(Optional.of(before))) {
            return false;
        }
        exams.add(after);
        return true;
    }

    @Override
    public synchronized Optional<Removal> remove(String examId) {
        List<Copy> copies = exams.copies(examId);
        if (exams.exam(examId).isEmpty()) {
            return Optional.empty();
        }
        int files = copies.stream()
                .mapToInt(copy -> copy.pages().size() + (copy.finalPdf() == null ? 0 : 1))
                .sum();
        copies.forEach(copy -> made.removeIf(each -> each.decision().copyId().equals(copy.id())));
        exams.remove(examId);
        return Optional.of(new Removal(examId, copies.size(), files));
    }

    @Override
    public synchronized DecisionStore.Outcome decide(long version, Decision decision) {
        Copy copy = exams.copy(decision.copyId()).orElse(null);
        String student = decision.studentId();
        CopyIdentification after = student == null ? null : new CopyIdentification(student, Source.PERSON, 1);
        CopyIdentification before = copy == null ? null : copy.identification();
        DecisionStore.Outcome outcome = become(copy, version, after, List.of());
        if (outcome == DecisionStore.Outcome.STORED) {
            made.add(new Made(decision, before, new TreeMap<>()));
            exams.decidedByPerson(decision.copyId(), after == null);
        }
        return outcome;
    }

    @Override
    public synchronized boolean follow(String copyId, Follower follower) {
        Made last = last(copyId);
        CopyIdentification after =
                new CopyIdentification(follower.studentId(), Source.AUTOMATIC, follower.probability());
        boolean open = last != null
                && exams.copy(follower.copyId())
                        .filter(copy -> copy.identification() == null)
                        .isPresent();
        if (!open || exams.identify(follower.copyId(), follower.version(), after) != ExamStore.Outcome.STORED) {
            return false;
        }
        last.followers().put(follower.copyId(), after);
        return true;
    }

    @Override
    public synchronized List<String> followers(String copyId) {
        Made last = last(copyId);
        return last == null
                ? List.of()
                : last.followers().entrySet().stream()
                        .filter(each -> exams.copy(each.getKey())
                                .filter(copy -> each.getValue().equals(copy.identification()))
                                .isPresent())
                        .map(Map.Entry::getKey)
                        .toList();
    }

    @Override
    public synchronized DecisionStore.Outcome undo(String copyId, long version, String actor, Instant at) {
        Made last = last(copyId);
        Copy copy = exams.copy(copyId).orElse(null);
        if (copy == null || copy.version() != version) {
            return DecisionStore.Outcome.COPY_CHANGED;
        }
        if (last == null) {
            return DecisionStore.Outcome.NOTHING_TO_UNDO;
        }
        List<String> followers = followers(copyId).stream()
                .filter(id -> exams.copy(id).orElseThrow().status().identifiable())
                .toList();
        DecisionStore.Outcome outcome = become(copy, version, last.before(), followers);
        if (outcome == DecisionStore.Outcome.STORED) {
            followers.forEach(id -> exams.copy(id).ifPresent(each -> replace(each, null)));
            made.remove(last);
            Made earlier = last(copyId);
            exams.decidedByPerson(copyId, earlier != null && earlier.decision().studentId() == null);
        }
        return outcome;
    }

    private DecisionStore.Outcome become(
            @Nullable Copy copy, long version, @Nullable CopyIdentification after, List<String> followers) {
        if (copy == null || copy.version() != version) {
            return DecisionStore.Outcome.COPY_CHANGED;
        }
        if (after != null && exams.isGone(after.studentId())) {
            return DecisionStore.Outcome.STUDENT_GONE;
        }
        if (!copy.status().identifiable()) {
            return DecisionStore.Outcome.NOT_ALLOWED;
        }
        boolean taken = after != null
                && exams.copies(copy.examId()).stream()
                        .anyMatch(other -> !other.id().equals(copy.id())
                                && !followers.contains(other.id())
                                && other.identification() != null
                                && other.identification().studentId().equals(after.studentId()));
        if (taken) {
            return DecisionStore.Outcome.STUDENT_TAKEN;
        }
        replace(copy, after);
        return DecisionStore.Outcome.STORED;
    }

    private void replace(Copy copy, @Nullable CopyIdentification after) {
        exams.add(
                new Copy(
                        copy.id(),
                        copy.examId(),
                        copy.anonymousId(),
                        copy.status(),
                        copy.booklets(),
                        after,
                        copy.finalPdf(),
                        copy.version() + 1),
                exams.annotations(copy.id()),
                exams.marks(copy.id()));
    }

    private @Nullable Made last(String copyId) {
        Made last = null;
        for (Made each : made) {
            last = each.decision().copyId().equals(copyId) ? each : last;
        }
        return last;
    }

    @Override
    public synchronized MarkingStore.Outcome mark(
            String copyId, long version, List<Annotation> annotations, CopyMarks marks) {
        Copy copy = exams.copy(copyId).orElse(null);
        if (copy == null || copy.version() != version) {
            return MarkingStore.Outcome.COPY_CHANGED;
        }
        if (!copy.status().markable()) {
            return MarkingStore.Outcome.NOT_ALLOWED;
        }
        exams.add(
                new Copy(
                        copy.id(),
                        copy.examId(),
                        copy.anonymousId(),
                        copy.status(),
                        copy.booklets(),
                        copy.identification(),
                        copy.finalPdf(),
                        version + 1),
                annotations,
                marks);
        return MarkingStore.Outcome.STORED;
    }

    @Override
    public synchronized Optional<Lock> lock(String copyId) {
        return exams.copy(copyId)
                .filter(copy -> copy.status() == CopyStatus.LOCKED)
                .map(copy -> locks.get(copyId));
    }

    @Override
    public synchronized MarkingStore.Outcome lock(
            String copyId, long version, String holder, String tokenSha256, Duration lasts) {
        Copy copy = exams.copy(copyId).orElse(null);
        if (copy == null || copy.version() != version) {
            return MarkingStore.Outcome.COPY_CHANGED;
        }
        boolean own = lock(copyId).filter(lock -> lock.holder().equals(holder)).isPresent();
        if (copy.status() != CopyStatus.READY && !own) {
            return MarkingStore.Outcome.NOT_ALLOWED;
        }
        Lock lock = new Lock(holder, tokenSha256, exams.clock().instant().plus(lasts));
        locks.put(copyId, lock);
        exams.lock(copyId, lock.expires());
        return MarkingStore.Outcome.STORED;
    }

    @Override
    public synchronized boolean renewLock(String copyId, String tokenSha256, Duration lasts) {
        Optional<Lock> own = held(copyId, tokenSha256);
        own.ifPresent(lock -> {
            Lock renewed =
                    new Lock(lock.holder(), tokenSha256, exams.clock().instant().plus(lasts));
            locks.put(copyId, renewed);
            exams.renewLock(copyId, renewed.expires());
        });
        return own.isPresent();
    }

    @Override
    public synchronized boolean unlock(String copyId, String tokenSha256) {
        Optional<Lock> own = held(copyId, tokenSha256);
        own.ifPresent(lock -> exams.lock(copyId, null));
        return own.isPresent();
    }

    private Optional<Lock> held(String copyId, String tokenSha256) {
        return lock(copyId).filter(lock -> lock.tokenSha256().equals(tokenSha256));
    }

    @Override
    public synchronized Optional<Decision> decision(String copyId) {
        return Optional.ofNullable(last(copyId)).map(Made::decision);
    }

    @Override
    public synchronized List<Decision> decisions(String examId) {
        return exams.copies(examId).stream()
                .flatMap(copy -> decision(copy.id()).stream())
                .toList();
    }

    @Override
    public synchronized RevocationStore.Outcome revoke(
            String copyId, long version, String actor, String reason, Instant at, Set<String> exports) {
        Copy copy = exams.copy(copyId).orElse(null);
        if (copy == null || copy.version() != version) {
            return RevocationStore.Outcome.COPY_CHANGED;
        }
        if (copy.status() == CopyStatus.GRADING_IN_PROGRESS) {
            return RevocationStore.Outcome.NOT_ALLOWED;
        }
        Revocation revocation =
                new Revocation(copyId, actor, reason, at, copy.status() == CopyStatus.GRADED, copy.finalPdf(), exports);
        revoked.add(revocation);
        toRebuild.add(revocation);
        exams.revoke(copyId);
        return RevocationStore.Outcome.STORED;
    }

    @Override
    public synchronized void addExports(String copyId, Set<String> exports) {
        for (int i = revoked.size() - 1; i >= 0; i--) {
            Revocation last = revoked.get(i);
            if (last.copyId().equals(copyId)) {
                Set<String> all = new HashSet<>(last.exports());
                all.addAll(exports);
                revoked.set(
                        i,
                        new Revocation(
                                copyId, last.actor(), last.reason(), last.at(), last.graded(), last.finalPdf(), all));
                return;
            }
        }
    }

    @Override
    public synchronized List<Revocation> toRebuild() {
        return List.copyOf(toRebuild);
    }

    @Override
    public synchronized void rebuilt(String copyId) {
        toRebuild.removeIf(each -> each.copyId().equals(copyId));
    }

    @Override
    public synchronized List<Revocation> revocations(String copyId) {
        return revoked.stream().filter(each -> each.copyId().equals(copyId)).toList();
    }

    @Override
    public synchronized Optional<Revocation> revokedExport(String taskId) {
        return revoked.stream().filter(each -> each.exports().contains(taskId)).reduce((first, last) -> last);
    }
}
