package io.korrigo.flatten.source;

import io.korrigo.flatten.pdf.PageFault;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** Takes over a source document's layers (optional content groups, ISO 32000-1, 8.11.4). */
final class SourceLayers {
    private SourceLayers() {}

    /** Adds references to {@code document}'s layers to {@code all}, and of those that are switched off to {@code off}. */
    static void add(PDDocument document, ObjectCopier copier, List<String> all, List<String> off)
            throws IOException, PageFault {
        COSDictionary properties = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.OCPROPERTIES);
        COSArray groups = properties == null ? null : properties.getCOSArray(COSName.OCGS);
        COSDictionary usual = properties == null ? null : properties.getCOSDictionary(COSName.D);
        if (groups == null || usual == null) {
            return;
        }
        boolean startsOff = COSName.OFF.equals(usual.getCOSName(COSName.BASE_STATE));
        COSArray switched = usual.getCOSArray(startsOff ? COSName.ON : COSName.OFF);
        for (int i = 0; i < groups.size(); i++) {
            if (groups.getObject(i) instanceof COSDictionary group) {
                String reference = copier.reference(group);
                all.add(reference);
                if (contains(switched, group) != startsOff) {
                    off.add(reference);
                }
            }
        }
        copier.writeWaiting();
    }

    private static boolean contains(@Nullable COSArray array, COSDictionary group) {
        for (int i = 0; array != null && i < array.size(); i++) {
            if (array.getObject(i) == group) {
                return true;
            }
        }
        return false;
    }
}
