package io.korrigo.tasks;

import io.korrigo.KorrigoException;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The ZIP of an exam's corrected PDFs: streamed, and the same bytes for the same copies. */
final class ExportArchive {
    private static final Instant ENTRY_TIME = Instant.parse("2000-01-01T00:00:00Z");

    private final ExamStore exams;
    private final BlobStore blobs;

    ExportArchive(ExamStore exams, BlobStore blobs) {
        this.exams = exams;
        this.blobs = blobs;
    }

    void publish(String key, List<FlattenCopy.Result> copies, TaskContext context) throws IOException {
        blobs.publish(key, out -> write(out, copies, context));
    }

    private void write(OutputStream out, List<FlattenCopy.Result> copies, TaskContext context) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        // Pages are JPEG or Flate already: the fastest level costs little and still catches fonts and text.
        zip.setLevel(Deflater.BEST_SPEED);
        Set<String> names = new HashSet<>();
        for (FlattenCopy.Result result : copies) {
            context.checkCancelled();
            Copy copy = exams.copy(result.copyId())
                    .orElseThrow(() -> new KorrigoException("Copy " + result.copyId() + " is gone"));
            ZipEntry entry = new ZipEntry(uniqueName(copy, names));
            entry.setLastModifiedTime(FileTime.from(ENTRY_TIME));
            zip.putNextEntry(entry);
            try (InputStream pdf = blobs.open(result.finalPdf())) {
                pdf.transferTo(zip);
            }
            zip.closeEntry();
        }
        zip.finish();
    }

    private static String uniqueName(Copy copy, Set<String> taken) {
        String name = FinalPdf.fileName(copy);
        // Windows and macOS take names that differ in case only for one file.
        return taken.add(name.toLowerCase(Locale.ROOT)) ? name : FinalPdf.fileName(copy, copy.id());
    }
}
