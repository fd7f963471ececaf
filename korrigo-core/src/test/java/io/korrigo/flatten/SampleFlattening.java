package io.korrigo.flatten;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.flatten.source.PageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Flattens PDFs one after the other in a Java of its own, and prints a line for each: {@code begin FILE}, then {@code
 * pages COUNT MILLIS} or {@code refused MILLIS MESSAGE}.
 */
final class SampleFlattening {
    private SampleFlattening() {}

    /** The folder for what is written, then the PDFs. */
    public static void main(String[] args) throws IOException {
        for (int i = 1; i < args.length; i++) {
            Path pdf = Path.of(args[i]);
            System.out.println("begin " + pdf.getFileName());
            List<PageSource> sources = new ArrayList<>();
            for (int page = 0; page < Math.max(1, pageCount(pdf)); page++) {
                sources.add(PageSource.ofPdf(pdf, page));
            }
            long start = System.nanoTime();
            try {
                Annotation note = Copies.annotation(AnnotationType.ERROR, "À revoir", "-0.5");
                FlattenedCopy flattened = new CopyFlattener()
                        .flatten(
                                new CopyToFlatten(
                                        "c1", "A-001", sources, List.of(note), CopyMarks.NONE, FlattenOptions.DEFAULT),
                                Path.of(args[0]).resolve(pdf.getFileName().toString()));
                System.out.println("pages " + flattened.pages() + " " + millis(start));
            } catch (InvalidInputException refused) {
                System.out.println("refused " + millis(start) + " " + refused.getMessage());
            }
        }
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** 0 for a PDF that can't be read, and so must be refused. */
    private static int pageCount(Path pdf) {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return document.getNumberOfPages();
        } catch (IOException | RuntimeException unreadable) {
            return 0;
        }
    }
}
