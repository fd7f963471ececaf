package io.korrigo.flatten.source;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Copies objects of a source PDF into the file that is being written, streams byte for byte as they are compressed.
 *
 * <p>Whoever asks for a copy asks for what a page looks like; scripts, links and the document's structure hang on other
 * objects and stay behind. An object that several pages share is written once.
 *
 * <p>Streams that are cut short would give a PDF that checkers warn of. So deflated ones are inflated once for their
 * checksum, images over 64 KB left out, and of one that fails what can be read is deflated anew: the result shows what
 * the source showed.
 */
final class ObjectCopier {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_OBJECTS = 200_000;

    /**
     * Entries of streams that say nothing about looks, or lead elsewhere (ISO 32000-1, 7.3.8.2 and 14). In plain
     * dictionaries any key may be the name of a font or an image, so those are taken over whole.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "AF",
            "DL",
            "F",
            "FDecodeParms",
            "FFilter",
            "LastModified",
            "Length",
            "Metadata",
            "OPI",
            "PieceInfo",
            "StructParent",
            "StructParents");

    private static final Set<String> LEFT_OUT_WITH_FILTER = Stream.concat(
                    LEFT_OUT.stream(), Stream.of("Filter", "DecodeParms"))
            .collect(Collectors.toUnmodifiableSet());

    private static final long MAX_CHECKED = 64L << 20;
    private static final int MAX_SMALL_IMAGE = 1 << 16;

    private final PdfWriter pdf;
    private final Set<COSObjectKey> present;
    private final Map<COSBase, Integer> numbers = new IdentityHashMap<>();
    private final Deque<COSBase> waiting = new ArrayDeque<>();

    /** @param present what the source file has by its own table; other references stand for null */
    ObjectCopier(PdfWriter pdf, Set<COSObjectKey> present) {
        this.pdf = pdf;
        this.present = present;
    }

    /** @throws PageFault when {@code object} is a reference to something that is there and can't be read */
    void requireReadable(@Nullable COSBase object) throws PageFault {
        if (object instanceof COSObject indirect
                && indirect.getObject() == null
                && indirect.getKey() != null
                && present.contains(indirect.getKey())) {
            throw new PageFault("a part of the PDF's page (object "
                    + indirect.getKey().getNumber() + ") is damaged and can't be read; print it to a new PDF");
        }
    }

    /** The reference to a copy of {@code object}, which {@link #writeWaiting} will write. */
    String reference(COSBase object) throws PageFault {
        Integer number = numbers.get(object);
        if (number == null) {
            if (numbers.size() >= MAX_OBJECTS) {
                throw new PageFault(
                        "the PDF's page is made of too many objects (over " + MAX_OBJECTS + "); print it anew");
            }
            number = pdf.allocate();
            numbers.put(object, number);
            waiting.add(object);
        }
        return number + " 0 R";
    }

    /** Writes every object that a reference was given to, and those they lead to. */
    void writeWaiting() throws IOException, PageFault {
        while (!waiting.isEmpty()) {
            COSBase object = waiting.remove();
            Integer number = numbers.get(object);
            if (number == null) {
                throw new IllegalStateException("An object waits that has no number");
            }
            if (object instanceof COSStream stream) {
                writeStream(number, "", stream);
            } else {
                StringBuilder body = new StringBuilder();
                append(body, object, 0);
                pdf.object(number, body.toString());
            }
        }
    }

    /** Writes {@code content} as a stream of a new number, which it returns. */
    int writeContent(String entries, byte[] content) throws IOException {
        int number = pdf.allocate();
        pdf.compressedStream(number, entries, content, content.length);
        return number;
    }

    /** {@link #writeStream(int, String, COSStream)} of a new number, which it returns. */
    int writeStream(String entries, COSStream stream) throws IOException, PageFault {
        int number = pdf.allocate();
        writeStream(number, entries, stream);
        return number;
    }

    /**
     * Writes {@code stream} as object {@code number}, its data as stored; what can be read of it, deflated anew, where
     * that is damaged.
     *
     * @param entries dictionary entries to add; those of the same name must not be in the stream
     */
    void writeStream(int number, String entries, COSStream stream) throws IOException, PageFault {
        byte[] data;
        try (InputStream in = stream.createRawInputStream()) {
            data = in.readAllBytes();
        }
        boolean whole = isLargeOrOtherwiseCoded(stream, data.length) || inflates(data);
        StringBuilder dictionary = new StringBuilder(entries);
        entries(dictionary, stream, 0, whole ? LEFT_OUT : LEFT_OUT_WITH_FILTER);
        if (whole) {
            pdf.stream(number, dictionary.toString(), data, 0, data.length);
        } else {
            byte[] readable = readable(stream);
            pdf.compressedStream(number, dictionary.toString(), readable, readable.length);
        }
    }

