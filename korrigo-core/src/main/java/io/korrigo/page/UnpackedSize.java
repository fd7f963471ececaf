package io.korrigo.page;

import io.korrigo.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/** Refuses a page of which a small part unpacks to very much, before PDFBox unpacks it into memory. */
final class UnpackedSize {
    /** Of one stream: an A3 sheet at 600 dpi in three colours has 209 million. */
    private static final long MOST = 220L << 20;
    /** A stream with fewer bytes can't reach {@link #MOST} but packed twice: deflate makes one of 1,032 at best. */
    private static final int SMALL = 128 << 10;

    private static final int MOST_OBJECTS = 200_000;
    private static final Set<COSName> PICTURES =
            Set.of(COSName.DCT_DECODE, COSName.JPX_DECODE, COSName.CCITTFAX_DECODE, COSName.JBIG2_DECODE);
    private static final Set<COSName> ELSEWHERE = Set.of(COSName.PARENT, COSName.getPDFName("StructParents"));

    private UnpackedSize() {}

    /** @throws InvalidInputException when a stream that {@code page} draws with is too large, or they are too many */
    static void require(PDPage page, String name) throws IOException {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> open = new ArrayDeque<>();
        open.add(page.getCOSObject());
        COSDictionary inherited =
                page.getResources() == null ? null : page.getResources().getCOSObject();
        if (inherited != null) {
            open.add(inherited);
        }
        while (!open.isEmpty()) {
            COSBase next = open.pop();
            COSBase object = next instanceof COSObject reference ? reference.getObject() : next;
            if (object == null || !seen.add(object)) {
                continue;
            }
            if (seen.size() > MOST_OBJECTS) {
                throw new InvalidInputException(
                        name + " is drawn with over " + MOST_OBJECTS + " objects: print it to a new PDF as a picture");
            }
            if (object instanceof COSStream stream) {
                require(stream, name);
            }
            if (object instanceof COSArray array) {
                array.forEach(open::push);
            } else if (object instanceof COSDictionary dictionary && !isAnotherPage(dictionary, page)) {
                dictionary.entrySet().stream()
                        .filter(entry -> !ELSEWHERE.contains(entry.getKey()))
                        .forEach(entry -> open.push(entry.getValue()));
            }
        }
    }

    /** Links lead to other pages, which are read in their turn. */
    private static boolean isAnotherPage(COSDictionary dictionary, PDPage page) {
        return dictionary != page.getCOSObject() && COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE));
    }

    private static void require(COSStream stream, String name) throws IOException {
        List<COSName> filters = filters(stream);
        long packers =
                filters.stream().filter(filter -> !PICTURES.contains(filter)).count();
        if (packers == 0 || packers == 1 && stream.getLength() < SMALL) {
            return;
        }
        byte[] packed = null;
        for (int i = 0; i < filters.size() && !PICTURES.contains(filters.get(i)); i++) {
            Filter filter = FilterFactory.INSTANCE.getFilter(filters.get(i));
            boolean last = i == filters.size() - 1;
            Counter counter = new Counter(last ? null : new ByteArrayOutputStream(), name);
            try (InputStream in = packed == null ? stream.createRawInputStream() : new ByteArrayInputStream(packed)) {
                filter.decode(in, counter, stream, i);
            }
            packed = counter.kept == null ? new byte[0] : counter.kept.toByteArray();
        }
    }

    static List<COSName> filters(COSStream stream) {
        COSBase filters = stream.getFilters();
        if (filters instanceof COSName only) {
            return List.of(only);
        }
        if (filters instanceof COSArray several) {
            return several.toList().stream()
                    .map(filter -> filter instanceof COSObject reference ? reference.getObject() : filter)
                    .filter(COSName.class::isInstance)
                    .map(COSName.class::cast)
                    .toList();
        }
        return List.of();
    }

    private static final class Counter extends OutputStream {
        private final @Nullable ByteArrayOutputStream kept;
        private final String name;
        private long count;

        Counter(@Nullable ByteArrayOutputStream kept, String name) {
            this.kept = kept;
            this.name = name;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
            if (count > MOST) {
                throw new InvalidInputException(
                        name + " unpacks to over " + (MOST >> 20) + " MiB: print it to a new PDF");
            }
            if (kept != null) {
                kept.write(bytes, from, length);
            }
        }
    }
}
