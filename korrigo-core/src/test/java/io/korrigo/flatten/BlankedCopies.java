package io.korrigo.flatten;

import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.source.PageSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Copies whose header is blanked, and what is left in their PDFs. */
final class BlankedCopies {
    static final String SECRET = "LEBRETON-QUERE";
    static final PageRegion HEADER = new PageRegion(0.1, 0.05, 0.6, 0.2);

    private BlankedCopies() {}

    static CopyToFlatten blanked(List<PageSource> pages) {
        return Copies.of(pages, Copies.annotation(AnnotationType.ERROR, "Non", "-1"))
                .withBlanked(List.of(new BlankedRegion(0, HEADER)));
    }

    static PDImageXObject image(PDDocument document, int page) throws IOException {
        return (PDImageXObject) document.getPage(page).getResources().getXObject(COSName.P);
    }

    /** Whether a text is anywhere in a PDF, as bytes or in any of its streams once they are unpacked. */
    static boolean holds(byte[] pdf, String text) {
        if (contains(pdf, text)) {
            return true;
        }
        try (PDDocument document = Copies.read(pdf)) {
            for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
                if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream) {
                    boolean coded = COSName.DCT_DECODE.equals(stream.getFilters());
                    try (InputStream in = coded ? stream.createRawInputStream() : stream.createInputStream()) {
                        if (contains(in.readAllBytes(), text)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(byte[] bytes, String text) {
        String haystack = new String(bytes, StandardCharsets.ISO_8859_1);
        for (Charset charset :
                List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            byte[] needle = text.getBytes(charset);
            String hex = java.util.HexFormat.of().formatHex(needle);
            if (haystack.contains(new String(needle, StandardCharsets.ISO_8859_1))
                    || haystack.toLowerCase(java.util.Locale.ROOT).contains(hex)) {
                return true;
            }
        }
        return false;
    }
}
