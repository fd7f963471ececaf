package io.korrigo.flatten;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.flatten.image.ImageXObject;
import io.korrigo.flatten.image.SheetSize;
import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PageFrame;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import io.korrigo.flatten.pdf.SrgbProfile;
import io.korrigo.flatten.pdf.StructureTree;
import io.korrigo.flatten.pdf.XmpPacket;
import io.korrigo.flatten.source.ArchivalObjects;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.flatten.source.SourceDocument;
import io.korrigo.flatten.source.SourceInk;
import io.korrigo.flatten.text.DocumentFonts;
import io.korrigo.image.OpenCvUnavailableException;
import io.korrigo.image.SmallPicture;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One copy's PDF while it is being written, page after page.
 *
 * <p>Whatever is thrown while a page is read is that page's fault, an {@link InvalidInputException} that names copy, page and file, with its
 * cause: decoders and PDFBox meet damaged files with unchecked exceptions and linkage errors, and one of them must not end an
 * export of 300 copies.
 */
final class CopyDocument implements Closeable {
    /** Resolution at which ink is looked for on pages of PDFs. */
    private static final int INK_DPI = 36;

    private static final String PRODUCER = "Korrigo";
    /** Orientation matrices from an image's unit square to a page of one by one, by EXIF number; the page scales them. */
    private static final int[][] ORIENTATIONS = {
        {1, 0, 0, 1, 0, 0}, {-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
        {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}, {0, 1, 1, 0, 0, 0}, {0, 1, -1, 0, 1, 0}
    };

    private final CopyToFlatten copy;
    private final Wording wording;
    private final PdfWriter pdf;
    private final DocumentFonts fonts = new DocumentFonts();
    private final StructureTree structure;
    private final SharedObjects shared;
    private final PageFile file = new PageFile();
    private final BlankedPages blanked;
    private final Map<Object, SourceDocument> sources = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<Integer> pageNumbers = new ArrayList<>();
    private final int pageTree;
    private final int fontDictionary;
    private final int states;

    CopyDocument(CopyToFlatten copy, OutputStream out) throws IOException {
        this.copy = copy;
        this.wording = Wording.of(copy.options().locale());
        this.blanked = new BlankedPages(copy);
        this.shared = new SharedObjects(copy.options().archival());
        this.pdf = new PdfWriter(out);
        this.structure = new StructureTree(pdf);
        this.pageTree = pdf.allocate();
        this.fontDictionary = pdf.allocate();
        this.states = pdf.allocate();
    }

    /** @throws InvalidInputException when the copy can be seen to be wrong before a page is read */
    static void check(CopyToFlatten copy) {
        if (copy.pages().isEmpty()) {
            throw new InvalidInputException("Copy " + copy.copyId() + " has no pages; nothing can be flattened");
        }
        PointsRange.check(copy);
        for (Annotation annotation : copy.annotations()) {
            if (annotation.pageIndex() >= copy.pages().size()) {
                throw new InvalidInputException(
                        "Copy " + copy.copyId() + " has " + copy.pages().size()
                                + " pages, but an annotation is on page " + (annotation.pageIndex() + 1)
                                + "; page indices count the copy's pages from 0");
            }
        }
        for (BlankedRegion region : copy.blanked()) {
            if (region.pageIndex() >= copy.pages().size()) {
                throw new InvalidInputException("Copy " + copy.copyId() + " has "
                        + copy.pages().size() + " pages, but a region of page " + (region.pageIndex() + 1)
                        + " is to be blanked; page indices count the copy's pages from 0");
            }
        }
    }

    FlattenedCopy write() throws IOException {
        pdf.object(states, AnnotationPainter.STATES);
        List<Annotation> ordered = new ArrayList<>(copy.annotations());
        ordered.sort(Comparator.comparingInt(Annotation::pageIndex)
                .thenComparingDouble(annotation -> annotation.region().y())
                .thenComparingDouble(annotation -> annotation.region().x()));
        List<Note> notes = new ArrayList<>();
        for (int index = 0; index < copy.pages().size(); index++) {
            PageSource source = copy.pages().get(index);
            try {
                writePage(index, source, ordered, notes);
            } catch (PageFault e) {
                throw fault(index, source, e);
            } catch (NoSuchFileException e) {
                throw fault(index, source, new PageFault("the file is missing; upload the page again", e));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                // decoders of others meet files that they weren't written for with errors of all sorts
                throw fault(
                        index, source, new PageFault("the file can't be read here; save the page as JPEG or PNG", e));
            }
        }
        for (ContentStream sheet : MarkSheet.draw(copy, notes, wording, fonts, structure)) {
            String box = "/MediaBox [0 0 " + SheetPages.WIDTH + " " + SheetPages.HEIGHT + "]";
            finishPage(box, "", sheet);
        }
        return finish();
    }

    private void writePage(int index, PageSource source, List<Annotation> annotations, List<Note> notes)
            throws IOException, PageFault {
        SourceDocument known = sources.get(source.origin());
        if (known != null) {
            writePdfPage(index, source, known, annotations, notes);
            return;
        }
        if (!file.readImage(source)) {
            SourceDocument document =
                    SourceDocument.open(source, pdf, copy.options().archival(), file.isHeadless());
            sources.put(source.origin(), document);
            writePdfPage(index, source, document, annotations, notes);
            return;
        }
        ImageXObject image = file.open(source.pageIndex().orElse(null));
        if (!blanked.isEmpty()) {
            image = blanked.image(index, image, file.bytes(), file.length());
        }
        ImageXObject shown = image;
        writeImagePage(index, image, SheetSize.of(image.shape()), annotations, notes, () -> ink(shown));
    }

    /** Finds where the page has ink, when somebody wants to know. */
    @FunctionalInterface
    private interface InkOfPage {
        PageInk find() throws IOException, PageFault;
    }

    /** Of the page file at hand. */
    private PageInk ink(ImageXObject image) throws PageFault {
        int orientation = image.shape().orientation();
        try {
            SmallPicture small = image.small();
            if (small == null && file.isFirstPage()) {
                small = SmallPicture.decode(
                        file.bytes(),
                        file.length(),
                        image.shape().width(),
                        image.shape().height());
            }
            if (small != null) {
                return PageInk.of(small, orientation);
            }
        } catch (OpenCvUnavailableException elsewhere) {
            // a platform without OpenCV has the slower way
        }
        return PageInk.of(image.decoded(), orientation);
    }

    private void writeImagePage(
            int index,
            ImageXObject image,
            SheetSize size,
            List<Annotation> annotations,
            List<Note> notes,
            InkOfPage ink)
            throws IOException, PageFault {
        if (copy.options().archival()) {
            ArchivalObjects.checkSize(size.width(), size.height());
        }
        double w = size.width();
        double h = size.height();
        PageFrame frame = PageFrame.upright(w, h);
        List<Note> own = notes(index, frame, annotations, notes.size());
        // before it is written: what is looked at for ink is known to be whole
        PageInk found = inkUnder(own, ink);
        int number = pdf.allocate();
        image.write(pdf, number, shared);

        String alternative = PdfWriter.text(Wording.about(wording.scan(), index + 1));
        ContentStream content = new ContentStream();
        content.begin(
                structure.document().add("Figure", "/Alt " + alternative + " ").mark(index));
        int[] turn = ORIENTATIONS[image.shape().orientation() - 1];
        content.save().transform(turn[0] * w, turn[1] * h, turn[2] * w, turn[3] * h, turn[4] * w, turn[5] * h);
        content.paint("P").restore().end();
        annotate(frame, content, own, found);
        notes.addAll(own);
        ContentStream box = new ContentStream().raw("/MediaBox [0 0 ").number(w).number(h);
        box.raw("] /Group << /S /Transparency /CS /DeviceRGB >>");
        finishPage(ascii(box), "/P " + number + " 0 R", content);
    }

    private void writePdfPage(
            int index, PageSource source, SourceDocument document, List<Annotation> annotations, List<Note> notes)
            throws IOException, PageFault {
        if (blanked.needsPicture(index, document)) {
            SourceDocument.Drawn drawn = document.draw(source.pageIndex().orElse(null), BlankedPages.DPI);
            writeImagePage(
                    index,
                    blanked.picture(index, drawn.picture()),
                    drawn.size(),
                    annotations,
                    notes,
                    () -> PageInk.of(drawn.picture(), 1));
            return;
        }
        SourceDocument.Page page = document.write(source.pageIndex().orElse(null));
        ContentStream content = new ContentStream();
        content.begin(structure.document().add("P").mark(index));
        content.save().paint("P").restore();
        page.overlays().draw(content);
        page.overlays().leftOut().forEach(kind -> leftOut.add("page " + (index + 1) + ": " + kind));
        content.end();
        List<Note> own = notes(index, page.frame(), annotations, notes.size());
        annotate(page.frame(), content, own, inkUnder(own, () -> inkOf(document, source)));
        notes.addAll(own);
        finishPage(
                page.entries(), "/P " + page.form() + " 0 R" + page.overlays().resources(), content);
    }

    /** The page's annotations, numbered from those before it on. */
    private List<Note> notes(int index, PageFrame frame, List<Annotation> annotations, int before) {
        List<Note> own = new ArrayList<>();
        for (Annotation annotation : annotations) {
            if (annotation.pageIndex() == index) {
                own.add(Note.of(annotation, before + own.size() + 1, frame, wording));
            }
        }
        return own;
    }

    private void annotate(PageFrame frame, ContentStream content, List<Note> notes, PageInk ink) {
        if (!notes.isEmpty()) {
            // to who has the page read aloud they are told by the mark sheet, in full and with their pages
            content.beginArtifact();
            new AnnotationPainter(content, fonts).draw(frame, notes, wording, ink);
            content.end();
        }
    }

    /** Nothing is looked for under boxes without words. */
    private static PageInk inkUnder(List<Note> notes, InkOfPage ink) throws IOException {
        if (notes.stream().allMatch(note -> note.both().isEmpty())) {
            return PageInk.NONE;
        }
        try {
            return ink.find();
        } catch (PageFault | RuntimeException | StackOverflowError unseen) {
            // a page that is carried over well need not be one that is decoded here: its words go where they always
            // went
            return PageInk.NONE;
        }
    }

    private static PageInk inkOf(SourceDocument document, PageSource source) throws IOException, PageFault {
        Integer index = source.pageIndex().orElse(null);
        Optional<SourceInk> scanned = document.ink(index);
        return scanned.isPresent()
                ? PageInk.of(scanned.get().picture(), scanned.get().orientation())
                : PageInk.of(document.draw(index, INK_DPI).picture(), 1);
    }

    private void finishPage(String entries, String xObjects, ContentStream content) throws IOException {
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

    private FlattenedCopy finish() throws IOException {
        StringBuilder kids = new StringBuilder();
        pageNumbers.forEach(page -> kids.append(page).append(" 0 R "));
        pdf.object(pageTree, "<< /Type /Pages /Count " + pageNumbers.size() + " /Kids [" + kids + "] >>");
        fonts.write(pdf, fontDictionary);
        int info = pdf.allocate();
        String exam = copy.options().examTitle().isBlank() ? "" : copy.options().examTitle() + " – ";
        String who = copy.studentName() == null
                ? Wording.about(wording.copy(), copy.anonymousId())
                : Wording.about(wording.student(), copy.studentName());
        String title = exam + who;
        pdf.object(info, "<< /Title " + PdfWriter.text(title) + " /Producer (" + PRODUCER + ") >>");
        int metadata = pdf.allocate();
        byte[] packet =
                XmpPacket.of(title, wording.language(), PRODUCER, copy.options().archival());
        pdf.stream(metadata, "/Type /Metadata /Subtype /XML", packet, 0, packet.length);
        String extras = layers() + structure.write(pageNumbers) + outputIntent();
        int catalog = pdf.allocate();
        pdf.object(
                catalog,
                "<< /Type /Catalog /Pages " + pageTree + " 0 R /Metadata " + metadata + " 0 R /Lang ("
                        + wording.language() + ") /ViewerPreferences << /DisplayDocTitle true >>" + extras + " >>");
        String sha256 = pdf.finish(catalog, info);
        return new FlattenedCopy(pageNumbers.size(), pdf.size(), sha256, fonts.substituted(), leftOut);
    }

    /** The catalog's entry that says what device colours are, which only archives ask for (ISO 19005-2, 6.2.3). */
    private String outputIntent() throws IOException {
        if (!copy.options().archival()) {
            return "";
        }
        int profile = pdf.allocate();
        pdf.compressedStream(profile, "/N 3", SrgbProfile.BYTES, SrgbProfile.BYTES.length);
        return " /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
                + " /Info (sRGB IEC61966-2.1) /DestOutputProfile " + profile + " 0 R >>]";
    }

    /** The catalog's entry for layers of source pages, or nothing when there are none. */
    private String layers() throws IOException {
        List<String> all = new ArrayList<>();
        List<String> off = new ArrayList<>();
        for (SourceDocument source : sources.values()) {
            try {
                source.addLayers(all, off);
            } catch (PageFault | RuntimeException | StackOverflowError e) {
                throw new InvalidInputException(
                        "Copy " + copy.copyId() + ", layers of a source PDF: " + e.getMessage(), e);
            }
        }
        return all.isEmpty()
                ? ""
                : " /OCProperties << /OCGs [" + String.join(" ", all) + "] /D << /Name (Default) /Order ["
                        + String.join(" ", all) + "] /OFF [" + String.join(" ", off) + "] >> >>";
    }

    private InvalidInputException fault(int index, PageSource source, PageFault fault) {
        return new InvalidInputException(
                "Copy " + copy.copyId() + ", page " + (index + 1) + " of "
                        + copy.pages().size() + " (" + source + "): " + fault.getMessage(),
                fault.getCause() == null ? fault : fault.getCause());
    }

    private static String ascii(ContentStream content) {
        return new String(content.bytes(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        pdf.close();
        for (SourceDocument source : sources.values()) {
            source.close();
        }
    }
}
