package io.korrigo.tasks;

import io.korrigo.exam.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a corrected PDF without reading it: kept in a blob beside it, published after it, so that where
 * the facts are the PDF is whole. Facts that a power failure has damaged are none: the PDF is made again.
 *
 * @param pages of the PDF, mark sheet included
 * @param bytes its length
 * @param crc32 of the PDF, which a ZIP that stores it wants before it
 * @param sha256 of the PDF, in lower-case hex
 * @param mark the final mark that it shows, or null for a copy without one
 */
record PdfFacts(
        int pages,
        long bytes,
        long crc32,
        String sha256,
        @Nullable BigDecimal mark) {
    private static final int MAX_LENGTH = 4096;
    private static final Pattern TEXT = Pattern.compile("pages=(\\d{1,9})\nbytes=(\\d{1,18})\ncrc32=([0-9a-f]{8})\n"
            + "sha256=([0-9a-f]{64})\nmark=(-?\\d{1,999}(?:\\.\\d{1,999})?|)\n");

    /** Where the facts about the PDF under {@code pdfKey} are. */
    static String key(String pdfKey) {
        return pdfKey + ".facts";
    }

    /** The facts about a PDF, or empty where it has to be made: it isn't there, or nothing is known about it. */
    static Optional<PdfFacts> find(BlobStore blobs, String pdfKey) throws IOException {
        String text;
        try (InputStream in = blobs.open(key(pdfKey))) {
            text = new String(in.readNBytes(MAX_LENGTH), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException unknown) {
            return Optional.empty();
        }
        int checksum = text.lastIndexOf("check=");
        Matcher matcher = TEXT.matcher(checksum < 0 ? "" : text.substring(0, checksum));
        if (checksum < 0
                || !text.equals(checked(text.substring(0, checksum)))
                || !matcher.matches()
                || !blobs.exists(pdfKey)) {
            return Optional.empty();
        }
        String mark = matcher.group(5);
        return Optional.of(new PdfFacts(
                Integer.parseInt(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3), 16),
                matcher.group(4),
                mark.isEmpty() ? null : new BigDecimal(mark)));
    }

    /** Keeps these facts about the PDF under {@code pdfKey}, which is there already. */
    void publish(BlobStore blobs, String pdfKey) throws IOException {
        String text = "pages=" + pages + "\nbytes=" + bytes + "\ncrc32=" + hex(crc32) + "\nsha256=" + sha256 + "\nmark="
                + (mark == null ? "" : mark.toPlainString()) + "\n";
        blobs.publishUnforced(key(pdfKey), out -> out.write(checked(text).getBytes(StandardCharsets.US_ASCII)));
    }

    private static String checked(String text) {
        CRC32 crc32 = new CRC32();
        crc32.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "check=" + hex(crc32.getValue()) + "\n";
    }

    private static String hex(long crc32) {
        return HexFormat.of().toHexDigits((int) crc32);
    }
}
