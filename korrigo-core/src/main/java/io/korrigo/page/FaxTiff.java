package io.korrigo.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/** Fax coding from a PDF (ISO 32000-1, 7.4.6) in the TIFF file that it would have had (TIFF 6.0, section 11). */
final class FaxTiff {
    private static final int DIRECTORY = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private FaxTiff() {}

    /**
     * Null where TIFF has no such coding.
     *
     * @param inverted whether the picture swaps black and white
     */
    static byte @Nullable [] of(int width, int height, COSDictionary parameters, boolean inverted, byte[] coded) {
        int k = parameters.getInt(COSName.K, 0);
        boolean fits = parameters.getInt(COSName.COLUMNS, 1728) == width
                && !parameters.getBoolean(COSName.getPDFName("EncodedByteAlign"), false);
        if (!fits) {
            return null;
        }
        boolean blackIsZero = !parameters.getBoolean(COSName.BLACK_IS_1, false);
        int photometric = blackIsZero == inverted ? 1 : 0;
        int[][] entries = {
            {256, LONG, width},
            {257, LONG, height},
            {258, SHORT, 1},
            {259, SHORT, k < 0 ? 4 : 3},
            {262, SHORT, photometric},
            {273, LONG, 0},
            {277, SHORT, 1},
            {278, LONG, height},
            {279, LONG, coded.length},
            {k < 0 ? 293 : 292, LONG, k > 0 ? 1 : 0},
        };
        int data = DIRECTORY + 2 + 12 * entries.length + 4;
        entries[5][2] = data;
        ByteBuffer out = ByteBuffer.allocate(data + coded.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(DIRECTORY).putShort((short) entries.length);
        for (int[] entry : entries) {
            // a short is stored in the lower half of its place
            out.putShort((short) entry[0]).putShort((short) entry[1]).putInt(1).putInt(entry[2]);
        }
        return out.putInt(0).put(coded).array();
    }
}
