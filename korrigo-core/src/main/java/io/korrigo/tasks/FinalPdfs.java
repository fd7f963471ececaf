package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Copy;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenedCopy;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Draws copies' final PDFs into the blob store, each under a key that depends on everything that is drawn and on the
 * flattener's version: where a PDF is under that key already, with its facts beside it, nothing is drawn.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class FinalPdfs {
    private final BlobStore blobs;
    private final CorrectedCopies corrected;
    private final ToldWork told;
    private final CopyFlattener flattener = new CopyFlattener();

    FinalPdfs(ExamStore exams, StudentStore students, BlobStore blobs, ExportOptions options, ToldWork told) {
        this.blobs = blobs;
        this.told = told;
        this.corrected = new CorrectedCopies(exams, students, blobs, options);
    }

    /** A PDF that is there, under its key. */
    record Drawn(String key, PdfFacts facts) {}

    /**
     * The copy's final PDF, drawn now unless it is there.
     *
     * @param checkCancelled called before anything expensive; what it throws passes
     * @param log is told of what could not be drawn
     * @throws io.korrigo.InvalidInputException when a page is no picture, or the exam does not exist
     * @throws IOException when a page is missing, or storage fails
     */
    Drawn draw(Copy copy, Runnable checkCancelled, Consumer<String> log) throws IOException {
        CopyToFlatten input = corrected.read(copy);
        String key = CorrectedCopies.finalPdfKey(copy, input);
        Optional<PdfFacts> known = wanted(key);
        if (known.isPresent()) {
            return new Drawn(key, known.get());
        }
        checkCancelled.run();
        CRC32 crc32 = new CRC32();
        AtomicReference<FlattenedCopy> made = new AtomicReference<>();
        blobs.publish(key, out -> {
            crc32.reset();
            made.set(flattener.flatten(input, new CheckedOutputStream(out, crc32)));
        });
        FlattenedCopy flattened = made.get();
        if (!flattened.substituted().isEmpty()) {
            log.accept(flattened.substituted().size() + " different characters have no font and are drawn as a box");
        }
        flattened.leftOut().forEach(each -> log.accept("not drawn, since it doesn't say how it looks: " + each));
        PdfFacts facts = new PdfFacts(
                flattened.pages(),
                flattened.bytes(),
                crc32.getValue(),
                flattened.sha256(),
                input.marks().finalMark(input.annotations()).orElse(null));
        facts.publish(blobs, key);
        told.pagesFlattened(facts.pages());
        return new Drawn(key, facts);
    }

    /** The facts about a PDF that is there, which from now on counts as just made: nobody may clean it up. */
    Optional<PdfFacts> wanted(String key) throws IOException {
        return blobs.touch(key) ? PdfFacts.find(blobs, key) : Optional.empty();
    }
}
