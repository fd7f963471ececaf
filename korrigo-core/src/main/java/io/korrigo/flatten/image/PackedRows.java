package io.korrigo.flatten.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * Rows of pixels compressed without loss: in fax group 4 coding or deflated, whichever is smaller, where they are
 * black and white; deflated with PNG's filter "up", which suits scans, where they are not.
 *
 * @param entries the dictionary entries that tell how
 */
record PackedRows(byte[] data, String entries) {
    static PackedRows of(PixelRows rows) throws IOException {
        if (rows.bits() != 1) {
            String entries = " /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors " + rows.channels()
                    + " /BitsPerComponent " + rows.bits() + " /Columns " + rows.width() + " >>";
            return new PackedRows(deflate(rows, true), entries);
        }
        byte[] fax = group4(rows);
        byte[] deflated = deflate(rows, false);
        return fax.length <= deflated.length
                ? new PackedRows(
                        fax,
                        " /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns " + rows.width() + " /Rows "
                                + rows.height() + " >>")
                : new PackedRows(deflated, " /Filter /FlateDecode");
    }

    private static byte[] deflate(PixelRows rows, boolean filtered) throws IOException {
        byte[] above = new byte[rows.bytes()];
        byte[] row = new byte[above.length];
        byte[] differences = new byte[1 + row.length];
        differences[0] = 2;
        Deflater deflater = new Deflater(6);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 16);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 14)) {
            for (int y = 0; y < rows.height(); y++) {
                rows.read(y, row);
                if (!filtered) {
                    out.write(row);
                    continue;
                }
                for (int i = 0; i < row.length; i++) {
                    differences[i + 1] = (byte) (row[i] - above[i]);
                }
                out.write(differences);
                byte[] swap = above;
                above = row;
                row = swap;
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static byte[] group4(PixelRows rows) throws IOException {
        byte[] all = new byte[rows.bytes() * rows.height()];
        byte[] row = new byte[rows.bytes()];
        for (int y = 0; y < rows.height(); y++) {
            rows.read(y, row);
            for (int i = 0; i < row.length; i++) {
                // fax counts black
                all[y * row.length + i] = (byte) ~row[i];
            }
        }
        COSDictionary parameters = new COSDictionary();
        parameters.setInt(COSName.COLUMNS, rows.width());
        parameters.setInt(COSName.ROWS, rows.height());
        ByteArrayOutputStream coded = new ByteArrayOutputStream(1 << 15);
        FilterFactory.INSTANCE
                .getFilter(COSName.CCITTFAX_DECODE)
                .encode(new ByteArrayInputStream(all), coded, parameters, 0);
        return coded.toByteArray();
    }
}
