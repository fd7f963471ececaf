package io.korrigo.tasks;

import io.korrigo.exam.Copy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the files that Korrigo makes by itself the copies of an exam name. */
final class NamedFiles {
    /** exams/EXAM/final/COPY-HASH.pdf[.facts], evidence/COPY-HASH.html, export-HASH.zip or .csv; with the prefix or without. */
    private static final Pattern OWN = Pattern.compile("(?:" + BlobKeys.PREFIX
            + ")?exams/[^/]+/(?:final/[^/]+-[0-9a-f]{32}\\.pdf(?:\\.facts)?"
            + "|evidence/(?<copy>[^/]+)-[0-9a-f]{32}\\.html|export-[0-9a-f]{32}\\.(?:zip|csv))");

    /** What calls keep of files that were uploaded, by SHA-256, whole and in parts, and imports of what they set out to do, by task. */
    private static final Pattern UPLOAD =
            Pattern.compile(BlobKeys.uploads() + "(?:(?:roster-)?[0-9a-f]{64}|[0-9a-f]{64}\\.(?:upload|part-[0-9]{1,6})"
                    + "|(?:roster-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.(?:summary|diff))");

    private static final String FACTS = ".facts";
    private static final String LIST = ".csv";

    private final Set<String> finalPdfs = new HashSet<>();
    private final Set<String> identified = new HashSet<>();

    private NamedFiles() {}

    static NamedFiles of(List<Copy> copies) {
        NamedFiles named = new NamedFiles();
        for (Copy copy : copies) {
            if (copy.finalPdf() != null) {
                named.finalPdfs.add(copy.finalPdf());
            }
            if (copy.identification() != null) {
                named.identified.add(BlobKeys.name(copy.id()));
            }
        }
        return named;
    }

    /** Whether the key is one that Korrigo's tasks give to files below an exam. */
    static boolean isOwn(String key) {
        return OWN.matcher(key).matches();
    }

    /** Whether the key is that of a copy's evidence. */
    static boolean isEvidence(String key) {
        Matcher own = OWN.matcher(key);
        return own.matches() && own.group("copy") != null;
    }

    /** Whether the key is one that Korrigo gives to what was uploaded, and to what an import keeps beside it. */
    static boolean isUpload(String key) {
        return UPLOAD.matcher(key).matches();
    }

    /** Whether a copy's final PDF, its facts, or evidence of an identified copy has this key. */
    boolean contains(String key) {
        Matcher own = OWN.matcher(key);
        boolean evidence = own.matches() && own.group("copy") != null && identified.contains(own.group("copy"));
        return evidence || finalPdfs.contains(isCompanion(key) ? main(key) : key);
    }

    /** Whether the file only tells of another: facts about a PDF, the list of an archive. */
    static boolean isCompanion(String key) {
        return key.endsWith(FACTS) || key.endsWith(LIST);
    }

    /** What a companion tells of. */
    static String main(String companion) {
        return companion.endsWith(FACTS)
                ? companion.substring(0, companion.length() - FACTS.length())
                : companion.substring(0, companion.length() - LIST.length()) + ".zip";
    }
}
