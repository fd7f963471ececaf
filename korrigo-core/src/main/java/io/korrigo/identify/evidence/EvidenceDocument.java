package io.korrigo.identify.evidence;

import io.korrigo.identify.Identification;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Shows what an identification rests on, as one HTML file that needs nothing else: any browser shows and prints it, and
 * the same facts stand in it as JSON (the script element {@code korrigo-evidence}). Nothing in it runs or is fetched.
 *
 * <p>It shows the decision and its reason, winner and runner-up among at most five candidates with their probabilities
 * and the agreement of each field, the probability of a stranger, threshold and prior, the model's SHA-256, and for each
 * header the rows as they were scanned with the likeliest signs under each box, and where a row differs from the likeliest student also the sign that was due. Students are
 * named by their ids.
 *
 * <p>It is personal data all the same: the boxes show a name and a birth date. The same arguments give the same bytes.
 *
 * <p><b>Threads:</b> immutable, safe for concurrent use.
 */
public final class EvidenceDocument {
    /** Raised whenever the file's form changes. */
    public static final int FORMAT = 2;

    /** The file's media type. */
    public static final String MEDIA_TYPE = "text/html; charset=utf-8";

    private final double threshold;
    private final double outsiderPrior;

    /** Everything that a document says. */
    record Facts(
            String subject,
            double threshold,
            double outsiderPrior,
            List<EvidenceHeader> headers,
            Identification identification) {
        Facts {
            headers = List.copyOf(headers);
        }

        String modelHash() {
            return headers.isEmpty() ? "" : headers.get(0).reading().modelHash();
        }

        String readerVersion() {
            String version = EvidenceDocument.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }

    /**
     * @param threshold posterior from which the matcher identifies
     * @param outsiderPrior share of headers that the matcher expects of people who are not on the roster
     */
    public EvidenceDocument(double threshold, double outsiderPrior) {
        this.threshold = threshold;
        this.outsiderPrior = outsiderPrior;
    }

    /**
     * The file, in UTF-8.
     *
     * @param subject what was identified: a copy's id, a page's file name
     * @param headers every header that was read for it, in the order of the pages
     * @param identification the answer that was given in the end
     */
    public byte[] write(String subject, List<EvidenceHeader> headers, Identification identification) {
        Facts facts = new Facts(subject, threshold, outsiderPrior, headers, identification);
        return EvidenceHtml.of(facts).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The file with the answer that came of deciding several copies together, above what its own header says; in place of
     * such an answer that it has already. As JSON it is the script element {@code korrigo-evidence-batch}.
     *
     * @param document as {@link #write} or this method made it
     * @throws IllegalArgumentException when it isn't
     */
    public static byte[] withBatch(byte[] document, Identification joint) {
        return EvidenceHtml.withBatch(new String(document, StandardCharsets.UTF_8), joint)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The file without a student who was erased: "erased" stands in place of the id, and what the student would have written, where
     * it was told, is told no more. The boxes stay as they were read; they are the copy's.
     *
     * @param document as {@link #write} or {@link #withBatch} made it
     * @return the same array where it doesn't name the student
     */
    public static byte[] without(byte[] document, String studentId) {
        String page = new String(document, StandardCharsets.UTF_8);
        String without = ErasedEvidence.without(page, studentId);
        return without.equals(page) ? document : without.getBytes(StandardCharsets.UTF_8);
    }
}
