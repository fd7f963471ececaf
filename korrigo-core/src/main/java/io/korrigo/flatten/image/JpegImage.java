package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG file that goes into the PDF byte for byte, as DCTDecode.
 *
 * <p>Walks the markers of the whole file (ITU-T T.81, annex B) without decoding: a file that ends before its end marker
 * is refused, and so is a kind of JPEG that PDF viewers can't show (ISO 32000-1, 7.4.8).
 */
public final class JpegImage implements ImageXObject {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    private final byte[] file;
    private final int length;
    private int width;
    private int height;
    private int components;
    private boolean namedRgb;
    private boolean scanned;
    private boolean jfif;
    private int adobeTransform = -1;
    private double dpiX;
    private double dpiY;
    private @Nullable TiffTags exif;
    private final TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
    private int profilePartCount;

    /** @param length of the file at the beginning of {@code file} */
    public JpegImage(byte[] file, int length) throws PageFault {
        this.file = file;
        this.length = length;
        walk();
        ImageXObject.checkSize(width, height);
    }

    public static boolean recognises(byte[] head) {
        return head.length > 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == SOI && (head[2] & 0xFF) == 0xFF;
    }

    @Override
    public ImageShape shape() {
        int orientation = exif == null ? 1 : exif.orientation();
        double x = dpiX;
        double y = dpiY;
        if ((x == 0 || SheetSize.isDefault(x)) && exif != null) {
            x = exif.dpi(TiffTags.X_RESOLUTION);
            y = exif.dpi(TiffTags.Y_RESOLUTION);
        }
        return new ImageShape(width, height, orientation, x, y);
    }

    @Override
    public BufferedImage decoded() throws PageFault {
        return new DecodedImage(file, length, 0, shape(), new byte[0], new int[0]).decoded();
    }

    @Override
    public void write(PdfWriter pdf, int id, SharedObjects shared) throws IOException, PageFault {
        String device = components == 1 ? "/DeviceGray" : components == 3 ? "/DeviceRGB" : "/DeviceCMYK";
        String colorSpace = shared.iccBased(pdf, profile(), components, device);
        StringBuilder entries = new StringBuilder(ImageXObject.entries(width, height, 8, colorSpace));
        entries.append(" /Filter /DCTDecode");
        if (components == 4 && adobeTransform >= 0) {
            // Adobe's software stores CMYK inverted and says so only by its marker
            entries.append(" /Decode [1 0 1 0 1 0 1 0]");
        }
        if (components == 3 && adobeTransform < 0 && !jfif && namedRgb) {
            // without a marker PDF assumes YCbCr; libjpeg and scanners go by the components' names
            entries.append(" /DecodeParms << /ColorTransform 0 >>");
        }
        pdf.stream(id, entries.toString(), file, 0, length);
    }

    private void walk() throws PageFault {
        int at = 2;
        while (true) {
            at = nextMarker(at);
            int marker = file[at] & 0xFF;
            at++;
            if (marker == EOI) {
                if (width == 0 || !scanned) {
                    throw new PageFault("the JPEG holds no image; scan or export the page again");
                }
                return;
            }
            if (marker == SOI || marker == 0x01 || marker >= 0xD0 && marker <= 0xD7) {
                continue;
            }
            int end = at + unsignedShort(at);
            if (end > length || end < at + 2) {
                throw truncated();
            }
            segment(marker, at + 2, end);
            if (marker == SOS && endsWithEndMarker(end)) {
                return;
            }
            at = marker == SOS ? skipEntropyData(end) : end;
        }
    }

    /**
     * Whether the file's last two bytes are its end marker: within a scan they can't occur, so nothing is missing and
     * the rest need not be searched.
     */
    private boolean endsWithEndMarker(int scan) {
        int last = length - 1;
        return last - 1 > scan && file[last - 1] == (byte) 0xFF && (file[last] & 0xFF) == EOI;
    }

