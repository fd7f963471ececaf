package io.korrigo.flatten;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;

/** TIFF files put together from tags and strips. */
final class RawTiff {
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private RawTiff() {}

    /** @param tags values of type SHORT, or LONG where they are long, by tag; those of the strips are added */
    static byte[] encode(
            ByteOrder order,
            int width,
            int height,
            Map<Integer, ? extends List<? extends Number>> tags,
            byte[]... strips) {
        List<Long> offsets = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        int at = 8;
        for (byte[] strip : strips) {
            offsets.add((long) at);
            lengths.add((long) strip.length);
            at += strip.length + strip.length % 2;
        }
        int directory = at;
        Map<Integer, Object> all = new TreeMap<>(tags);
        all.put(256, List.of(width));
        all.put(257, List.of(height));
        all.put(273, offsets);
        all.put(279, lengths);
        all.put(278, List.of((height + strips.length - 1) / strips.length));
        ByteBuffer file = ByteBuffer.allocate(directory + 6 + 12 * all.size() + 16 * strips.length + 64)
                .order(order);
        file.put(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'});
        file.putShort((short) 42).putInt(directory);
        for (int i = 0; i < strips.length; i++) {
            file.position(offsets.get(i).intValue()).put(strips[i]);
        }
        file.position(directory).putShort((short) all.size());
        int beyond = directory + 6 + 12 * all.size();
        for (Map.Entry<Integer, Object> tag : all.entrySet()) {
            beyond = entry(file, tag.getKey(), (List<?>) tag.getValue(), beyond);
        }
        file.putInt(0);
        return java.util.Arrays.copyOf(file.array(), beyond);
    }

    private static int entry(ByteBuffer file, int tag, List<?> values, int beyond) {
        boolean longs = values.get(0) instanceof Long;
        int size = longs ? 4 : 2;
        file.putShort((short) tag).putShort((short) (longs ? LONG : SHORT)).putInt(values.size());
        boolean inPlace = values.size() * size <= 4;
        int next = file.position() + 4;
        if (!inPlace) {
            file.putInt(beyond);
            file.position(beyond);
        }
        for (Object value : values) {
            if (value instanceof Long number) {
                file.putInt(number.intValue());
            } else {
                file.putShort(((Integer) value).shortValue());
            }
        }
        int end = inPlace ? beyond : file.position();
        file.position(next);
        return end;
    }

    /** Packed rows of one bit in fax group 4 coding, 0 for white. */
    static byte[] group4(int width, int height, byte[] rows) {
        COSDictionary parameters = new COSDictionary();
        parameters.setInt(COSName.COLUMNS, width);
        parameters.setInt(COSName.ROWS, height);
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try {
            FilterFactory.INSTANCE
                    .getFilter(COSName.CCITTFAX_DECODE)
                    .encode(new ByteArrayInputStream(rows), coded, parameters, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded.toByteArray();
    }
}
