package io.korrigo.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a file, whole or from where a broken transfer ended (RFC 9110, sections 13 and 14). */
final class FileTransfer {
    private static final int PIECE = 1 << 16;

    private FileTransfer() {}

    /**
     * @throws java.nio.file.NoSuchFileException when it is not there any more; nothing was sent
     * @throws Problem when no byte of it was asked for; nothing was sent
     */
    static void send(Response.File file, Response answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isKnown(request.getHeader("If-None-Match"), file.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            headers(file, answer, response);
            return;
        }
        Optional<ByteRange> range = file.etag() == null
                ? Optional.empty()
                : ByteRange.of(request.getHeader("Range"), request.getHeader("If-Range"), file.etag(), file.length());
        long from = range.map(ByteRange::from).orElse(0L);
        long length = range.map(ByteRange::length).orElse(file.length());
        // Opened first: a file that is gone is an answer of its own.
        try (InputStream content = file.source().open(from)) {
            response.setStatus(range.isPresent() ? HttpServletResponse.SC_PARTIAL_CONTENT : answer.status());
            response.setContentType(file.mediaType());
            headers(file, answer, response);
            range.ifPresent(part -> response.setHeader(
                    "Content-Range", "bytes " + part.from() + "-" + part.to() + "/" + file.length()));
            response.setContentLengthLong(length);
            if (!request.getMethod().equals("HEAD")) {
                copy(content, response.getOutputStream(), length);
            }
        }
    }

    private static boolean isKnown(@Nullable String ifNoneMatch, @Nullable String etag) {
        return ifNoneMatch != null && etag != null && ifNoneMatch.contains(etag);
    }

    private static void headers(Response.File file, Response answer, HttpServletResponse response) {
        answer.headers().forEach(response::setHeader);
        if (file.etag() != null) {
            response.setHeader("ETag", file.etag());
            response.setHeader("Accept-Ranges", "bytes");
        }
    }

    private static void copy(InputStream from, OutputStream to, long length) throws IOException {
        byte[] piece = new byte[PIECE];
        long rest = length;
        while (rest > 0) {
            int count = from.read(piece, 0, (int) Math.min(rest, PIECE));
            if (count < 0) {
                throw new IOException("A file ended " + rest + " bytes early");
            }
            to.write(piece, 0, count);
            rest -= count;
        }
    }
}