    /** Large images would take long to inflate, and viewers show what there is of them. */
    private static boolean isLargeOrOtherwiseCoded(COSStream stream, int length) {
        COSBase filter = stream.getFilters();
        boolean flate = COSName.FLATE_DECODE.equals(filter)
                || filter instanceof COSArray array
                        && array.size() == 1
                        && COSName.FLATE_DECODE.equals(array.getObject(0));
        boolean image = COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE));
        return !flate || image && length > MAX_SMALL_IMAGE;
    }

    /** Whether the data is whole by its own checksum, as far as {@link #MAX_CHECKED} bytes of it tell. */
    private static boolean inflates(byte[] data) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            byte[] part = new byte[1 << 13];
            long size = 0;
            while (!inflater.finished() && size < MAX_CHECKED) {
                int read = inflater.inflate(part);
                size += read;
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return false;
                }
            }
            return true;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static byte[] readable(COSStream stream) throws IOException {
        ByteArrayOutputStream readable = new ByteArrayOutputStream();
        byte[] part = new byte[1 << 13];
        try (InputStream in = stream.createInputStream()) {
            for (int read = in.read(part); read >= 0 && readable.size() < MAX_CHECKED; read = in.read(part)) {
                readable.write(part, 0, read);
            }
        }
        return readable.toByteArray();
    }

    /** The direct form of an object: names, numbers and containers in place, streams and indirect ones by reference. */
    String direct(@Nullable COSBase object) throws PageFault {
        StringBuilder body = new StringBuilder();
        append(body, object, 0);
        return body.toString();
    }

    private void append(StringBuilder body, @Nullable COSBase object, int depth) throws PageFault {
        if (depth > MAX_DEPTH) {
            throw new PageFault("the PDF's page is nested too deep (over " + MAX_DEPTH + " levels); print it anew");
        }
        if (object instanceof COSObject indirect) {
            COSBase target = indirect.getObject();
            requireReadable(indirect);
            // small values may stand in place; an own object is needed only by what can be large or shared
            if (target instanceof COSDictionary || target instanceof COSArray) {
                body.append(reference(target));
            } else {
                append(body, target, depth + 1);
            }
        } else if (object instanceof COSStream) {
            body.append(reference(object));
        } else if (object instanceof COSDictionary dictionary) {
            body.append("<< ");
            entries(body, dictionary, depth, Set.of());
            body.append(">>");
        } else if (object instanceof COSArray array) {
            body.append("[ ");
            for (int i = 0; i < array.size(); i++) {
                append(body, array.get(i), depth + 1);
                body.append(' ');
            }
            body.append(']');
        } else {
            scalar(body, object);
        }
    }

    private void entries(StringBuilder body, COSDictionary dictionary, int depth, Set<String> leftOut)
            throws PageFault {
        for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
            String key = entry.getKey().getName();
            if (!leftOut.contains(key)) {
                name(body, entry.getKey().getBytes());
                body.append(' ');
                append(body, entry.getValue(), depth + 1);
                body.append(' ');
            }
        }
    }

    private static void scalar(StringBuilder body, @Nullable COSBase object) {
        if (object instanceof COSName name) {
            name(body, name.getBytes());
        } else if (object instanceof COSInteger number) {
            body.append(number.longValue());
        } else if (object instanceof COSFloat number) {
            float value = number.floatValue();
            body.append(Float.isFinite(value) ? new java.math.BigDecimal(Float.toString(value)).toPlainString() : "0");
        } else if (object instanceof COSBoolean bool) {
            body.append(bool.getValue());
        } else if (object instanceof COSString string) {
            body.append('<').append(HexFormat.of().formatHex(string.getBytes())).append('>');
        } else {
            body.append("null");
        }
    }

    /** A name by its own bytes, which need not be text; those that aren't plain are escaped (ISO 32000-1, 7.3.5). */
    static void name(StringBuilder body, byte[] name) {
        body.append('/');
        for (byte b : name) {
            boolean plain =
                    b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || "-_+.*:,".indexOf(b) >= 0;
            if (plain) {
                body.append((char) b);
            } else {
                body.append('#').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
    }
}
