package io.korrigo.identify.print;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.PrintedReading;
import io.korrigo.image.OpenCvLibrary;
import io.korrigo.image.PageImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Reads what is printed on a page with Tesseract: names and birth date from labels, a typed header or a sticker, and the
 * subject's variant. For the pages on which {@code HeaderReader} finds no handwriting: it takes many times as long.
 *
 * <p>Only the page's upper half and its foot are read, upright or upside down, a page that is wider than high from
 * either side. Where nothing printed tells who wrote the page, the reading's header is empty.
 *
 * <p><b>Threads:</b> safe for concurrent use. The work is done by threads of its own, each with an instance of Tesseract
 * that it keeps; callers beyond their number wait.<br>
 * <b>Errors:</b> a failed assertion inside Tesseract ends the whole process.<br>
 * <b>Elsewhere:</b> where Tesseract is the system's, built with OpenMP, only the environment variable
 * {@code OMP_THREAD_LIMIT=1} keeps its instances from fighting for the processors; the one in the jar has no OpenMP.
 */
public final class PrintedReader implements AutoCloseable {
    /** Fewer boxes with ink are specks, not a name and a birth date. */
    private static final int FEWEST_WRITTEN = 5;

    private final LanguageData data;
    private final ExecutorService threads;
    private final Queue<TesseractEngine> engines = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<TesseractEngine> engine = ThreadLocal.withInitial(this::newEngine);

    private PrintedReader(LanguageData data, int threads) {
        this.data = data;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "korrigo-tesseract");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens Tesseract.
     *
     * @param tessdata folder of its language data: {@code fra.traineddata}, or else {@code eng.traineddata}
     * @param threads how many pages are read side by side, at least 1
     * @throws InvalidInputException when the folder has no such data, or Tesseract can't use it
     * @throws IOException when the data cannot be read
     * @throws LinkageError when this platform has no native library of Tesseract
     * @throws io.korrigo.image.OpenCvUnavailableException when OpenCV's can't be loaded here
     */
    public static PrintedReader open(Path tessdata, int threads) throws IOException {
        OpenCvLibrary.load();
        TesseractLibrary.functions();
        PrintedReader reader = new PrintedReader(LanguageData.in(tessdata), threads);
        try {
            reader.onOwnThread(reader.engine::get);
            return reader;
        } catch (IOException | RuntimeException failure) {
            reader.close();
            throw failure;
        }
    }

    /** Whether {@code folder} holds language data that {@link #open} can use. */
    public static boolean canUse(Path folder) {
        return LanguageData.isIn(folder);
    }

    private TesseractEngine newEngine() {
        TesseractEngine made = new TesseractEngine(data);
        engines.add(made);
        return made;
    }

    /**
     * What is printed on the page in an image file's bytes.
     *
     * @throws InvalidInputException when it is not a whole JPEG, PNG or TIFF, or too large
     * @throws InterruptedIOException when the calling thread is interrupted while it waits
     */
    public PrintedReading read(byte[] encodedImage) throws IOException {
        return onOwnThread(() -> {
            try (PageImage page = PageImage.decode(encodedImage, "The image")) {
                return new PrintedPageReading(page, engine.get(), data.hash()).reading();
            }
        });
    }

    /**
     * {@code handwritten} if it has boxes with ink, more than specks; else what is printed on the page, if that names somebody; else
     * {@code handwritten} again.
     *
     * @param handwritten what a {@code HeaderReader} made of the page
     * @param encodedImage the page
     * @throws InterruptedIOException when the calling thread is interrupted while it waits
     */
    public HeaderReading unlessHandwritten(HeaderReading handwritten, byte[] encodedImage) throws IOException {
        if (isWritten(handwritten)) {
            return handwritten;
        }
        HeaderReading printed = read(encodedImage).header();
        return printed.found() ? printed : handwritten;
    }

    /**
     * The same of the page in the file {@code image}, which is read again only where nothing is handwritten.
     *
     * @throws IOException when the file cannot be read, or the calling thread is interrupted while it waits
     */
    public HeaderReading unlessHandwritten(HeaderReading handwritten, Path image) throws IOException {
        return isWritten(handwritten) ? handwritten : unlessHandwritten(handwritten, Files.readAllBytes(image));
    }

    /** Whether a page with this reading is taken for handwritten: it has boxes with ink, more than specks. */
    public static boolean isWritten(HeaderReading reading) {
        return reading.rows().stream()
                        .flatMap(row -> row.cells().stream())
                        .filter(cell -> cell.best() != CellReading.BLANK)
                        .count()
                >= FEWEST_WRITTEN;
    }

    private <T> T onOwnThread(Callable<T> work) throws IOException {
        Future<T> future = threads.submit(work);
        try {
            return future.get();
        } catch (InterruptedException interruption) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a page was read");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Lets go of Tesseract after the pages that are being read, and waits for them. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException interruption) {
                // Tesseract's memory can't be given back while it is used.
                interrupted = true;
            }
        }
        for (TesseractEngine made = engines.poll(); made != null; made = engines.poll()) {
            made.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