    /** The position after the next 0xFF and its fill bytes. */
    private int nextMarker(int from) throws PageFault {
        int at = from;
        while (at < length && file[at] != (byte) 0xFF) {
            at++;
        }
        while (at < length && file[at] == (byte) 0xFF) {
            at++;
        }
        if (at >= length) {
            throw truncated();
        }
        return at;
    }

    /** The position of the first marker that ends a scan: 0xFF00 is data, restart markers belong to the scan. */
    private int skipEntropyData(int from) throws PageFault {
        int last = length - 1;
        for (int at = from; at < last; at++) {
            if (file[at] == (byte) 0xFF) {
                int next = file[at + 1] & 0xFF;
                if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                    scanned |= at > from;
                    return at;
                }
            }
        }
        throw truncated();
    }

    private void segment(int marker, int from, int end) throws PageFault {
        switch (marker) {
            case 0xC0, 0xC1, 0xC2 -> frame(from, end);
            case 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF ->
                throw new PageFault("lossless, hierarchical or arithmetic-coded JPEG can't be shown in a PDF;"
                        + " save the page as baseline JPEG or PNG");
            case SOS -> {
                if (width == 0) {
                    throw new PageFault("the JPEG is damaged: its image data comes without a size");
                }
            }
            case 0xE0 -> {
                if (startsWith(from, end, "JFIF\0") && end - from >= 12) {
                    jfif = true;
                    int unit = file[from + 7];
                    double toInches = unit == 1 ? 1 : unit == 2 ? 2.54 : 0;
                    dpiX = unsignedShort(from + 8) * toInches;
                    dpiY = unsignedShort(from + 10) * toInches;
                }
            }
            case 0xE1 -> {
                if (exif == null && startsWith(from, end, "Exif\0\0")) {
                    exif = TiffTags.read(file, from + 6, end - from - 6);
                }
            }
            case 0xE2 -> {
                if (startsWith(from, end, "ICC_PROFILE\0") && end - from > 14) {
                    profileParts.put(file[from + 12] & 0xFF, Arrays.copyOfRange(file, from + 14, end));
                    profilePartCount = file[from + 13] & 0xFF;
                }
            }
            case 0xEE -> {
                if (startsWith(from, end, "Adobe") && end - from >= 12) {
                    adobeTransform = file[from + 11] & 0xFF;
                }
            }
            default -> {}
        }
    }

    private void frame(int from, int end) throws PageFault {
        if (end - from < 6) {
            throw truncated();
        }
        if (file[from] != 8) {
            throw new PageFault(
                    "the JPEG has " + file[from] + " bits a sample, a PDF can show 8; save it again with 8");
        }
        height = unsignedShort(from + 1);
        width = unsignedShort(from + 3);
        components = file[from + 5] & 0xFF;
        if (components != 1 && components != 3 && components != 4 || end - from < 6 + 3 * components) {
            throw new PageFault("the JPEG has " + components + " colour components, not 1, 3 or 4");
        }
        namedRgb = components == 3 && file[from + 6] == 'R' && file[from + 9] == 'G' && file[from + 12] == 'B';
    }

    /** The colour profile, put together from its numbered parts (ICC.1, annex B.4), or nothing when one is missing. */
    private byte[] profile() {
        if (profileParts.isEmpty() || profileParts.size() != profilePartCount) {
            return new byte[0];
        }
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        profileParts.values().forEach(profile::writeBytes);
        return profile.toByteArray();
    }

    private boolean startsWith(int from, int end, String signature) {
        byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
        return end - from >= expected.length
                && Arrays.equals(file, from, from + expected.length, expected, 0, expected.length);
    }

    private int unsignedShort(int at) throws PageFault {
        if (at + 2 > length) {
            throw truncated();
        }
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }

    private static PageFault truncated() {
        return new PageFault("the JPEG is cut short; scan or upload the page again");
    }
}
