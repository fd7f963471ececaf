package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import io.korrigo.image.SmallPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A PNG file whose compressed rows go into the PDF as they are: PNG's filters are predictor 15 (ISO 32000-1, 7.4.4.4).
 *
 * <p>Every chunk's checksum is verified, so a cut or damaged file is refused; so is one that lacks rows, when it is written. Interlaced images and those with
 * transparency have no such form in PDF: {@link #open} decodes them.
 *
 * <p>Every row is unpacked once and counted, and nothing of it kept. It costs more than all else that is done to the
 * page, but viewers paint the rest of a file that lost rows black.
 */
public final class PngImage implements ImageXObject {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;

    private final byte[] file;
    private final int length;
    private final List<int[]> data = new ArrayList<>();
    private int width;
    private int height;
    private int bits;
    private int colorType;
    private boolean interlaced;
    private boolean transparent;
    private int[] transparentColor = new int[0];
    private byte @Nullable [] palette;
    private byte[] profile = new byte[0];
    private double dpiX;
    private double dpiY;
    private @Nullable TiffTags exif;
    private boolean checked;

    private PngImage(byte[] file, int length) throws PageFault {
        this.file = file;
        this.length = length;
        walk();
        ImageXObject.checkSize(width, height);
    }

    public static boolean recognises(byte[] head) {
        return head.length >= 8 && longAt(head, 0) == SIGNATURE;
    }

    /** The image in the first {@code length} bytes of {@code file}, carried over where PDF can hold it as it is and decoded otherwise. */
    public static ImageXObject open(byte[] file, int length) throws PageFault, IOException {
        PngImage png = new PngImage(file, length);
        boolean alpha = png.transparent || png.colorType >= 4;
        if (!alpha && !png.interlaced) {
            return png;
        }
        // of interlaced files only the beginning is looked at, whose rows are others
        long size = png.rows().size();
        png.rows().check(png.interlaced ? Math.min(1 << 15, size) : size);
        return new DecodedImage(file, length, 0, png.shape(), png.profile, png.transparentColor);
    }

    @Override
    public ImageShape shape() {
        return new ImageShape(width, height, exif == null ? 1 : exif.orientation(), dpiX, dpiY);
    }

    @Override
    public BufferedImage decoded() throws PageFault {
        return new DecodedImage(file, length, 0, shape(), new byte[0], new int[0]).decoded();
    }

    @Override
    public void write(PdfWriter pdf, int id, SharedObjects shared) throws IOException, PageFault {
        if (!checked) {
            rows().check(rows().size());
        }
        int channels = channels();
        String entries = ImageXObject.entries(width, height, bits, colorSpace(pdf, shared))
                + " /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors " + channels + " /BitsPerComponent "
                + bits + " /Columns " + width + " >>";
        long length = data.stream().mapToLong(part -> part[1]).sum();
        pdf.beginStream(id, entries, length);
        for (int[] part : data) {
            pdf.write(file, part[0], part[1]);
        }
        pdf.endStream();
    }

    private String colorSpace(PdfWriter pdf, SharedObjects shared) throws IOException, PageFault {
        boolean grey = colorType == 0;
        String space = shared.iccBased(pdf, profile, grey ? 1 : 3, grey ? "/DeviceGray" : "/DeviceRGB");
        if (palette == null || colorType != 3) {
            return space;
        }
        int entries = palette.length / 3;
        return "[/Indexed " + space + " " + (entries - 1) + " <"
                + java.util.HexFormat.of().formatHex(palette, 0, 3 * entries) + ">]";
    }

    private int channels() {
        return switch (colorType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    private void walk() throws PageFault {
        int at = 8;
        while (true) {
            if (at + 12 > length) {
                throw truncated();
            }
            long size = Integer.toUnsignedLong(intAt(file, at));
            if (size > length - at - 12) {
                throw truncated();
            }
            int end = at + 8 + (int) size;
            CRC32 crc = new CRC32();
            crc.update(file, at + 4, (int) size + 4);
            if ((int) crc.getValue() != intAt(file, end)) {
                throw new PageFault("the PNG is damaged (checksum at byte " + at + "); scan or upload the page again");
            }
            int name = intAt(file, at + 4);
            if (name == chunk("IEND")) {
                break;
            }
            chunk(name, at + 8, (int) size);
            at = end + 4;
        }
        if (width == 0 || data.isEmpty() || colorType == 3 && palette == null) {
            throw new PageFault("the PNG holds no image; scan or export the page again");
        }
    }

    private void chunk(int name, int from, int length) throws PageFault {
        if (name == chunk("IHDR") && length >= 13) {
            header(from);
        } else if (name == chunk("IDAT")) {
            data.add(new int[] {from, length});
        } else if (name == chunk("PLTE") && length >= 3) {
            palette = java.util.Arrays.copyOfRange(file, from, from + Math.min(length, 768) / 3 * 3);
        } else if (name == chunk("tRNS")) {
            transparent = true;
            transparentColor = colorType == 0 || colorType == 2 ? color(from, length) : transparentColor;
        } else if (name == chunk("pHYs") && length >= 9 && file[from + 8] == 1) {
            // pixels per metre
            dpiX = intAt(file, from) * 0.0254;
            dpiY = intAt(file, from + 4) * 0.0254;
        } else if (name == chunk("eXIf")) {
            exif = TiffTags.read(file, from, length);
        } else if (name == chunk("iCCP")) {
            profile = inflateProfile(from, length);
        }
    }

    /** The samples of one pixel, which tRNS holds in two bytes each, as a decoder gives them: in 8 bits or 16. */
    private int[] color(int from, int length) {
        int[] color = new int[Math.min(channels(), length / 2)];
        for (int i = 0; i < color.length; i++) {
            int sample = (file[from + 2 * i] & 0xFF) << 8 | file[from + 2 * i + 1] & 0xFF;
            color[i] = bits < 8 ? sample * 255 / ((1 << bits) - 1) : sample;
        }
        return color;
    }

    private void header(int from) throws PageFault {
        width = intAt(file, from);
        height = intAt(file, from + 4);
        bits = file[from + 8];
        colorType = file[from + 9];
        interlaced = file[from + 12] != 0;
        boolean known = switch (colorType) {
            case 0 -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
            case 3 -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
            case 2, 4, 6 -> bits == 8 || bits == 16;
            default -> false;
        };
        if (!known) {
            throw new PageFault(
                    "the PNG has colour type " + colorType + " with " + bits + " bits, which doesn't exist");
        }
    }

    private PngRows rows() {
        return new PngRows(file, data, width, height, bits, channels(), colorType == 3 ? palette : null);
    }

    @Override
    public SmallPicture small() throws PageFault {
        SmallPicture small = rows().small();
        checked = true;
        return small;
    }

    /** The profile of an iCCP chunk, or nothing when it is damaged: colours then are the device's. */
    private byte[] inflateProfile(int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end && file[at] != 0) {
            at++;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, Math.min(at + 2, end), Math.max(0, end - at - 2));
            byte[] inflated = new byte[1 << 20];
            int size = inflater.inflate(inflated);
            return inflater.finished() ? java.util.Arrays.copyOf(inflated, size) : new byte[0];
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    private static int chunk(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }

    private static int intAt(byte[] data, int at) {
        return (data[at] & 0xFF) << 24 | (data[at + 1] & 0xFF) << 16 | (data[at + 2] & 0xFF) << 8 | data[at + 3] & 0xFF;
    }

    private static long longAt(byte[] data, int at) {
        return (long) intAt(data, at) << 32 | Integer.toUnsignedLong(intAt(data, at + 4));
    }

    private static PageFault truncated() {
        return new PageFault("the PNG is cut short; scan or upload the page again");
    }
}
