package io.korrigo.flatten.text;

import io.korrigo.flatten.pdf.Ink;
import java.text.Normalizer;
import java.util.Arrays;

/** The characters of a text flow while and after it is built: parallel arrays, since a copy has tens of thousands. */
final class FlowCharacters {
    static final byte WORD = 0;
    /** Part of a word after which a line may end. */
    static final byte BREAK_AFTER = 1;

    private static final int ALEF = 0x0627;
    private static final int ALEF_WASLA = 0x0671;

    static final byte SPACE = 2;
    static final byte LINE_END = 3;

    int[] shown;
    int[] meant;
    int[] advances;
    byte[] faces;
    byte[] kinds;

    private byte[] spans;
    /** What stands before each character and only says in which direction to read. */
    private String[] controls;

    private final StringBuilder pending = new StringBuilder();

    private final Ink[] inks;
    private int length;
    private boolean readingOrder;

    private FlowCharacters(int capacity, int parts) {
        shown = new int[capacity];
        meant = new int[capacity];
        advances = new int[capacity];
        faces = new byte[capacity];
        kinds = new byte[capacity];
        spans = new byte[capacity];
        controls = new String[capacity];
        inks = new Ink[parts];
    }

    static FlowCharacters of(TextFlow.Span... parts) {
        int capacity = 0;
        for (TextFlow.Span part : parts) {
            capacity += part.text().length();
        }
        FlowCharacters characters = new FlowCharacters(capacity, parts.length);
        for (int i = 0; i < parts.length; i++) {
            characters.inks[i] = parts[i].ink();
            characters.add(parts[i], (byte) i);
        }
        return characters;
    }

    Ink ink(int index) {
        return inks[spans[index]];
    }

    /** The number of characters without what is blank at the end. */
    int trimmedLength() {
        int trimmed = length;
        while (trimmed > 0 && (kinds[trimmed - 1] == SPACE || kinds[trimmed - 1] == LINE_END)) {
            trimmed--;
        }
        return trimmed;
    }

    boolean asksForReadingOrder() {
        return readingOrder;
    }

    /** The reading order of the first {@code length} characters, by which brackets are turned to what they enclose. */
    ReadingOrder readingOrder(int length) {
        ReadingOrder order = ReadingOrder.of(meant, length, controls);
        for (int i = 0; i < length; i++) {
            int turned = order.shown(i, meant[i]);
            if (turned != meant[i]
                    && shown[i] == meant[i]
                    && DocumentFonts.face(faces[i]).glyph(turned) != 0) {
                shown[i] = turned;
            }
        }
        return order;
    }

    private void add(TextFlow.Span part, byte span) {
        int[] text = CleanText.of(part.text());
        int[] forms = ArabicForms.join(plain(text));
        int face = part.bold() ? DocumentFonts.BOLD : DocumentFonts.SANS;
        if (length + text.length > shown.length) {
            grow(length + text.length);
        }
        for (int i = 0; i < text.length; i++) {
            int c = text[i];
            if (ReadingOrder.isControl(c)) {
                pending.appendCodePoint(c);
                continue;
            }
            spans[length] = span;
            switch (c) {
                case '\n' -> append(' ', c, face, LINE_END);
                case CleanText.SOFT_HYPHEN -> {
                    // a line may end here, and the word looks as if nothing were there
                    if (length > 0 && kinds[length - 1] == WORD) {
                        kinds[length - 1] = BREAK_AFTER;
                    }
                }
                case ' ' -> append(' ', c, face, staysTogether(text, i) ? WORD : SPACE);
                case 0x00A0, 0x202F, 0x2007 -> append(' ', c, face, WORD);
                default -> append(forms[i], c, face, breaksAfter(text, i) ? BREAK_AFTER : WORD);
            }
        }
    }

    /** Letters that no font has and no normalisation knows, in a form that readers take for the same. */
    private static int[] plain(int[] text) {
        int[] plain = text.clone();
        for (int i = 0; i < plain.length; i++) {
            plain[i] = plain[i] == ALEF_WASLA ? ALEF : plain[i];
        }
        return plain;
    }

    /** French puts a space before these marks and after an opening guillemet, and never ends a line there. */
    private static boolean staysTogether(int[] text, int i) {
        int before = i > 0 ? text[i - 1] : ' ';
        int after = i + 1 < text.length ? text[i + 1] : ' ';
        return before == 0xAB
                || after == 0xBB
                || after == '?'
                || after == '!'
                || after == ':'
                || after == ';'
                || after == '%'
                || after == 0x20AC;
    }

    /** The minus before a number is part of it. */
    private static boolean breaksAfter(int[] text, int i) {
        int c = text[i];
        boolean sign = i + 1 < text.length
                && Character.isDigit(text[i + 1])
                && (i == 0 || !Character.isLetterOrDigit(text[i - 1]));
        return c == '-' && !sign || c == 0x2013 || c == 0x2014 || c >= 0x2E80 && Character.isIdeographic(c);
    }

    private void append(int drawn, int meaning, int preferred, byte kind) {
        int face = DocumentFonts.faceFor(drawn, preferred);
        int visible = drawn;
        if (face < 0) {
            // the same letter in a plainer form, where that is one character: of mathematical italics, of full width
            String plainer = Normalizer.normalize(Character.toString(drawn), Normalizer.Form.NFKC);
            int other = plainer.codePointAt(0);
            if (plainer.length() == Character.charCount(other) && other != drawn) {
                face = DocumentFonts.faceFor(other, preferred);
                visible = other;
            }
        }
        if (face < 0) {
            face = DocumentFonts.SANS;
            visible = TextFlow.SUBSTITUTE;
        }
        TrueTypeFace from = DocumentFonts.face(face);
        shown[length] = visible;
        meant[length] = meaning;
        advances[length] = kind == LINE_END ? 0 : from.advance(from.glyph(visible));
        faces[length] = (byte) face;
        kinds[length] = kind;
        controls[length] = pending.isEmpty() ? "" : pending.toString();
        pending.setLength(0);
        readingOrder |= ReadingOrder.asksFor(meaning);
        length++;
    }

    private void grow(int size) {
        shown = Arrays.copyOf(shown, size);
        meant = Arrays.copyOf(meant, size);
        advances = Arrays.copyOf(advances, size);
        faces = Arrays.copyOf(faces, size);
        kinds = Arrays.copyOf(kinds, size);
        spans = Arrays.copyOf(spans, size);
        controls = Arrays.copyOf(controls, size);
    }
}
