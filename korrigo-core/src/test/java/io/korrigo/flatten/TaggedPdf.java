package io.korrigo.flatten;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as a program that reads it aloud finds it: elements in order, each with the text that is marked as its own. */
final class TaggedPdf implements Closeable {
    final PDDocument document;
    private final Map<PDPage, Map<Integer, String>> texts = new HashMap<>();
    private final StringBuilder untagged = new StringBuilder();

    TaggedPdf(byte[] pdf) throws IOException {
        document = Copies.read(pdf);
        for (PDPage page : document.getPages()) {
            PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor() {
                private int depth;

                @Override
                public void beginMarkedContentSequence(
                        org.apache.pdfbox.cos.COSName tag, org.apache.pdfbox.cos.COSDictionary properties) {
                    depth++;
                    super.beginMarkedContentSequence(tag, properties);
                }

                @Override
                public void endMarkedContentSequence() {
                    depth--;
                    super.endMarkedContentSequence();
                }

                @Override
                protected void processTextPosition(TextPosition text) {
                    if (depth == 0) {
                        untagged.append(text.getUnicode());
                    }
                    super.processTextPosition(text);
                }
            };
            extractor.processPage(page);
            Map<Integer, String> own = new HashMap<>();
            for (PDMarkedContent content : extractor.getMarkedContents()) {
                if (content.getMCID() >= 0) {
                    own.put(content.getMCID(), textOf(content));
                }
            }
            texts.put(page, own);
        }
    }

    private static String textOf(PDMarkedContent content) {
        StringBuilder text = new StringBuilder();
        float y = Float.NaN;
        for (Object part : content.getContents()) {
            if (part instanceof TextPosition position) {
                // a new line is a space where it isn't marked as one
                if (!Float.isNaN(y) && Math.abs(position.getY() - y) > 1) {
                    text.append(' ');
                }
                y = position.getY();
                text.append(position.getUnicode());
            }
        }
        return text.toString();
    }

    /** Text that belongs to nothing, not even to an artifact. */
    String untagged() {
        return untagged.toString();
    }

    PDStructureElement root() {
        return children(document.getDocumentCatalog().getStructureTreeRoot()).get(0);
    }

    static List<PDStructureElement> children(PDStructureNode node) {
        List<PDStructureElement> children = new ArrayList<>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Every element of a type, in reading order. */
    List<PDStructureElement> all(String type) {
        List<PDStructureElement> found = new ArrayList<>();
        collect(root(), type, found);
        return found;
    }

    private static void collect(PDStructureElement element, String type, List<PDStructureElement> found) {
        if (element.getStructureType().equals(type)) {
            found.add(element);
        }
        children(element).forEach(child -> collect(child, type, found));
    }

    /** The rows of a table or a list, each the texts of its cells. */
    List<List<String>> rows(PDStructureElement table) {
        return children(table).stream()
                .map(row -> children(row).stream().map(this::text).toList())
                .toList();
    }

    /** The text of an element and of those in it. */
    String text(PDStructureElement element) {
        StringBuilder text = new StringBuilder();
        for (Object kid : element.getKids()) {
            String part = kid instanceof PDStructureElement child ? text(child) : marked(kid, element);
            text.append(text.isEmpty() || part.isEmpty() ? "" : " ").append(part);
        }
        return text.toString();
    }

    private String marked(Object kid, PDStructureElement element) {
        if (kid instanceof PDMarkedContentReference reference) {
            return texts.get(reference.getPage()).getOrDefault(reference.getMCID(), "");
        }
        int id = kid instanceof Integer number ? number : ((COSInteger) kid).intValue();
        return texts.get(element.getPage()).getOrDefault(id, "");
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
