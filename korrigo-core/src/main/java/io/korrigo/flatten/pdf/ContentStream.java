package io.korrigo.flatten.pdf;

import java.util.Arrays;

/**
 * The operators of a page's content (ISO 32000-1, annex A), collected as text.
 *
 * <p>Numbers are written with the locale's digits nowhere and an exponent never.
 */
public final class ContentStream {
    private byte[] bytes = new byte[1 << 12];
    private int size;

    public ContentStream save() {
        return raw("q\n");
    }

    public ContentStream restore() {
        return raw("Q\n");
    }

    public ContentStream transform(double... matrix) {
        for (double number : matrix) {
            number(number, 100_000);
        }
        return raw("cm\n");
    }

    /** Draws the XObject {@code name} of the page's resources. */
    public ContentStream paint(String name) {
        return raw("/").raw(name).raw(" Do\n");
    }

    /** Takes the graphics state {@code name} of the page's resources. */
    public ContentStream state(String name) {
        return raw("/").raw(name).raw(" gs\n");
    }

    public ContentStream fill(Ink ink) {
        return color(ink).raw("rg\n");
    }

    public ContentStream stroke(Ink ink, double width) {
        return color(ink).raw("RG ").number(width).raw("w\n");
    }

    public ContentStream dash(double on, double off) {
        return raw("[").number(on).number(off).raw("] 0 d\n");
    }

    /** Adds a rectangle to the path; what happens to it follows. */
    public ContentStream rectangle(double x, double y, double width, double height) {
        return number(x).number(y).number(width).number(height).raw("re ");
    }

    public ContentStream line(double x1, double y1, double x2, double y2) {
        return number(x1).number(y1).raw("m ").number(x2).number(y2).raw("l S\n");
    }

    public ContentStream paintFill() {
        return raw("f\n");
    }

    public ContentStream paintStroke() {
        return raw("S\n");
    }

    /** Begins what the structure tree knows as {@code mark}; {@link #end} ends it. */
    public ContentStream begin(StructureTree.Mark mark) {
        return raw("/").raw(mark.role())
                .raw(" <</MCID ")
                .raw(Integer.toString(mark.id()))
                .raw(">> BDC\n");
    }

    /** Begins what says nothing by itself: rules, footers, what stands elsewhere too. */
    public ContentStream beginArtifact() {
        return raw("/Artifact BMC\n");
    }

    public ContentStream end() {
        return raw("EMC\n");
    }

    public ContentStream number(double value) {
        return number(value, 1000);
    }

    public ContentStream raw(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /** A two-byte code within a literal string, as the text of composite fonts is written (ISO 32000-1, 7.3.4.2). */
    public ContentStream code(int code) {
        room(4);
        put(code >> 8);
        put(code & 0xFF);
        return this;
    }

    private void put(int value) {
        if (value == '(' || value == ')' || value == '\\' || value == '\r') {
            bytes[size++] = '\\';
            bytes[size++] = (byte) (value == '\r' ? 'r' : value);
        } else {
            bytes[size++] = (byte) value;
        }
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    public int size() {
        return size;
    }

    private ContentStream color(Ink ink) {
        return number(ink.red()).number(ink.green()).number(ink.blue());
    }

    private ContentStream number(double value, int decimals) {
        long scaled = Math.round(value * decimals);
        room(32);
        if (scaled < 0) {
            bytes[size++] = '-';
            scaled = -scaled;
        }
        integer(scaled / decimals);
        long fraction = scaled % decimals;
        if (fraction != 0) {
            bytes[size++] = '.';
            for (int place = decimals / 10; fraction != 0; place /= 10) {
                bytes[size++] = (byte) ('0' + fraction / place);
                fraction %= place;
            }
        }
        bytes[size++] = ' ';
        return this;
    }

    private void integer(long value) {
        if (value >= 10) {
            integer(value / 10);
        }
        bytes[size++] = (byte) ('0' + value % 10);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
