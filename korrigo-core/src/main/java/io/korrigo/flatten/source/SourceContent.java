package io.korrigo.flatten.source;

import io.korrigo.flatten.pdf.ContentStream;
import io.korrigo.flatten.pdf.PageFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** The content of a source page as a form XObject: as it is stored where it is one stream, else joined. */
final class SourceContent {
    private static final long MAX_CONTENT = 64L << 20;

    private SourceContent() {}

    /** Writes the form XObject of a page and returns its number. */
    static int write(PDPage page, PDRectangle media, ObjectCopier copier) throws IOException, PageFault {
        COSBase resources = page.getCOSObject().getCOSDictionary(COSName.RESOURCES);
        if (resources == null && page.getResources() != null) {
            resources = page.getResources().getCOSObject();
        }
        String entries = "/Type /XObject /Subtype /Form /BBox " + box(media) + " /Resources "
                + (resources == null ? "<< >>" : copier.reference(resources)) + " ";
        COSStream only = onlyContent(page, copier);
        return only != null ? copier.writeStream(entries, only) : copier.writeContent(entries, joinedContent(page));
    }

    /** The page's content where it is one stream, which then is copied as it is stored. */
    private static @Nullable COSStream onlyContent(PDPage page, ObjectCopier copier) throws PageFault {
        COSBase contents = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        copier.requireReadable(page.getCOSObject().getItem(COSName.CONTENTS));
        if (contents instanceof COSArray all) {
            for (int i = 0; i < all.size(); i++) {
                copier.requireReadable(all.get(i));
            }
        }
        if (contents instanceof COSArray array && array.size() == 1) {
            contents = array.getObject(0);
        }
        boolean plain = contents instanceof COSStream stream
                && !stream.containsKey(COSName.TYPE)
                && !stream.containsKey(COSName.SUBTYPE)
                && !stream.containsKey(COSName.BBOX)
                && !stream.containsKey(COSName.RESOURCES)
                && !stream.containsKey(COSName.F);
        return plain ? (COSStream) contents : null;
    }

    private static byte[] joinedContent(PDPage page) throws IOException, PageFault {
        if (!page.hasContents()) {
            return new byte[0];
        }
        try (InputStream in = page.getContents()) {
            byte[] content = in.readNBytes((int) MAX_CONTENT + 1);
            if (content.length > MAX_CONTENT) {
                throw new PageFault("the PDF's page unpacks to over " + (MAX_CONTENT >> 20) + " MB; print it anew");
            }
            return content;
        }
    }

    /** As a PDF has it. */
    static String box(PDRectangle box) {
        ContentStream numbers = new ContentStream();
        numbers.number(box.getLowerLeftX()).number(box.getLowerLeftY());
        numbers.number(box.getUpperRightX()).number(box.getUpperRightY());
        return "[" + new String(numbers.bytes(), StandardCharsets.US_ASCII).strip() + "]";
    }
}
