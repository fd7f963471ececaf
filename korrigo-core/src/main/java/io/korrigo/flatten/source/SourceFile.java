package io.korrigo.flatten.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/** By what a PDF is known among other files, and how PDFBox comes to open it. */
public final class SourceFile {
    private static final String HEADER = "%PDF-";

    private SourceFile() {}

    /** Whether a file that begins with {@code head} is a PDF. */
    public static boolean recognises(byte[] head) {
        // readers look for it in the first 1024 bytes (ISO 32000-1, annex H, note 13)
        for (int i = 0; i + 5 <= head.length; i++) {
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

    /** Whether a file that doesn't begin as one is a PDF all the same: its header comes late or not at all. */
    public static boolean isPdfWithoutHeader(byte[] file, int length) {
        return indexOf(file, length, HEADER) >= 0
                || indexOf(file, length, "startxref") >= 0 && indexOf(file, length, "endobj") >= 0;
    }

    private static int indexOf(byte[] file, int length, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + wanted.length <= length; i++) {
            if (file[i] == wanted[0] && Arrays.equals(file, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    static PDDocument load(PageSource source) throws IOException {
        if (source.path().isPresent()) {
            return Loader.loadPDF(
                    source.path().get().toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache());
        }
        try (InputStream in = source.open()) {
            return Loader.loadPDF(
                    new RandomAccessReadBuffer(in), "", null, null, IOUtils.createTempFileOnlyStreamCache());
        }
    }

    /** Begins the file with a header, where offsets count from in such files. */
    static PDDocument loadWithHeader(PageSource source) throws IOException {
        byte[] file;
        try (InputStream in = source.open()) {
            file = in.readAllBytes();
        }
        int header = indexOf(file, file.length, HEADER);
        byte[] whole = header >= 0
                ? Arrays.copyOfRange(file, header, file.length)
                : new SequenceInputStream(
                                new ByteArrayInputStream((HEADER + "1.7\n").getBytes(StandardCharsets.US_ASCII)),
                                new ByteArrayInputStream(file))
                        .readAllBytes();
        return Loader.loadPDF(
                new RandomAccessReadBuffer(whole), "", null, null, IOUtils.createTempFileOnlyStreamCache());
    }
}
