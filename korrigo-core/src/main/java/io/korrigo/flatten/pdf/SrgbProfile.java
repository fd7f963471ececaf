package io.korrigo.flatten.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A colour profile of sRGB (IEC 61966-2-1) as an ICC file of version 2.1: what an archive's file says that its device
 * colours are. Computed from the standard's numbers, so that it is the same on every Java.
 */
public final class SrgbProfile {
    /** The profile's bytes; not to be changed. */
    public static final byte[] BYTES = build();

    private static final int HEADER = 128;

    private SrgbProfile() {}

    private static byte[] build() {
        byte[] curve = curve();
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description("sRGB IEC61966-2.1"));
        tags.put("cprt", text("No copyright, use freely"));
        tags.put("wtpt", xyz(0.9505, 1, 1.0891));
        // the primaries as seen under D50, which profiles connect by
        tags.put("rXYZ", xyz(0.43607, 0.22249, 0.01392));
        tags.put("gXYZ", xyz(0.38515, 0.71687, 0.09708));
        tags.put("bXYZ", xyz(0.14307, 0.06061, 0.71410));
        tags.put("rTRC", curve);
        tags.put("gTRC", curve);
        tags.put("bTRC", curve);

        int table = HEADER + 4 + 12 * tags.size();
        int size = table + curve.length;
        for (byte[] tag : tags.values()) {
            size += tag == curve ? 0 : tag.length;
        }
        ByteBuffer profile = ByteBuffer.allocate(size);
        header(profile, size);
        profile.putInt(tags.size());
        int at = table;
        int curveAt = 0;
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            byte[] data = tag.getValue();
            int place = data == curve && curveAt > 0 ? curveAt : at;
            profile.put(ascii(tag.getKey())).putInt(place).putInt(data.length);
            if (place == at) {
                System.arraycopy(data, 0, profile.array(), at, data.length);
                curveAt = data == curve ? at : curveAt;
                at += data.length;
            }
        }
        return profile.array();
    }

    /** ICC.1:2001-04, 6.1. */
    private static void header(ByteBuffer profile, int size) {
        profile.putInt(size).putInt(0).putInt(0x02100000);
        profile.put(ascii("mntr")).put(ascii("RGB ")).put(ascii("XYZ "));
        for (int date : new int[] {2000, 1, 1, 0, 0, 0}) {
            profile.putShort((short) date);
        }
        profile.put(ascii("acsp"));
        profile.position(68);
        profile.put(fixed(0.9642)).put(fixed(1)).put(fixed(0.8249));
        profile.position(HEADER);
    }

    private static byte[] curve() {
        int points = 1024;
        ByteBuffer curve = ByteBuffer.allocate(12 + 2 * points);
        curve.put(ascii("curv")).putInt(0).putInt(points);
        for (int i = 0; i < points; i++) {
            double v = i / (points - 1.0);
            double linear = v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
            curve.putShort((short) Math.round(65535 * linear));
        }
        return curve.array();
    }

    private static byte[] xyz(double x, double y, double z) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
        return tag.put(fixed(x)).put(fixed(y)).put(fixed(z)).array();
    }

    private static byte[] description(String name) {
        int length = name.length() + 1;
        ByteBuffer tag =
                ByteBuffer.allocate(padded(12 + length + 78)).put(ascii("desc")).putInt(0);
        return tag.putInt(length).put(ascii(name)).array();
    }

    private static byte[] text(String words) {
        return ByteBuffer.allocate(padded(8 + words.length() + 1))
                .put(ascii("text"))
                .putInt(0)
                .put(ascii(words))
                .array();
    }

    private static byte[] fixed(double value) {
        return ByteBuffer.allocate(4).putInt((int) Math.round(65536 * value)).array();
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
