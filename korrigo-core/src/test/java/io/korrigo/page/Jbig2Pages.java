package io.korrigo.page;

import io.korrigo.page.ArithmeticCoder.Contexts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Pictures in JBIG2 (ITU-T T.88), coded as copiers code them: pixel by pixel, or as symbols and where they are. */
public final class Jbig2Pages {
    public static final int WHOLE = 38;
    static final int SYMBOLS = 0;
    static final int TEXT = 6;
    static final int HALFTONE = 22;
    static final int PATTERNS = 16;
    static final int PAGE = 48;
    static final int STRIPE_END = 50;
    /** Where the four pixels of a template lie that may lie elsewhere. */
    static final byte[] NEAR = {3, -1, -3, -1, 2, -2, -2, -2};

    private Jbig2Pages() {}

    /** Where a symbol is, by its upper left corner. */
    record Placed(int symbol, int x, int y) {}

    /** @param page 0 for a segment that many pictures use */
    static byte[] segment(int number, int type, int page, int[] referred, byte[]... parts) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            data.writeBytes(part);
        }
        ByteBuffer head = ByteBuffer.allocate(11 + referred.length);
        head.putInt(number).put((byte) type).put((byte) (referred.length << 5));
        for (int other : referred) {
            head.put((byte) other);
        }
        head.put((byte) page).putInt(data.size());
        return joined(head.array(), data.toByteArray());
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    static byte[] page(int width, int height) {
        return segment(0, PAGE, 1, new int[0], ints(width, height, 0, 0), new byte[3]);
    }

    static byte[] region(int width, int height) {
        return joined(ints(width, height, 0, 0), new byte[1]);
    }

    /** Rows of pixels, 1 for black, with white around them as far as a template looks. */
    private static byte[][] black(BufferedImage picture) {
        byte[][] rows = new byte[picture.getHeight() + 2][picture.getWidth() + 7];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                rows[y + 2][x + 4] = (byte) ((picture.getRGB(x, y) & 0xFF) == 0 ? 1 : 0);
            }
        }
        return rows;
    }

    private static void pixels(ArithmeticCoder coder, Contexts contexts, BufferedImage picture) {
        byte[][] rows = black(picture);
        for (int y = 2; y < rows.length; y++) {
            for (int x = 4; x < picture.getWidth() + 4; x++) {
                int context = 0;
                for (int i = -4; i < 12; i++) {
                    // four pixels of this row, seven of the one above, five of the one above that
                    int black = i < 0 ? rows[y][x + i] : i < 7 ? rows[y - 1][x + i - 3] : rows[y - 2][x + i - 9];
                    context = context << 1 | black;
                }
                coder.bit(contexts, context, rows[y][x]);
            }
        }
    }

    /** A page of one picture, coded pixel by pixel. */
    public static byte[] whole(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        return joined(page(width, height), segment(1, WHOLE, 1, new int[0], wholeRegion(picture)));
    }

    static byte[] wholeRegion(BufferedImage picture) {
        ArithmeticCoder coder = new ArithmeticCoder();
        pixels(coder, new Contexts(1 << 16), picture);
        return joined(region(picture.getWidth(), picture.getHeight()), new byte[1], NEAR, coder.finish());
    }

    /** Symbols as the first segment of those that all pictures use. */
    static byte[] symbols(List<BufferedImage> symbols) {
        ArithmeticCoder coder = new ArithmeticCoder();
        Contexts heights = new Contexts(512);
        Contexts widths = new Contexts(512);
        Contexts pixels = new Contexts(1 << 16);
        int height = 0;
        for (BufferedImage symbol : symbols) {
            coder.integer(heights, symbol.getHeight() - height);
            height = symbol.getHeight();
            coder.integer(widths, symbol.getWidth());
            pixels(coder, pixels, symbol);
            coder.integer(widths, null);
        }
        Contexts exported = new Contexts(512);
        coder.integer(exported, 0);
        coder.integer(exported, symbols.size());
        return segment(
                7, SYMBOLS, 0, new int[0], new byte[2], NEAR, ints(symbols.size(), symbols.size()), coder.finish());
    }

    /** A symbol that says how large it is, and then nothing. */
    static byte[] symbolOfSize(int width, int height) {
        ArithmeticCoder coder = new ArithmeticCoder();
        coder.integer(new Contexts(512), height);
        coder.integer(new Contexts(512), width);
        return segment(7, SYMBOLS, 0, new int[0], new byte[2], NEAR, ints(1, 1), coder.finish());
    }

    /** A page of symbols that {@link #symbols} has; each stands in a row of its own, from top to bottom. */
    static byte[] text(int width, int height, List<BufferedImage> symbols, List<Placed> places) {
        ArithmeticCoder coder = new ArithmeticCoder();
        Contexts rows = new Contexts(512);
        Contexts firsts = new Contexts(512);
        Contexts steps = new Contexts(512);
        int bits = 32 - Integer.numberOfLeadingZeros(symbols.size() - 1);
        Contexts numbers = new Contexts(1 << bits);
        coder.integer(rows, 0);
        int x = 0;
        int y = 0;
        for (Placed placed : places) {
            coder.integer(rows, placed.y() - y);
            coder.integer(firsts, placed.x() - x);
            coder.number(numbers, bits, placed.symbol());
            coder.integer(steps, null);
            x = placed.x();
            y = placed.y();
        }
        byte[] topLeft = {0, 1 << 4};
        byte[] text =
                segment(9, TEXT, 1, new int[] {7}, region(width, height), topLeft, ints(places.size()), coder.finish());
        return joined(page(width, height), text);
    }

    /** A page on which {@code symbol} stands ten times, told once for all pictures of the file. */
    public static PDImageXObject writing(PDDocument document, BufferedImage symbol, int width, int height)
            throws IOException {
        List<Placed> places = IntStream.range(0, 10)
                .mapToObj(i -> new Placed(0, width / 4, (i + 1) * height / 12))
                .toList();
        List<BufferedImage> symbols = List.of(symbol);
        return picture(document, symbols(symbols), text(width, height, symbols, places), width, height);
    }

    /** @param globals empty where the picture needs none */
    public static PDImageXObject picture(PDDocument document, byte[] globals, byte[] own, int width, int height)
            throws IOException {
        PDImageXObject picture = new PDImageXObject(
                document, new ByteArrayInputStream(own), COSName.JBIG2_DECODE, width, height, 1, PDDeviceGray.INSTANCE);
        if (globals.length > 0) {
            COSStream shared = document.getDocument().createCOSStream();
            try (OutputStream out = shared.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(globals);
            }
            COSDictionary parameters = new COSDictionary();
            parameters.setItem(COSName.getPDFName("JBIG2Globals"), shared);
            picture.getCOSObject().setItem(COSName.DECODE_PARMS, parameters);
        }
        return picture;
    }
}
