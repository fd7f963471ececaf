package io.korrigo.flatten.text;

import io.korrigo.flatten.pdf.PdfWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The fonts of one document. Gives each character a code when it is first drawn, and writes what was used at the end.
 *
 * <p>A code stands for a character and not for a glyph, so that text is extracted as it was typed, even where two
 * characters look the same or a character that no font has is shown as a box.
 *
 * <p>DejaVu covers Latin, Greek, Cyrillic, Hebrew, Arabic and mathematics; emoji come from Noto Emoji, read when the
 * first is drawn, in one colour, since PDF fonts hold no pictures. Joined emoji (a family, a profession) show as their
 * parts, Arabic lam and alef are joined without their ligature. What no font has is a white square, extracted as
 * typed: fonts for Chinese, Thai or Indic scripts take megabytes and a shaper.
 */
public final class DocumentFonts {
    static final int SANS = 0;
    static final int BOLD = 1;
    static final int EMOJI = 2;

    private static final int FACES = 3;
    private static final int FIRST_PICTOGRAPH = 0x1F000;

    private final FaceCodes[] codes = {new FaceCodes(), new FaceCodes(), new FaceCodes()};
    private final SortedSet<Integer> substituted = new TreeSet<>();

    /** The face of a number; text names faces by number. */
    static TrueTypeFace face(int number) {
        return number == SANS ? TrueTypeFace.SANS : number == BOLD ? TrueTypeFace.BOLD : TrueTypeFace.emoji();
    }

    /** The number of the face that draws a character: {@code preferred} if it can, or -1 when none can. */
    static int faceFor(int codePoint, int preferred) {
        if (codePoint < FIRST_PICTOGRAPH) {
            if (face(preferred).glyph(codePoint) != 0) {
                return preferred;
            }
            if (TrueTypeFace.SANS.glyph(codePoint) != 0) {
                return SANS;
            }
        }
        if (TrueTypeFace.emoji().glyph(codePoint) != 0) {
            return EMOJI;
        }
        return TrueTypeFace.SANS.glyph(codePoint) != 0 ? SANS : -1;
    }

    /**
     * The code, from 1, that shows {@code shown} and reads as {@code meant}.
     *
     * @param face number of a face that has a glyph for {@code shown}
     */
    int code(int face, int shown, int meant) {
        if (shown == TextFlow.SUBSTITUTE && meant != shown) {
            substituted.add(meant);
        }
        return codes[face].code(shown, meant);
    }

    /** Code points that were shown as a box since no font has them. */
    public SortedSet<Integer> substituted() {
        return substituted;
    }

    /** Writes the fonts that were used, and as object {@code id} the dictionary that names them F0, F1 and so on. */
    public void write(PdfWriter pdf, int id) throws IOException {
        StringBuilder dictionary = new StringBuilder("<<");
        for (int face = 0; face < FACES; face++) {
            if (!codes[face].isEmpty()) {
                dictionary
                        .append(" /F")
                        .append(face)
                        .append(' ')
                        .append(writeFont(pdf, face))
                        .append(" 0 R");
            }
        }
        pdf.object(id, dictionary + " >>");
    }

    private int writeFont(PdfWriter pdf, int number) throws IOException {
        TrueTypeFace face = face(number);
        List<Integer> glyphs = new ArrayList<>();
        glyphs.add(0);
        codes[number].shown().forEach(character -> glyphs.add(face.glyph(character)));
        List<Integer> meanings = codes[number].meant();
        int program = pdf.allocate();
        byte[] file = new FontProgram(face, glyphs).bytes();
        pdf.compressedStream(program, "/Length1 " + file.length, file, file.length);
        int toUnicode = pdf.allocate();
        byte[] map = toUnicode(meanings).getBytes(StandardCharsets.US_ASCII);
        pdf.compressedStream(toUnicode, "", map, map.length);

        String name = subsetTag(meanings) + "+" + face.name();
        int descriptor = pdf.allocate();
        int[] box = face.boundingBox();
        pdf.object(
                descriptor,
                "<< /Type /FontDescriptor /FontName /" + name + " /Flags 4 /FontBBox [" + box[0] + " "
                        + box[1] + " " + box[2] + " " + box[3] + "] /ItalicAngle 0 /Ascent " + face.ascent()
                        + " /Descent "
                        + face.descent() + " /CapHeight 729 /StemV " + (number == BOLD ? 150 : 90) + " /FontFile2 "
                        + program
                        + " 0 R >>");
        int descendant = pdf.allocate();
        StringBuilder widths = new StringBuilder();
        glyphs.forEach(glyph -> widths.append(face.advance(glyph)).append(' '));
        pdf.object(
                descendant,
                "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /" + name
                        + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity"
                        + " /FontDescriptor " + descriptor + " 0 R /DW 600 /W [0 [" + widths + "]] >>");
        int font = pdf.allocate();
        pdf.object(
                font,
                "<< /Type /Font /Subtype /Type0 /BaseFont /" + name + " /Encoding /Identity-H" + " /DescendantFonts ["
                        + descendant + " 0 R] /ToUnicode " + toUnicode + " 0 R >>");
        return font;
    }

    /** The CMap by which a viewer finds the characters of the codes (ISO 32000-1, 9.10.3). */
    private static String toUnicode(List<Integer> meanings) {
        StringBuilder map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        HexFormat hex = HexFormat.of().withUpperCase();
        for (int from = 0; from < meanings.size(); from += 100) {
            int to = Math.min(from + 100, meanings.size());
            map.append(to - from).append(" beginbfchar\n");
            for (int i = from; i < to; i++) {
                byte[] text = Character.toString(meanings.get(i)).getBytes(StandardCharsets.UTF_16BE);
                map.append('<').append(hex.toHexDigits((short) (i + 1))).append("> <");
                map.append(hex.formatHex(text)).append(">\n");
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    /** Six letters that differ between subsets (ISO 32000-1, 9.6.4) and are the same for the same text. */
    private static String subsetTag(List<Integer> meanings) {
        int hash = meanings.hashCode();
        StringBuilder tag = new StringBuilder(6);
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + Integer.remainderUnsigned(hash, 26)));
            hash = Integer.divideUnsigned(hash, 26);
        }
        return tag.toString();
    }
}
