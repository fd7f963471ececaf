package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import io.korrigo.image.JpegMeans;
import io.korrigo.image.JpegScan;
import io.korrigo.image.JpegSegments;
import io.korrigo.image.SmallPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG file that goes into the PDF byte for byte, as DCTDecode.
 *
 * <p>Looks at its segments without decoding: a file that ends before its end marker is refused, and so is a kind of JPEG
 * that PDF viewers can't show (ISO 32000-1, 7.4.8). One whose data ends before its last row is refused when it is written.
 */
public final class JpegImage implements ImageXObject {
    /** Rows that cameras and scanners state too many without leaving a gap that anybody sees. */
    private static final int MISSED = 16;

    private final JpegSegments jpeg;
    private final byte[] file;
    private final int length;
    private int width;
    private int height;
    private int components;
    private boolean namedRgb;
    private double dpiX;
    private double dpiY;
    private @Nullable TiffTags exif;
    private @Nullable JpegMeans means;
    private final TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
    private int profilePartCount;

    /** @param length of the file at the beginning of {@code file} */
    public JpegImage(byte[] file, int length) throws PageFault {
        this.file = file;
        this.length = length;
        this.jpeg = JpegSegments.of(file, length);
        walk();
        ImageXObject.checkSize(width, height);
    }

    public static boolean recognises(byte[] head) {
        return head.length > 2
                && (head[0] & 0xFF) == 0xFF
                && (head[1] & 0xFF) == JpegSegments.SOI
                && (head[2] & 0xFF) == 0xFF;
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
        checkRows();
        int adobeTransform = jpeg.adobeTransform();
        String device = components == 1 ? "/DeviceGray" : components == 3 ? "/DeviceRGB" : "/DeviceCMYK";
        String colorSpace = shared.iccBased(pdf, profile(), components, device);
        StringBuilder entries = new StringBuilder(ImageXObject.entries(width, height, 8, colorSpace));
        entries.append(" /Filter /DCTDecode");
        if (components == 4 && adobeTransform >= 0) {
            // Adobe's software stores CMYK inverted and says so only by its marker
            entries.append(" /Decode [1 0 1 0 1 0 1 0]");
        }
        if (components == 3 && adobeTransform < 0 && !jpeg.isJfif() && namedRgb) {
            // without a marker PDF assumes YCbCr; libjpeg and scanners go by the components' names
            entries.append(" /DecodeParms << /ColorTransform 0 >>");
        }
        pdf.stream(id, entries.toString(), file, 0, length);
    }

    private void walk() throws PageFault {
        boolean scanned = false;
        for (JpegSegments.Segment segment : jpeg.segments()) {
            segment(segment);
            scanned |= segment.marker() == JpegSegments.SOS && segment.end() > segment.scan();
        }
        if (!jpeg.isWhole()) {
            throw truncated();
        }
        if (width == 0 || !scanned) {
            throw new PageFault("the JPEG holds no image; scan or export the page again");
        }
    }

    /** The means of its blocks, or null for a kind of JPEG that they aren't read of; read once. */
    private @Nullable JpegMeans means() {
        JpegMeans known = means;
        JpegScan scan = known == null ? JpegScan.of(jpeg) : null;
        if (scan != null) {
            known = JpegMeans.of(scan);
            means = known;
        }
        return known;
    }

    /** Viewers paint rows that are missing grey and say nothing. */
    private void checkRows() throws PageFault {
        JpegMeans read = means();
        if (read == null && JpegWarnings.endsEarly(file, length)) {
            throw new PageFault("the JPEG's data ends before its picture is complete; scan or upload the page again");
        }
        if (read != null && !read.isDamaged() && read.rows() < height - MISSED) {
            throw new PageFault("the JPEG's data ends after " + read.rows() + " of its " + height
                    + " rows; scan or upload the page again");
        }
    }

    @Override
    public @Nullable SmallPicture small() {
        JpegMeans read = SmallPicture.isEnoughAtAnEighth(width, height) ? means() : null;
        return read == null ? null : read.picture();
    }

    private void segment(JpegSegments.Segment segment) throws PageFault {
        int from = segment.data();
        int end = segment.scan();
        switch (segment.marker()) {
            case JpegSegments.SOF0, JpegSegments.SOF1, JpegSegments.SOF2 -> frame(from, end);
            case 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF ->
                throw new PageFault("lossless, hierarchical or arithmetic-coded JPEG can't be shown in a PDF;"
                        + " save the page as baseline JPEG or PNG");
            case JpegSegments.SOS -> {
                if (width == 0) {
                    throw new PageFault("the JPEG is damaged: its image data comes without a size");
                }
            }
            case JpegSegments.APP0 -> {
                if (jpeg.startsWith(segment, "JFIF\0", 12)) {
                    int unit = file[from + 7];
                    double toInches = unit == 1 ? 1 : unit == 2 ? 2.54 : 0;
                    dpiX = jpeg.unsignedShort(from + 8) * toInches;
                    dpiY = jpeg.unsignedShort(from + 10) * toInches;
                }
            }
            case JpegSegments.APP1 -> {
                if (exif == null && jpeg.startsWith(segment, "Exif\0\0", 6)) {
                    exif = TiffTags.read(file, from + 6, end - from - 6);
                }
            }
            case JpegSegments.APP2 -> {
                if (jpeg.startsWith(segment, "ICC_PROFILE\0", 15)) {
                    profileParts.put(file[from + 12] & 0xFF, Arrays.copyOfRange(file, from + 14, end));
                    profilePartCount = file[from + 13] & 0xFF;
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
        height = jpeg.unsignedShort(from + 1);
        width = jpeg.unsignedShort(from + 3);
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

    private static PageFault truncated() {
        return new PageFault("the JPEG is cut short; scan or upload the page again");
    }
}
