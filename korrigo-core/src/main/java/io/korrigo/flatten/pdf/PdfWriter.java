package io.korrigo.flatten.pdf;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;

/**
 * Writes the objects of a PDF one after the other and keeps nothing but their offsets.
 *
 * <p>Objects may be written in any order and refer to numbers that were allocated and are written later (ISO
 * 32000-1, 7.5). The file's identifier is taken from its own bytes, so that the same input gives the same file.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class PdfWriter implements Closeable {
    private static final int BUFFER_SIZE = 1 << 16;

    private final OutputStream out;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    // texts and fonts: the strongest level would take as long as all the rest and save 2 KB a copy
    private final Deflater deflater = new Deflater(2);
    private byte[] compressed = new byte[1 << 15];
    private int buffered;
    private long flushed;
    private long[] offsets = new long[128];
    private int allocated = 1;

    /** Starts the file; {@code out} is never closed here. */
    public PdfWriter(OutputStream out) throws IOException {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        write("%PDF-1.7\n%");
        write(new byte[] {(byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'});
    }

    /** A fresh object number. */
    public int allocate() {
        if (allocated == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        return allocated++;
    }

    /** Bytes written so far. */
    public long size() {
        return flushed + buffered;
    }

    /** Writes a whole object that isn't a stream. */
    public void object(int id, String body) throws IOException {
        begin(id);
        write(body);
        end();
    }

    /** Writes a stream object whose data is stored as it is; {@code entries} are those beside Length. */
    public void stream(int id, String entries, byte[] data, int from, int length) throws IOException {
        beginStream(id, entries, length);
        write(data, from, length);
        endStream();
    }

    /** Writes a stream object whose data is compressed first. */
    public void compressedStream(int id, String entries, byte[] data, int length) throws IOException {
        deflater.reset();
        deflater.setInput(data, 0, length);
        deflater.finish();
        int size = 0;
        while (!deflater.finished()) {
            if (size == compressed.length) {
                compressed = Arrays.copyOf(compressed, 2 * size);
            }
            size += deflater.deflate(compressed, size, compressed.length - size);
        }
        stream(id, "/Filter /FlateDecode " + entries, compressed, 0, size);
    }

    /** Opens a stream object of {@code length} bytes, to be written before {@link #endStream}. */
    public void beginStream(int id, String entries, long length) throws IOException {
        begin(id);
        write("<< " + entries + " /Length " + length + " >>\nstream\n");
    }

    public void endStream() throws IOException {
        write("\nendstream");
        end();
    }

    void begin(int id) throws IOException {
        offsets[id] = size();
        write(id + " 0 obj\n");
    }

    void end() throws IOException {
        write("\nendobj\n");
    }

    /** Writes text of ASCII characters within an object. */
    void write(String ascii) throws IOException {
        write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] data) throws IOException {
        write(data, 0, data.length);
    }

    /** All goes through one buffer, so that files grow by whole pages of the system's. */
    public void write(byte[] data, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end) {
            int part = Math.min(end - at, BUFFER_SIZE - buffered);
            System.arraycopy(data, at, buffer, buffered, part);
            buffered += part;
            at += part;
            if (buffered == BUFFER_SIZE) {
                flush();
            }
        }
    }

    /** Ends the file with its cross-reference table and returns the SHA-256 of all of it, in hex. */
    public String finish(int root, int info) throws IOException {
        flush();
        String id = HexFormat.of().formatHex(digestSoFar(), 0, 16);
        long table = size();
        StringBuilder end = new StringBuilder(20 * allocated + 200);
        end.append("xref\n0 ").append(allocated).append("\n0000000000 65535 f \n");
        for (int i = 1; i < allocated; i++) {
            if (offsets[i] == 0) {
                // allocated and never needed: a free entry, which readers take for null
                end.append("0000000000 00000 f \n");
                continue;
            }
            String offset = Long.toString(offsets[i]);
            end.append("0".repeat(10 - offset.length())).append(offset).append(" 00000 n \n");
        }
        end.append("trailer\n<< /Size ").append(allocated);
        end.append(" /Root ").append(root).append(" 0 R /Info ").append(info).append(" 0 R");
        end.append(" /ID [<").append(id).append("> <").append(id).append(">] >>\nstartxref\n");
        end.append(table).append("\n%%EOF\n");
        write(end.toString());
        flush();
        out.flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A text string as PDF writes it: UTF-16BE with its mark, in hex (ISO 32000-1, 7.9.2.2). */
    public static String text(String value) {
        return "<FEFF" + HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.UTF_16BE)) + ">";
    }

    private byte[] digestSoFar() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the platform can't be cloned", e);
        }
    }

    private void flush() throws IOException {
        int length = buffered;
        buffered = 0;
        emit(buffer, 0, length);
    }

    private void emit(byte[] data, int from, int length) throws IOException {
        out.write(data, from, length);
        digest.update(data, from, length);
        flushed += length;
    }

    /** Frees what compressing took; the stream written to stays open. */
    @Override
    public void close() {
        deflater.end();
    }
}
