package io.korrigo.flatten;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.flatten.image.ImageXObject;
import io.korrigo.flatten.image.SheetSize;
import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PageFrame;
import io.korrigo.flatten.pdf.PagedDocument;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import io.korrigo.flatten.pdf.StructureTree;
import io.korrigo.flatten.source.ArchivalObjects;
import io.korrigo.flatten.source.PageSource;
import io.korrigo.flatten.source.SourceDocument;
import io.korrigo.flatten.text.DocumentFonts;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One copy's PDF while it is being written, page after page.
 *
 * <p>Whatever is thrown while a page is read is that page's fault, an {@link InvalidInputException} that names copy, page and file, with its
 * cause: decoders and PDFBox meet damaged files with unchecked exceptions and linkage errors, and one of them must not end an
 * export of 300 copies.
 */
final class CopyDocument implements Closeable {
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
    private final PagedDocument document;

    CopyDocument(CopyToFlatten copy, OutputStream out) throws IOException {
        this.copy = copy;
        this.wording = Wording.of(copy.options().locale());
        this.blanked = new BlankedPages(copy);
        this.shared = new SharedObjects(copy.options().archival());
        this.pdf = new PdfWriter(out);
        this.structure = new StructureTree(pdf);
        this.document = new PagedDocument(pdf, structure);
    }

    FlattenedCopy write() throws IOException {
        document.begin(AnnotationPainter.STATES);
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
            document.addPage(box, "", sheet);
        }
        return finish();
    }

    private FlattenedCopy finish() throws IOException {
        document.endPages();
        fonts.write(pdf, document.fontDictionary());
        String exam = copy.options().examTitle().isBlank() ? "" : copy.options().examTitle() + " – ";
        String who = copy.studentName() == null
                ? Wording.about(wording.copy(), copy.anonymousId())
                : Wording.about(wording.student(), copy.studentName());
        String sha256 = document.finish(
                new PagedDocument.Description(
                        exam + who, wording.language(), copy.options().archival()),
                this::layers);
        return new FlattenedCopy(document.pages(), pdf.size(), sha256, fonts.substituted(), leftOut);
    }

    private void writePage(int index, PageSource source, List<Annotation> annotations, List<Note> notes)
            throws IOException, PageFault {
        SourceDocument known = sources.get(source.origin());
        if (known != null) {
            writePdfPage(index, source, known, annotations, notes);
            return;
        }
        if (!file.readImage(source)) {
            SourceDocument opened =
                    SourceDocument.open(source, pdf, copy.options().archival(), file.isHeadless());
            sources.put(source.origin(), opened);
            writePdfPage(index, source, opened, annotations, notes);
            return;
        }
        ImageXObject image = file.open(source.pageIndex().orElse(null));
        if (!blanked.isEmpty()) {
            image = blanked.image(index, image, file.bytes(), file.length());
        }
        ImageXObject shown = image;
        writeImagePage(index, image, SheetSize.of(image.shape()), annotations, notes, () -> InkSearch.of(file, shown));
    }

    private void writeImagePage(
            int index,
            ImageXObject image,
            SheetSize size,
            List<Annotation> annotations,
            List<Note> notes,
            InkSearch ink)
            throws IOException, PageFault {
        if (copy.options().archival()) {
            ArchivalObjects.checkSize(size.width(), size.height());
        }
        double w = size.width();
        double h = size.height();
        PageFrame frame = PageFrame.upright(w, h);
        List<Note> own = notes(index, frame, annotations, notes.size());
        // before it is written: what is looked at for ink is known to be whole
        PageInk found = InkSearch.under(own, ink);
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
        document.addPage(new String(box.bytes(), StandardCharsets.US_ASCII), "/P " + number + " 0 R", content);
    }

    private void writePdfPage(
            int index, PageSource source, SourceDocument pages, List<Annotation> annotations, List<Note> notes)
            throws IOException, PageFault {
        if (blanked.needsPicture(index, pages)) {
            SourceDocument.Drawn drawn = pages.draw(source.pageIndex().orElse(null), BlankedPages.DPI);
            writeImagePage(
                    index,
                    blanked.picture(index, drawn.picture()),
                    drawn.size(),
                    annotations,
                    notes,
                    () -> PageInk.of(drawn.picture(), 1));
            return;
        }
        SourceDocument.Page page = pages.write(source.pageIndex().orElse(null));
        ContentStream content = new ContentStream();
        content.begin(structure.document().add("P").mark(index));
        content.save().paint("P").restore();
        page.overlays().draw(content);
        page.overlays().leftOut().forEach(kind -> leftOut.add("page " + (index + 1) + ": " + kind));
        content.end();
        List<Note> own = notes(index, page.frame(), annotations, notes.size());
        annotate(page.frame(), content, own, InkSearch.under(own, () -> InkSearch.of(pages, source)));
        notes.addAll(own);
        document.addPage(
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

    @Override
    public void close() throws IOException {
        pdf.close();
        for (SourceDocument source : sources.values()) {
            source.close();
        }
    }
}
