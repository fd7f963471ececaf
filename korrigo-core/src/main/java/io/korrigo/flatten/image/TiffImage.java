package io.korrigo.flatten.image;

import io.korrigo.flatten.pdf.PageFault;
import io.korrigo.flatten.pdf.PdfWriter;
import io.korrigo.flatten.pdf.SharedObjects;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bilevel TIFF of one strip in fax group 4 coding, carried over as CCITTFaxDecode (ISO 32000-1, 7.4.6).
 *
 * <p>Any other TIFF is decoded by {@link #open}.
 */
public final class TiffImage implements ImageXObject {
    private static final int GROUP_4 = 4;

    private final byte[] file;
    private final int size;
    private final int index;
    private final int from;
    private final int length;
    private final boolean whiteIsZero;
    private final boolean reversedBits;
    private final ImageShape shape;

    private TiffImage(byte[] file, int size, TiffTags tags, ImageShape shape) {
        this.file = file;
        this.size = size;
        this.index = tags.index();
        this.from = (int) tags.first(TiffTags.STRIP_OFFSETS, 0);
        this.length = (int) tags.first(TiffTags.STRIP_BYTES, 0);
        this.whiteIsZero = tags.first(TiffTags.PHOTOMETRIC, 0) == 0;
        this.reversedBits = tags.first(TiffTags.FILL_ORDER, 1) == 2;
        this.shape = shape;
    }

    public static boolean recognises(byte[] head) {
        return head.length >= 8
                && (head[0] == 'I' && head[1] == 'I' && head[2] == 42 && head[3] == 0
                        || head[0] == 'M' && head[1] == 'M' && head[2] == 0 && head[3] == 42);
    }

    /** The number of pages in the first {@code size} bytes of {@code file}. */
    public static int pageCount(byte[] file, int size) {
        return TiffTags.pages(file, size).size();
    }

    /**
     * A page in the first {@code size} bytes of {@code file}.
     *
     * @param page from 0; null for the only page of a file that has one
     */
    public static ImageXObject open(byte[] file, int size, @Nullable Integer page) throws PageFault, IOException {
        TiffTags tags = page(TiffTags.pages(file, size), page);
        TiffKind.check(tags);
        int width = (int) tags.first(TiffTags.WIDTH, 0);
        int height = (int) tags.first(TiffTags.HEIGHT, 0);
        ImageXObject.checkSize(width, height);
        TiffRows.check(file, size, tags, width, height);
        ImageShape shape = new ImageShape(
                width, height, tags.orientation(), tags.dpi(TiffTags.X_RESOLUTION), tags.dpi(TiffTags.Y_RESOLUTION));
        return carriesOver(tags, size)
                ? new TiffImage(file, size, tags, shape)
                : new DecodedImage(file, size, tags.index(), shape, tags.profile(), new int[0]);
    }

    private static TiffTags page(List<TiffTags> pages, @Nullable Integer page) throws PageFault {
        if (pages.isEmpty()) {
            throw new PageFault("the TIFF is damaged: it has no directory; scan or upload the page again");
        }
        if (page == null && pages.size() > 1) {
            throw new PageFault("the TIFF has " + pages.size() + " pages, and which one is meant was not said");
        }
        int wanted = page == null ? 0 : page;
        if (wanted >= pages.size()) {
            throw new PageFault("the TIFF has " + pages.size() + " pages, and page " + (wanted + 1) + " was asked for");
        }
        return pages.get(wanted);
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public BufferedImage decoded() throws PageFault {
        return new DecodedImage(file, size, index, shape, new byte[0], new int[0]).decoded();
    }

    @Override
    public void write(PdfWriter pdf, int id, SharedObjects shared) throws IOException {
        String entries = ImageXObject.entries(shape.width(), shape.height(), 1, "/DeviceGray")
                + " /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns " + shape.width() + " /Rows "
                + shape.height() + (whiteIsZero ? "" : " /BlackIs1 true") + " >>";
        if (!reversedBits) {
            pdf.stream(id, entries, file, from, length);
            return;
        }
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (Integer.reverse(file[from + i]) >>> 24);
        }
        pdf.stream(id, entries, data, 0, length);
    }

    private static boolean carriesOver(TiffTags tags, int size) {
        double[] offsets = tags.all(TiffTags.STRIP_OFFSETS);
        double[] lengths = tags.all(TiffTags.STRIP_BYTES);
        double photometric = tags.first(TiffTags.PHOTOMETRIC, 0);
        return tags.first(TiffTags.COMPRESSION, 1) == GROUP_4
                && (photometric == 0 || photometric == 1)
                && offsets.length == 1
                && lengths.length == 1
                && lengths[0] > 0
                && offsets[0] + lengths[0] <= size;
    }
}
