package io.korrigo.page;

import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** What a PDF's colour spaces are to somebody who looks for ink: grey, RGB, or indices into one of them. */
final class PictureColors {
    private PictureColors() {}

    /** 1 for grey, 3 for RGB, 0 for any other space. */
    static int channels(@Nullable COSBase space) {
        if (space instanceof COSName name) {
            return channels(name);
        }
        if (space instanceof COSArray array && array.size() > 0) {
            COSBase kind = array.getObject(0);
            if (COSName.ICCBASED.equals(kind) && array.size() > 1 && array.getObject(1) instanceof COSStream profile) {
                int channels = profile.getInt(COSName.N, 0);
                return channels == 1 || channels == 3 ? channels : 0;
            }
            return kind instanceof COSName name ? channels(name) : 0;
        }
        return 0;
    }

    private static int channels(COSName name) {
        return switch (name.getName()) {
            case "DeviceGray", "CalGray", "G" -> 1;
            case "DeviceRGB", "CalRGB", "RGB" -> 3;
            default -> 0;
        };
    }

    /** Red, green and blue of each index, or null when the space is not indexed, or over another than grey and RGB. */
    static byte @Nullable [] palette(@Nullable COSBase space, int bits) throws IOException {
        if (!(space instanceof COSArray array) || array.size() < 4 || bits > 8) {
            return null;
        }
        COSBase kind = array.getObject(0);
        int channels = channels(array.getObject(1));
        byte[] table = table(array.getObject(3));
        if (!COSName.INDEXED.equals(kind) || channels == 0 || !(array.getObject(2) instanceof COSNumber most)) {
            return null;
        }
        int colors = Math.min(Math.min(most.intValue() + 1, 1 << bits), table.length / channels);
        if (colors <= 0) {
            return null;
        }
        byte[] palette = new byte[3 * colors];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = table[channels == 1 ? i / 3 : i];
        }
        return palette;
    }

    private static byte[] table(@Nullable COSBase table) throws IOException {
        if (table instanceof COSString string) {
            return string.getBytes();
        }
        if (table instanceof COSStream stream) {
            try (InputStream in = stream.createInputStream()) {
                return in.readNBytes(3 * 256);
            }
        }
        return new byte[0];
    }
}
