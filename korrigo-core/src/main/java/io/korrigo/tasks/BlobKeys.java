package io.korrigo.tasks;

import java.util.List;

/**
 * Under which keys Korrigo keeps what it makes by itself. All start with {@link #PREFIX}, so that they meet none of the
 * host's. Earlier versions had no prefix: what they made is found under the keys that copies and results name.
 */
final class BlobKeys {
    /** What all keys start with. */
    static final String PREFIX = "korrigo/";

    private static final String EXAMS = "exams/";
    private static final String UPLOADS = "uploads/";

    private BlobKeys() {}

    /** What keys of files of exams start with: the one for new files first. */
    static List<String> exams() {
        return List.of(PREFIX + EXAMS, EXAMS);
    }

    /** What keys of uploads start with. */
    static String uploads() {
        return PREFIX + UPLOADS;
    }

    /** What an upload that comes in parts is, and is called. */
    static String uploadInParts(String upload) {
        return uploads() + upload + ".upload";
    }

    /** What the keys of an upload's parts start with, before their numbers. */
    static String uploadParts(String upload) {
        return uploads() + upload + ".part-";
    }

    /** @param number of the part, from 1 */
    static String uploadPart(String upload, int number) {
        return uploadParts(upload) + number;
    }

    /** What keys of uploaded rosters start with. */
    static String rosters() {
        return uploads() + "roster-";
    }

    /** What an earlier version kept at {@code key}, where it had no prefix. */
    static String earlier(String key) {
        return key.substring(PREFIX.length());
    }

    static String finalPdf(String examId, String copyId, String digest) {
        return exam(examId) + "final/" + name(copyId) + "-" + digest + ".pdf";
    }

    /** All but the digest and the ending. */
    static String evidence(String examId, String copyId) {
        return exam(examId) + "evidence/" + name(copyId) + "-";
    }

    /** All but the digest and the ending. */
    static String export(String examId) {
        return exam(examId) + "export-";
    }

    /** Where the pages of a scan are, by the start of their names; {@code scan} is a hash. */
    static String scan(String examId, String scan) {
        return exam(examId) + "scans/" + scan + "/";
    }

    /** Names students, and so goes as an uploaded roster does. */
    static String importDiff(String task) {
        return rosters() + task + ".diff";
    }

    static String importSummary(String task) {
        return uploads() + task + ".summary";
    }

    private static String exam(String examId) {
        return PREFIX + EXAMS + name(examId) + "/";
    }

    /** An id of the host's as a name within a blob key. */
    static String name(String id) {
        return id.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}") ? id : ContentDigest.of(id);
    }
}
