package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.korrigo.exam.BlobStore;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A scan that arrives in parts, each once and whole, in any order and over any number of nodes: all that is known of it is in the
 * blob store. Its id follows from the exam and the content, so whoever begins again goes on where they were.
 *
 * @param id 64 hexadecimal digits
 * @param examId the exam whose scan it is
 * @param filename as the person's computer has it
 * @param bytes of the whole, at least 1
 * @param sha256 of the whole, in lower-case hexadecimal digits
 * @param joined whether the parts were made one file, which is there
 */
record PartialUpload(String id, String examId, String filename, long bytes, String sha256, boolean joined) {
    /** Half a minute on a school's line of 1 Mbit/s: what a break costs at most. */
    static final int PART = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 1 << 16;

    /** Finds the upload or begins it. */
    static PartialUpload begin(BlobStore blobs, String examId, String filename, long bytes, String sha256)
            throws IOException {
        String id = id(examId, bytes, sha256);
        Optional<PartialUpload> known = find(blobs, examId, id);
        if (known.isPresent() && blobs.touch(KorrigoTasks.uploadInPartsKey(id))) {
            return known.get();
        }
        PartialUpload upload = new PartialUpload(id, examId, filename, bytes, sha256, false);
        upload.store(blobs);
        return upload;
    }

    /** What an upload of this content for this exam is called. */
    static String id(String examId, long bytes, String sha256) {
        return Sha256.of(examId + "\n" + bytes + "\n" + sha256);
    }

    private void store(BlobStore blobs) throws IOException {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("exam", examId);
        told.put("filename", filename);
        told.put("bytes", bytes);
        told.put("sha256", sha256);
        told.put("joined", joined);
        blobs.publish(key(), out -> out.write(JSON.writeValueAsBytes(told)));
    }

    /** The upload of an exam, or empty where nobody began it or it was cleaned up. */
    static Optional<PartialUpload> find(BlobStore blobs, String examId, String id) throws IOException {
        if (!id.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        JsonNode told;
        try (InputStream in = blobs.open(KorrigoTasks.uploadInPartsKey(id))) {
            told = JSON.readTree(in);
        } catch (NoSuchFileException unknown) {
            return Optional.empty();
        }
        String sha256 = told.path("sha256").asText();
        PartialUpload upload = new PartialUpload(
                id,
                told.path("exam").asText(),
                told.path("filename").asText(),
                told.path("bytes").asLong(),
                sha256,
                told.path("joined").asBoolean() && blobs.exists(KorrigoTasks.uploadKey(sha256)));
        return upload.examId.equals(examId) ? Optional.of(upload) : Optional.empty();
    }

    private String key() {
        return KorrigoTasks.uploadInPartsKey(id);
    }

    private String key(int part) {
        return KorrigoTasks.uploadPartKey(id, part);
    }

    /** How many parts there are; the last one may be shorter. */
    int parts() {
        return Math.toIntExact((bytes + PART - 1) / PART);
    }

    private int length(int part) {
        return (int) Math.min(PART, bytes - (long) (part - 1) * PART);
    }

    /** The parts that are there or were, ascending from 1. */
    List<Integer> received(BlobStore blobs) throws IOException {
        return joined ? IntStream.rangeClosed(1, parts()).boxed().toList() : present(blobs);
    }

    private List<Integer> present(BlobStore blobs) throws IOException {
        List<Integer> received = new ArrayList<>();
        String prefix = KorrigoTasks.uploadPartKeys(id);
        for (String key : blobs.list(prefix)) {
            received.add(Integer.valueOf(key.substring(prefix.length())));
        }
        received.sort(null);
        return received;
    }

    /**
     * Keeps a part, or nothing.
     *
     * @param number 1 to {@link #parts}
     * @param expected SHA-256 of the part
     * @throws Problem 400 where it breaks off or is longer, 422 where its bytes are others
     */
    void keep(BlobStore blobs, int number, InputStream in, byte[] expected) throws IOException {
        blobs.touch(key());
        blobs.publish(key(number), out -> {
            MessageDigest digest = Sha256.begin();
            byte[] piece = new byte[PIECE];
            int rest = length(number);
            while (rest > 0) {
                int count = read(in, piece, Math.min(rest, PIECE));
                if (count < 0) {
                    throw Problem.badRequest("upload.part_length", number, length(number));
                }
                digest.update(piece, 0, count);
                out.write(piece, 0, count);
                rest -= count;
            }
            if (read(in, piece, 1) >= 0) {
                throw Problem.badRequest("upload.part_length", number, length(number));
            }
            if (!Arrays.equals(digest.digest(), expected)) {
                throw Problem.unprocessable("upload.part_damaged", number);
            }
        });
    }

    /** A client that goes away is no fault of the store's. */
    private static int read(InputStream in, byte[] piece, int most) {
        try {
            return in.read(piece, 0, most);
        } catch (IOException broken) {
            throw Problem.badRequest("upload.broken");
        }
    }

    /**
     * Makes one file of the parts, to be found under the key that is returned, and lets the parts go.
     *
     * @throws Problem 409 where parts are missing, 422 where the whole is another than was said; nothing has changed then
     */
    String join(BlobStore blobs) throws IOException {
        String whole = KorrigoTasks.uploadKey(sha256);
        if (joined && blobs.touch(whole)) {
            return whole;
        }
        List<Integer> missing = new ArrayList<>();
        List<Integer> present = present(blobs);
        for (int number = 1; number <= parts(); number++) {
            if (!present.contains(number)) {
                missing.add(number);
            }
        }
        if (!missing.isEmpty()) {
            throw Problem.notSo("upload.incomplete", missing.size(), parts(), missing.get(0));
        }
        try {
            blobs.publish(whole, out -> copyAll(blobs, out));
        } catch (NoSuchFileException goneMeanwhile) {
            // Somebody else joined them at the same moment, and is just letting them go.
            throw Problem.conflict("upload.busy");
        }
        new PartialUpload(id, examId, filename, bytes, sha256, true).store(blobs);
        forgetParts(blobs);
        return whole;
    }

    private void copyAll(BlobStore blobs, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.begin();
        byte[] piece = new byte[PIECE];
        for (int number = 1; number <= parts(); number++) {
            try (InputStream in = blobs.open(key(number))) {
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    digest.update(piece, 0, count);
                    out.write(piece, 0, count);
                }
            }
        }
        if (!Sha256.end(digest).equals(sha256)) {
            throw Problem.unprocessable("upload.other_content");
        }
    }

    private void forgetParts(BlobStore blobs) throws IOException {
        for (int number : present(blobs)) {
            blobs.delete(key(number));
        }
    }

    /** Lets all of it go. */
    void forget(BlobStore blobs) throws IOException {
        forgetParts(blobs);
        blobs.delete(key());
    }
}
