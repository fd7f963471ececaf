package io.korrigo.identify.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a student out of an {@link EvidenceDocument}: the id wherever it stands, and the letters that were due, where they were theirs. */
final class ErasedEvidence {
    /** What stands in place of the id. */
    private static final String ERASED = "erased";

    /** Of the likeliest student, alone: in the captions of the rows, and beside the differences. */
    private static final Pattern DUE_IN_CAPTION = Pattern.compile("; of the likeliest student: .*?(?=</figcaption>)");

    private static final Pattern DUE_IN_JSON = Pattern.compile(",\"due\":\"[^\"]*\"");

    private ErasedEvidence() {}

    static String without(String page, String studentId) {
        String escaped = Pattern.quote(EvidenceHtml.escaped(studentId));
        String quoted = Pattern.quote(EvidenceJson.quoted(studentId));
        // The answer that a batch came to, which tells no letters, stands first.
        int alone = Math.max(0, page.indexOf(EvidenceHtml.BATCH_END));
        Matcher likeliest = Pattern.compile("<tr><td>(?:winner|likeliest)</td><td>" + escaped + "</td>")
                .matcher(page);
        boolean theirLetters = likeliest.find(alone);
        String without = page.replaceAll("(<tr><td>[^<]+</td><td>)" + escaped + "(?=</td>)", "$1" + ERASED)
                .replaceAll("(<span class=\"badge [a-z]+\">[a-z]+: )" + escaped + "(?=</span>)", "$1" + ERASED)
                .replaceAll("(\"(?:student_id|winner|runner_up)\":)" + quoted, "$1\"" + ERASED + "\"");
        return theirLetters
                ? DUE_IN_JSON
                        .matcher(DUE_IN_CAPTION.matcher(without).replaceAll(""))
                        .replaceAll("")
                : without;
    }
}
