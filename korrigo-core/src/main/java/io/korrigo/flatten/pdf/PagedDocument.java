package io.korrigo.flatten.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What holds the pages of a PDF together: their tree, what they share, and what the document says of itself. */
public final class PagedDocument {
    private static final String PRODUCER = "Korrigo";

    private final PdfWriter pdf;
    private final StructureTree structure;
    private final List<Integer> pageNumbers = new ArrayList<>();
    private final int pageTree;
    private final int fontDictionary;
    private final int states;

    public PagedDocument(PdfWriter pdf, StructureTree structure) {
        this.pdf = pdf;
        this.structure = structure;
        this.pageTree = pdf.allocate();
        this.fontDictionary = pdf.allocate();
        this.states = pdf.allocate();
    }

    /**
     * Writes what stands before the pages.
     *
     * @param graphicsStates dictionary of those that pages use
     */
    public void begin(String graphicsStates) throws IOException {
        pdf.object(states, graphicsStates);
    }

    /** The object that every page's fonts are looked up in, to be written before {@link #finish}. */
    public int fontDictionary() {
        return fontDictionary;
    }

    /** How many pages there are. */
    public int pages() {
        return pageNumbers.size();
    }

    /**
     * Writes a page.
     *
     * @param entries of its dictionary, its size among them
     * @param xObjects of its resources
     */
    public void addPage(String entries, String xObjects, ContentStream content) throws IOException {
        int contents = pdf.allocate();
        pdf.compressedStream(contents, "", content.bytes(), content.size());
        int page = pdf.allocate();
        pdf.object(
                page,
                "<< /Type /Page /Parent " + pageTree + " 0 R " + entries + " /StructParents " + pageNumbers.size()
                        + " /Resources << /Font "
                        + fontDictionary + " 0 R /ExtGState " + states + " 0 R /XObject << " + xObjects
                        + " >> >> /Contents "
                        + contents + " 0 R >>");
        pageNumbers.add(page);
    }

    /** No page follows; the fonts are written next. */
    public void endPages() throws IOException {
        StringBuilder kids = new StringBuilder();
        pageNumbers.forEach(page -> kids.append(page).append(" 0 R "));
        pdf.object(pageTree, "<< /Type /Pages /Count " + pageNumbers.size() + " /Kids [" + kids + "] >>");
    }

    /**
     * What the document says of itself.
     *
     * @param title what viewers show in their title bar
     * @param language of the text, as BCP 47 says it
     * @param archival whether this is PDF/A-2b
     */
    public record Description(String title, String language, boolean archival) {}

    /** Finds the catalog's entry for the layers of pages, or nothing: last, since pages tell which of them they use. */
    @FunctionalInterface
    public interface Layers {
        String find() throws IOException;
    }

    /** Writes all that stands behind pages and fonts, and returns the file's SHA-256. */
    public String finish(Description description, Layers layers) throws IOException {
        int info = pdf.allocate();
        pdf.object(info, "<< /Title " + PdfWriter.text(description.title()) + " /Producer (" + PRODUCER + ") >>");
        int metadata = pdf.allocate();
        byte[] packet = XmpPacket.of(description.title(), description.language(), PRODUCER, description.archival());
        pdf.stream(metadata, "/Type /Metadata /Subtype /XML", packet, 0, packet.length);
        String extras = layers.find() + structure.write(pageNumbers) + outputIntent(description.archival());
        int catalog = pdf.allocate();
        pdf.object(
                catalog,
                "<< /Type /Catalog /Pages " + pageTree + " 0 R /Metadata " + metadata + " 0 R /Lang ("
                        + description.language() + ") /ViewerPreferences << /DisplayDocTitle true >>" + extras + " >>");
        return pdf.finish(catalog, info);
    }

    /** The catalog's entry that says what device colours are, which only archives ask for (ISO 19005-2, 6.2.3). */
    private String outputIntent(boolean archival) throws IOException {
        if (!archival) {
            return "";
        }
        int profile = pdf.allocate();
        pdf.compressedStream(profile, "/N 3", SrgbProfile.BYTES, SrgbProfile.BYTES.length);
        return " /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
                + " /Info (sRGB IEC61966-2.1) /DestOutputProfile " + profile + " 0 R >>]";
    }
}
