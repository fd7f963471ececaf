package io.korrigo.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** TIFF files of one strip a page, tag by tag; every value a 16 bit number, but for places and lengths. */
final class TiffBytes {
    private final ByteOrder order;
    private final ByteBuffer out = ByteBuffer.allocate(1 << 20);
    private int link = 4;

    TiffBytes(ByteOrder order) {
        this.order = order;
        out.order(order);
        out.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I', 42, 0} : new byte[] {'M', 'M', 0, 42});
        out.putInt(0);
    }

    /** A file of one page, 8 bits grey unless {@code tags} say otherwise. */
    static byte[] page(int width, int height, Map<Integer, int[]> tags, byte[] strip) {
        return new TiffBytes(ByteOrder.LITTLE_ENDIAN)
                .add(width, height, tags, strip)
                .bytes();
    }

    TiffBytes add(int width, int height, Map<Integer, int[]> tags, byte[] strip) {
        Map<Integer, int[]> all = new TreeMap<>(Map.of(
                TiffDirectory.WIDTH, new int[] {width},
                TiffDirectory.HEIGHT, new int[] {height},
                TiffDirectory.BITS, new int[] {8},
                TiffDirectory.COMPRESSION, new int[] {1},
                TiffDirectory.PHOTOMETRIC, new int[] {1},
                TiffDirectory.SAMPLES, new int[] {1}));
        all.putAll(tags);
        int data = out.position();
        out.put(strip);
        if ((out.position() & 1) == 1) {
            out.put((byte) 0);
        }
        boolean tiled = all.containsKey(TiffDirectory.TILE_WIDTH);
        all.putIfAbsent(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS, new int[] {data});
        all.putIfAbsent(tiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES, new int[] {strip.length});
        ByteBuffer table = ByteBuffer.allocate(12 * all.size()).order(order);
        all.forEach((tag, values) -> entry(table, tag, values));
        int directory = out.position();
        out.putShort((short) all.size()).put(table.flip()).putInt(0);
        out.putInt(link, directory);
        link = out.position() - 4;
        return this;
    }

    private void entry(ByteBuffer table, int tag, int[] values) {
        boolean place = tag == TiffDirectory.STRIP_OFFSETS
                || tag == TiffDirectory.STRIP_BYTES
                || tag == TiffDirectory.TILE_OFFSETS
                || tag == TiffDirectory.TILE_BYTES;
        int next = table.position() + 12;
        table.putShort((short) tag).putShort((short) (place ? 4 : 3)).putInt(values.length);
        int size = values.length * (place ? 4 : 2);
        ByteBuffer target = table;
        if (size > 4) {
            table.putInt(out.position());
            target = out;
        }
        for (int value : values) {
            if (place) {
                target.putInt(value);
            } else {
                target.putShort((short) value);
            }
        }
        table.position(next);
    }

    byte[] bytes() {
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return bytes;
    }
}
