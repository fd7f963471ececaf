package io.korrigo.flatten.source;

import io.korrigo.Internal;
import io.korrigo.InvalidInputException;
import io.korrigo.flatten.image.SheetSize;
import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PageFrame;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.page.DrawnPage;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * A PDF that pages are taken from, drawn as they are and never turned into pictures.
 *
 * <p>PDFBox reads it; a page's content becomes a form XObject, so that whatever state it leaves behind doesn't touch
 * what is drawn over it (ISO 32000-1, 8.10).
 *
 * <p><b>Threads:</b> one at a time.
 */
@Internal
public final class SourceDocument implements Closeable {
    private static final float MAX_SIDE = 200 * 72f * 10;

    /** Pixels of a page that is drawn as a picture: an A3 sheet at 200 dpi has 8 million. */
    private static final double MAX_DRAWN = 20e6;

    /** Below this resolution nobody looks at single pixels: of large pictures some are left out. */
    private static final int FINE = 72;

    private final PDDocument document;
    private final ObjectCopier copier;
    private final boolean archival;

    private SourceDocument(PDDocument document, PdfWriter pdf, boolean archival) {
        this.document = document;
        this.copier =
                new ObjectCopier(pdf, document.getDocument().getXrefTable().keySet());
        this.archival = archival;
    }

    /**
     * A page made ready to be written.
     *
     * @param form number of the form XObject that draws it
     * @param entries what the new page takes over from the old one: boxes, rotation, unit, group
     * @param overlays the appearances of its own annotations, drawn after the form
     */
    public record Page(PageFrame frame, int form, String entries, SourceAnnotations overlays) {}

    /** @param headless whether the file is a PDF only by {@link SourceFile#isPdfWithoutHeader} */
    public static SourceDocument open(PageSource source, PdfWriter pdf, boolean archival, boolean headless)
            throws IOException, PageFault {
        PDDocument document;
        try {
            document = headless ? SourceFile.loadWithHeader(source) : SourceFile.load(source);
            // draws the values of form fields where the file leaves that to its viewer
            document.getDocumentCatalog().getAcroForm();
        } catch (InvalidPasswordException e) {
            throw encrypted();
        } catch (FileSystemException e) {
            throw e;
        } catch (LinkageError e) {
            // PDFBox asks for a library of others to open what is encrypted for certificates
            throw encrypted();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new PageFault("the PDF is damaged and can't be read; print it to a new PDF and upload that", e);
        }
        return new SourceDocument(document, pdf, archival);
    }

    /**
     * Writes the objects of a page.
     *
     * @param index from 0; null for the only page of a document that has one
     */
    public Page write(@Nullable Integer index) throws IOException, PageFault {
        try {
            return write(document.getPage(index(index)));
        } catch (FileSystemException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw damaged(e);
        }
    }

    private int index(@Nullable Integer index) throws PageFault {
        int count = document.getNumberOfPages();
        if (index == null && count != 1) {
            throw new PageFault("the PDF has " + count + " pages, and which one is meant was not said");
        }
        int wanted = index == null ? 0 : index;
        if (wanted >= count) {
            throw new PageFault("the PDF has " + count + " pages, and page " + (wanted + 1) + " was asked for");
        }
        return wanted;
    }

    private static float userUnit(PDPage page) {
        float unit = page.getCOSObject().getFloat(COSName.getPDFName("UserUnit"), 1);
        return unit > 0 && Float.isFinite(unit) ? unit : 1;
    }

