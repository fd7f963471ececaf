package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.SingleTask;
import io.korrigo.task.TaskContext;
import io.korrigo.task.TaskKind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes files that nothing names any more and that nobody has used for a while: corrected PDFs that were replaced,
 * archives, uploads, evidence of copies that are not identified, and what killed processes left half-written.
 *
 * <p>Kept are each copy's final PDF, evidence of every identified copy, whatever was published or used lately (which is
 * what running tasks and results that can still be asked for name), and every file that Korrigo doesn't make by itself,
 * such as page images. What Korrigo makes is known by its whole key below {@link KorrigoTasks#BLOB_PREFIX}; without the prefix,
 * as versions before it had them, files of exams only. Meant to be submitted again and again; two at a time do no harm.
 */
public final class CleanupOrphanedFiles
        implements SingleTask<CleanupOrphanedFiles.Parameters, CleanupOrphanedFiles.Result> {
    /** How this task is stored. */
    public static final TaskKind<Parameters, Result> KIND =
            TaskKind.of("cleanup_orphaned_files", Parameters.class, Result.class);

    /** A day longer than the executors keep what has ended unless told. */
    public static final Duration USUALLY_KEPT = Duration.ofDays(8);

    private final ExamStore exams;
    private final BlobStore blobs;
    private final Duration grace;
    private final Clock clock;

    /**
     * @param grace how long a file stays that nothing names, counted from its last use: longer than a task may wait or
     *     run, and than its result is kept
     */
    CleanupOrphanedFiles(ExamStore exams, BlobStore blobs, Duration grace, Clock clock) {
        this.exams = exams;
        this.blobs = blobs;
        if (grace.isNegative() || grace.isZero()) {
            throw new IllegalArgumentException("Files are kept for a while, not for " + grace);
        }
        this.grace = grace;
        this.clock = clock;
    }

    /** There is nothing to say. */
    public record Parameters() {}

    /**
     * What was done.
     *
     * @param removed files
     * @param bytes their length together
     * @param kept files of the kinds that may be removed, and were not
     */
    public record Result(int removed, long bytes, int kept) {}

    @Override
    public TaskKind<Parameters, Result> kind() {
        return KIND;
    }

    /** One: two would only meet each other. */
    @Override
    public int limitPerNode() {
        return 1;
    }

    @Override
    public Result run(Parameters parameters, TaskContext context) throws IOException {
        Sweep sweep = new Sweep(context, clock.instant().minus(grace));
        BlobStore.Discarded discarded = blobs.discardAbandoned();
        sweep.removed += discarded.files();
        sweep.bytes += discarded.bytes();
        Set<String> known = new HashSet<>();
        for (String examId : exams.examIds()) {
            context.checkCancelled();
            String name = BlobKeys.name(examId);
            known.add(name);
            for (String exams : BlobKeys.exams()) {
                sweep.exam(examId, exams + name + "/");
            }
        }
        sweep.others(known);
        sweep.uploads();
        if (sweep.removed > 0) {
            context.log("removed " + sweep.removed + " files of " + sweep.bytes + " bytes");
        }
        return new Result(sweep.removed, sweep.bytes, sweep.kept);
    }

    /** One run. */
    private final class Sweep {
        private final TaskContext context;
        private final Instant time;
        private int removed;
        private long bytes;
        private int kept;

        /** @param time files used since then stay */
        Sweep(TaskContext context, Instant time) {
            this.context = context;
            this.time = time;
        }

        void exam(String examId, String prefix) throws IOException {
            List<BlobStore.Entry> unused = new ArrayList<>();
            blobs.visit(prefix, entry -> collectOwn(entry, unused));
            if (!unused.isEmpty()) {
                // read after the files were seen: what is named now was touched, or is in this list
                remove(unused, NamedFiles.of(exams.copies(examId)));
            }
        }

        /** Files of exams that are not there any more. */
        void others(Set<String> known) throws IOException {
            List<BlobStore.Entry> unused = new ArrayList<>();
            for (String exams : BlobKeys.exams()) {
                blobs.visit(exams, entry -> {
                    int end = entry.key().indexOf('/', exams.length());
                    if (end > 0 && !known.contains(entry.key().substring(exams.length(), end))) {
                        collectOwn(entry, unused);
                    }
                });
            }
            remove(unused, NamedFiles.of(List.<Copy>of()));
        }

        void uploads() throws IOException {
            List<BlobStore.Entry> unused = new ArrayList<>();
            blobs.visit(BlobKeys.uploads(), entry -> {
                if (NamedFiles.isUpload(entry.key())) {
                    collect(entry, unused);
                }
            });
            remove(unused, NamedFiles.of(List.<Copy>of()));
        }

        private void collectOwn(BlobStore.Entry entry, List<BlobStore.Entry> unused) {
            if (NamedFiles.isOwn(entry.key())) {
                collect(entry, unused);
            }
        }

        private void collect(BlobStore.Entry entry, List<BlobStore.Entry> unused) {
            if (entry.used().isBefore(time)) {
                unused.add(entry);
            } else {
                kept++;
            }
        }

        private void remove(List<BlobStore.Entry> unused, NamedFiles named) throws IOException {
            // facts and lists go with what they are about, so after it
            unused.sort(Comparator.comparing(entry -> NamedFiles.isCompanion(entry.key())));
            for (BlobStore.Entry entry : unused) {
                context.checkCancelled();
                if (named.contains(entry.key()) || NamedFiles.isCompanion(entry.key()) && hasMain(entry.key())) {
                    kept++;
                } else if (blobs.deleteUnused(entry.key(), time)) {
                    removed++;
                    bytes += entry.bytes();
                } else {
                    kept++;
                }
            }
        }

        private boolean hasMain(String companion) throws IOException {
            return blobs.exists(NamedFiles.main(companion));
        }
    }
}
