package io.korrigo.bench.scans;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** A PDF as a scanner makes it, one JPEG a page. */
final class JoinedPdf {
    private static final float POINTS_PER_PIXEL = 72f / 200;

    private JoinedPdf() {}

    /** Each picture is in the file as often as it is shown, as if it had been scanned each time. */
    static Path write(List<Path> files, int pages, Path into) throws IOException {
        List<Path> jpegs = files.stream()
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jpg"))
                .toList();
        if (jpegs.isEmpty()) {
            throw new InvalidInputException("--joined needs JPEGs to make pages of: name a folder that has some");
        }
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            for (int i = 0; i < pages; i++) {
                try (InputStream in = Files.newInputStream(jpegs.get(i % jpegs.size()))) {
                    add(document, JPEGFactory.createFromStream(document, in));
                }
            }
            document.save(into.toFile());
        }
        return into;
    }

    private static void add(PDDocument document, PDImageXObject image) throws IOException {
        PDRectangle size = new PDRectangle(image.getWidth() * POINTS_PER_PIXEL, image.getHeight() * POINTS_PER_PIXEL);
        PDPage page = new PDPage(size);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.drawImage(image, 0, 0, size.getWidth(), size.getHeight());
        }
    }
}
