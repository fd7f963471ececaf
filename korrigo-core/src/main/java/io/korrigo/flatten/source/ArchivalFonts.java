package io.korrigo.flatten.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapSubtable;
import org.apache.fontbox.ttf.CmapTable;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.font.PDCIDFontType2;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDTrueTypeFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.jspecify.annotations.Nullable;

/** Whether fonts of source pages may be in a PDF/A-2b file (ISO 19005-2, 6.2.11). */
final class ArchivalFonts {
    private static final String NOTDEF = ".notdef";

    private final Map<COSDictionary, String> faults = new HashMap<>();

    /** What is wrong with the font, whatever is drawn with it; or null. */
    @Nullable
    String faultOf(PDFont font) throws IOException {
        String fault = faults.get(font.getCOSObject());
        if (fault == null) {
            fault = fault(font);
            faults.put(font.getCOSObject(), fault);
        }
        return fault.isEmpty() ? null : fault;
    }

    /** What is wrong with the font or with this character of it, or null. */
    @Nullable
    String fault(PDFont font, int code) throws IOException {
        String fault = faultOf(font);
        if (fault != null) {
            return fault;
        }
        if (!hasGlyph(font, code)) {
            return "its font " + font.getName() + " lacks a character that is drawn";
        }
        if (!(font instanceof PDType3Font) && Math.abs(font.getWidth(code) - font.getWidthFromFont(code)) > 1) {
            return "its font " + font.getName() + " contradicts itself about widths";
        }
        return null;
    }

    private static boolean hasGlyph(PDFont font, int code) throws IOException {
        if (font instanceof PDType3Font drawn) {
            return drawn.getCharProc(code) != null
                    && !NOTDEF.equals(drawn.getEncoding().getName(code));
        }
        return !(font instanceof PDVectorFont outlines) || outlines.hasGlyph(code);
    }

    private static String fault(PDFont font) throws IOException {
        if (font instanceof PDType3Font) {
            return "";
        }
        String name = "its font " + font.getName();
        if (!font.isEmbedded() || font.isDamaged()) {
            return name + " is not embedded";
        }
        boolean whole = font instanceof PDTrueTypeFont trueType
                ? isWhole(trueType)
                : font instanceof PDType0Font composite ? isWhole(composite) : hasWidths(font);
        return whole ? "" : name + " is described in a way that archives refuse";
    }

    private static boolean isWhole(PDType0Font font) {
        COSName encoding = font.getCOSObject().getCOSName(COSName.ENCODING);
        boolean identity = COSName.IDENTITY_H.equals(encoding) || COSName.IDENTITY_V.equals(encoding);
        boolean mapped = !(font.getDescendantFont() instanceof PDCIDFontType2 descendant)
                || descendant.getCOSObject().containsKey(COSName.CID_TO_GID_MAP);
        return identity && mapped;
    }

    /** A symbolic font speaks for itself, another by a usual encoding. */
    private static boolean isWhole(PDTrueTypeFont font) throws IOException {
        COSBase encoding = font.getCOSObject().getDictionaryObject(COSName.ENCODING);
        CmapTable table = font.getTrueTypeFont().getCmap();
        CmapSubtable[] maps = table == null ? new CmapSubtable[0] : table.getCmaps();
        boolean fit;
        if (font.getFontDescriptor() != null && font.getFontDescriptor().isSymbolic()) {
            fit = encoding == null && (maps.length == 1 || table != null && table.getSubtable(3, 0) != null);
        } else {
            boolean usual = COSName.WIN_ANSI_ENCODING.equals(encoding) || COSName.MAC_ROMAN_ENCODING.equals(encoding);
            fit = usual && table != null && (table.getSubtable(3, 1) != null || table.getSubtable(1, 0) != null);
        }
        return fit && hasWidths(font);
    }

    private static boolean hasWidths(PDFont font) {
        COSDictionary dictionary = font.getCOSObject();
        int first = dictionary.getInt(COSName.FIRST_CHAR, -1);
        int last = dictionary.getInt(COSName.LAST_CHAR, -1);
        return !(font instanceof PDSimpleFont)
                || first >= 0
                        && dictionary.getCOSArray(COSName.WIDTHS) != null
                        && dictionary.getCOSArray(COSName.WIDTHS).size() == last - first + 1;
    }
}
