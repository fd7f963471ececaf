package io.korrigo.identify.evidence;

import io.korrigo.InvalidInputException;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.RowReading;
import io.korrigo.image.EncodedImage;
import io.korrigo.image.OpenCvLibrary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * One header as an {@link EvidenceDocument} shows it: what was read of it, and a picture of each of its rows. Keeps the
 * pictures, not the page.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class EvidenceHeader {
    private final String page;
    private final String sha256;
    private final HeaderReading reading;
    private final List<RowCrop> crops;

    private EvidenceHeader(String page, String sha256, HeaderReading reading, List<RowCrop> crops) {
        this.page = page;
        this.sha256 = sha256;
        this.reading = reading;
        this.crops = List.copyOf(crops);
    }

    /**
     * Cuts the rows out of a page; decodes the page once more.
     *
     * @param page what the host calls the page: a file name, a blob key
     * @param encodedImage the bytes that {@code reading} was read from
     * @throws InvalidInputException when the bytes are not a whole JPEG, PNG or TIFF, or too large
     */
    public static EvidenceHeader of(String page, byte[] encodedImage, HeaderReading reading) {
        OpenCvLibrary.load();
        EncodedImage.inspect(encodedImage, "The page");
        MatOfByte bytes = new MatOfByte(encodedImage);
        Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
        try {
            if (grey.empty()) {
                throw new InvalidInputException("The page cannot be decoded: its data is damaged; scan it again");
            }
            List<RowCrop> crops = new ArrayList<>();
            for (RowReading row : reading.rows()) {
                crops.add(RowCrop.cut(grey, row, reading.quarterTurns()));
            }
            return new EvidenceHeader(page, sha256(encodedImage), reading, crops);
        } finally {
            grey.release();
            bytes.release();
        }
    }

    String page() {
        return page;
    }

    /** Of the page's bytes, in lower-case hex. */
    String sha256() {
        return sha256;
    }

    HeaderReading reading() {
        return reading;
    }

    /** One for each row of the reading, in its order. */
    List<RowCrop> crops() {
        return crops;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
