package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * A PDF of scanned pages. Each thread that reads from it at the same time has it open for itself, since PDFBox can't share a
 * document.
 */
final class PdfScan implements ScanFile {
    /** A school year's copies of one class have some thousand. */
    private static final int MOST_PAGES = 10_000;

    private final String name;
    private final Source source;
    private final Queue<PDDocument> idle = new ConcurrentLinkedQueue<>();
    private final int pages;

    private PdfScan(String name, Source source) throws IOException {
        this.name = name;
        this.source = source;
        PDDocument document = load();
        try {
            this.pages = count(document);
        } catch (RuntimeException failure) {
            document.close();
            throw failure;
        }
        idle.add(document);
    }

    /** Opens the document once more. */
    @FunctionalInterface
    private interface Source {
        PDDocument open() throws IOException;
    }

    static boolean recognises(byte[] head) {
        for (int i = 0; i + 5 <= Math.min(head.length, HEAD); i++) {
            if (head[i] == '%'
                    && head[i + 1] == 'P'
                    && head[i + 2] == 'D'
                    && head[i + 3] == 'F'
                    && head[i + 4] == '-') {
                return true;
            }
        }
        return false;
    }

    static PdfScan open(Path file, String name) throws IOException {
        return new PdfScan(
                name, () -> Loader.loadPDF(file.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache()));
    }

    static PdfScan of(byte[] bytes, String name) throws IOException {
        return new PdfScan(name, () -> Loader.loadPDF(bytes, "", null, null, IOUtils.createTempFileOnlyStreamCache()));
    }

    private PDDocument load() throws IOException {
        try {
            PDDocument document = source.open();
            // of pages that are each read once, nothing is worth keeping
            document.setResourceCache(null);
            return document;
        } catch (InvalidPasswordException locked) {
            throw new InvalidInputException(
                    name + " opens with a password only: save it without one and hand in that", locked);
        } catch (LinkageError certificate) {
            // PDFBox reads such files with classes of Bouncy Castle's that are not here
            throw new InvalidInputException(
                    name + " is encrypted for somebody's certificate: save it without and hand in that", certificate);
        } catch (FileSystemException failure) {
            throw failure;
        } catch (IOException | RuntimeException | StackOverflowError damaged) {
            throw new InvalidInputException(
                    name + " is damaged and can't be read: print it to a new PDF and hand in that", damaged);
        }
    }

    private int count(PDDocument document) {
        int count = 0;
        try {
            for (PDPage page : document.getPages()) {
                count += page == null ? 0 : 1;
                if (count > MOST_PAGES) {
                    throw new InvalidInputException(
                            name + " has over " + MOST_PAGES + " pages: split it into several files");
                }
            }
            if (count > 0 && count == document.getNumberOfPages()) {
                return count;
            }
        } catch (InvalidInputException refused) {
            throw refused;
        } catch (RuntimeException | StackOverflowError damaged) {
            throw new InvalidInputException(
                    name + " is damaged, its pages can't be counted: print it to a new PDF", damaged);
        }
        throw new InvalidInputException(
                count == 0
                        ? name + " holds no page"
                        : name + " contradicts itself about its pages: print it to a new PDF");
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public String pageName(int index) {
        return name + "#" + (index + 1);
    }

    @Override
    public byte[] page(int index) throws IOException {
        PDDocument pooled = idle.poll();
        PDDocument document = pooled == null ? load() : pooled;
        try {
            return new PdfPage(document, index, pageName(index), PageLimits.LONGEST).image();
        } finally {
            idle.add(document);
        }
    }

    @Override
    public void close() throws IOException {
        for (PDDocument document = idle.poll(); document != null; document = idle.poll()) {
            document.close();
        }
    }
}
