package io.korrigo.rest;

import io.korrigo.exam.BlobStore;
import io.korrigo.tasks.ImportStudents;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Calls on students. */
final class StudentEndpoints {
    private final BlobStore blobs;
    private final Submissions submissions;

    StudentEndpoints(BlobStore blobs, Submissions submissions) {
        this.blobs = blobs;
        this.submissions = submissions;
    }

    void addTo(Router router) {
        router.add("POST", "api/students/import", this::importStudents);
    }

    private Response importStudents(Request request, List<String> ids) throws IOException {
        Caller caller = Access.admin(request);
        Upload upload = request.upload("file").orElseThrow(() -> Problem.badRequest("File required"));
        if (upload.length() == 0) {
            throw Problem.badRequest("The file is empty");
        }
        String filename = baseName(upload.filename());
        return submissions.accept(
                request,
                caller,
                ImportStudents.KIND,
                new ImportStudents.Parameters(store(upload), filename),
                "Student import started.",
                Map.of("filename", filename));
    }

    /** Keyed by content, so that the same file sent twice is one blob and one request. */
    private String store(Upload upload) throws IOException {
        String key = "uploads/" + sha256(upload);
        if (!blobs.touch(key)) {
            blobs.publish(key, out -> {
                try (InputStream in = upload.open()) {
                    in.transferTo(out);
                }
            });
        }
        return key;
    }

    private static String sha256(Upload upload) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(upload.open(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static String baseName(String filename) {
        String name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        name = name.replaceAll("\\p{Cntrl}", "").strip();
        return name.isEmpty() ? "students.csv" : name.substring(0, Math.min(name.length(), 200));
    }
}
