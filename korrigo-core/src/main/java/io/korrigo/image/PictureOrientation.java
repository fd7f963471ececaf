package io.korrigo.image;

import io.korrigo.Internal;
import io.korrigo.InvalidInputException;
import java.nio.ByteBuffer;

/**
 * How an image file says that its picture is to be held: a JPEG by EXIF, a PNG by its chunk eXIf, a TIFF by its tag 274. OpenCV obeys
 * all three, the platform's decoders none.
 *
 * <p><b>Threads:</b> stateless.
 */
@Internal
public final class PictureOrientation {
    private static final int PNG_HEAD = 8;
    private static final int EXIF = 0x65584966;
    private static final int IEND = 0x49454E44;

    private PictureOrientation() {}

    /**
     * As EXIF and TIFF 6.0 count, 1 to 8: from 5 on, rows of the stored picture are columns of the paper. 1 for a file that doesn't
     * say, and for one that is no such file or is damaged. Of a TIFF of many pages, the first one's.
     */
    public static int of(byte[] file) {
        if (TiffFile.recognises(file)) {
            return tiff(file);
        }
        boolean png = file.length > PNG_HEAD && (file[0] & 0xFF) == 0x89 && file[1] == 'P' && file[2] == 'N';
        return png ? png(ByteBuffer.wrap(file)) : JpegOrientation.of(file);
    }

    private static int tiff(byte[] file) {
        try {
            return known(TiffFile.of("", file).directory(0).first(TiffDirectory.ORIENTATION, 1));
        } catch (InvalidInputException | IndexOutOfBoundsException damaged) {
            // what is wrong with it is told by who decodes it
            return 1;
        }
    }

    private static int png(ByteBuffer file) {
        int at = PNG_HEAD;
        while (at + 12 <= file.limit()) {
            int length = file.getInt(at);
            int kind = file.getInt(at + 4);
            if (length < 0 || length > file.limit() - at - 12 || kind == IEND) {
                return 1;
            }
            if (kind == EXIF) {
                return known(JpegOrientation.number(file.array(), at + 8, at + 8 + length));
            }
            at += 12 + length;
        }
        return 1;
    }

    private static int known(long number) {
        return number >= 1 && number <= 8 ? (int) number : 1;
    }
}