    private Page write(PDPage page) throws IOException, PageFault {
        PDRectangle media = page.getMediaBox();
        PDRectangle crop = page.getCropBox();
        if (!isUsable(media) || !isUsable(crop)) {
            throw new PageFault("the PDF's page has no usable size; print it to a new PDF");
        }
        float userUnit = userUnit(page);
        int rotation = Math.floorMod(page.getRotation(), 360);
        PageFrame frame = PageFrame.of(
                crop.getLowerLeftX(), crop.getLowerLeftY(), crop.getWidth(), crop.getHeight(), rotation, userUnit);

        int form = SourceContent.write(page, media, copier);
        SourceAnnotations overlays = SourceAnnotations.of(document, page, copier);
        if (archival) {
            ArchivalObjects.checkSize(media.getWidth(), media.getHeight());
            ArchivalObjects.check(page.getCOSObject());
            ArchivalContent.check(page);
        }
        copier.writeWaiting();
        StringBuilder entries = new StringBuilder();
        entries.append("/MediaBox ")
                .append(SourceContent.box(media))
                .append(" /CropBox ")
                .append(SourceContent.box(crop));
        entries.append(" /Rotate ").append(rotation);
        if (userUnit != 1) {
            entries.append(" /UserUnit ").append(userUnit);
        }
        COSDictionary group = page.getCOSObject().getCOSDictionary(COSName.GROUP);
        if (group != null) {
            entries.append(" /Group ").append(copier.direct(group));
        }
        copier.writeWaiting();
        return new Page(frame, form, entries.toString(), overlays);
    }

    /** A page drawn upright as a picture, and how large it is in points. */
    public record Drawn(BufferedImage picture, SheetSize size) {}

    /**
     * Draws a page instead of copying it.
     *
     * @param index from 0; null for the only page of a document that has one
     * @param dpi pixels per inch, fewer for a page that would be too large
     */
    public Drawn draw(@Nullable Integer index, int dpi) throws IOException, PageFault {
        try {
            int wanted = index(index);
            PDPage page = document.getPage(wanted);
            PDRectangle crop = page.getCropBox();
            if (!isUsable(crop)) {
                throw new PageFault("the PDF's page has no usable size; print it to a new PDF");
            }
            double unit = userUnit(page);
            boolean turned = page.getRotation() % 180 != 0;
            double width = unit * (turned ? crop.getHeight() : crop.getWidth());
            double height = unit * (turned ? crop.getWidth() : crop.getHeight());
            // the renderer knows nothing of units
            double scale = Math.min(dpi / 72.0, Math.sqrt(MAX_DRAWN / (width * height)));
            BufferedImage picture =
                    DrawnPage.of(document, wanted, (float) (scale * unit), dpi < FINE, "the PDF's page");
            return new Drawn(picture, new SheetSize(width, height));
        } catch (InvalidInputException tooMuch) {
            throw new PageFault(String.valueOf(tooMuch.getMessage()), tooMuch);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw damaged(e);
        }
    }

    /** What a page that shows one picture only looks like from afar; empty for other pages, which have to be drawn. */
    public Optional<SourceInk> ink(@Nullable Integer index) throws IOException, PageFault {
        int wanted = index(index);
        try {
            return SourceInk.of(document.getPage(wanted));
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw damaged(e);
        }
    }

    /** Whether a page draws with a picture or form that one of {@code others} has, too; all counted from 0. */
    public boolean sharesPictures(int index, Set<Integer> others) throws PageFault {
        try {
            int count = document.getNumberOfPages();
            if (index >= count) {
                return false;
            }
            Set<COSStream> own = DrawnObjects.of(document.getPage(index));
            return others.stream()
                    .filter(other -> other < count)
                    .flatMap(other -> DrawnObjects.of(document.getPage(other)).stream())
                    .anyMatch(own::contains);
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /** Adds the document's layers, so that those that are switched off stay off (ISO 32000-1, 8.11.4). */
    public void addLayers(List<String> all, List<String> off) throws IOException, PageFault {
        SourceLayers.add(document, copier, all, off);
    }

    private static boolean isUsable(PDRectangle box) {
        float width = box.getWidth();
        float height = box.getHeight();
        return width > 0
                && height > 0
                && width < MAX_SIDE
                && height < MAX_SIDE
                && Float.isFinite(box.getLowerLeftX())
                && Float.isFinite(box.getLowerLeftY());
    }

    private static PageFault damaged(Throwable cause) {
        return new PageFault("the PDF's page is damaged and can't be read; print it to a new PDF", cause);
    }

    private static PageFault encrypted() {
        return new PageFault("the PDF is encrypted; save it without a password and upload that");
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
