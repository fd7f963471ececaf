package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Student;
import io.korrigo.identify.EvidenceHeader;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReader;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.StudentMatcher;
import io.korrigo.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of every booklet of a copy and joins the answers: headers that don't agree go to the desk.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class CopyHeaders {
    /** How probable a booklet's header must make a student to agree with another booklet's. */
    private static final double AGREEMENT = 0.5;

    private final BlobStore blobs;
    private final HeaderReader reader;
    private volatile @Nullable Matching lastMatching;

    CopyHeaders(BlobStore blobs, HeaderReader reader) {
        this.blobs = blobs;
        this.reader = reader;
    }

    /** The joined answer, and what the deciding header says as text; the text is null when no header was found. */
    record Answer(Identification identification, @Nullable Map<String, String> text) {}

    /**
     * What a copy's headers say, and what to show of them.
     *
     * @param headers those that were found, in the order of the pages
     */
    record Read(Answer answer, List<EvidenceHeader> headers) {}

    private record Page(HeaderReading reading, String key, byte[] bytes) {}

    private record Matching(List<Student> roster, StudentMatcher matcher) {}

    Read read(Copy copy, List<Student> roster, TaskContext context) throws IOException {
        StudentMatcher matcher = matcher(roster);
        List<Answer> answers = new ArrayList<>();
        List<EvidenceHeader> headers = new ArrayList<>();
        int firstPage = 0;
        for (Booklet booklet : copy.booklets()) {
            context.checkCancelled();
            Page page = header(copy, booklet, firstPage, context);
            Identification identification = matcher.match(page.reading());
            answers.add(new Answer(identification, text(page.reading())));
            if (page.reading().found()) {
                headers.add(EvidenceHeader.of(page.key(), page.bytes(), page.reading()));
            }
            firstPage += booklet.pages().size();
        }
        return new Read(join(answers), headers);
    }

    /** One class is identified at a time, mostly, and a matcher is the same for all its copies. */
    private StudentMatcher matcher(List<Student> roster) {
        Matching matching = lastMatching;
        if (matching == null || !matching.roster().equals(roster)) {
            matching = new Matching(List.copyOf(roster), new StudentMatcher(roster));
            lastMatching = matching;
        }
        return matching.matcher();
    }

    /** The header is on the first page, unless the sheet went through the scanner the wrong way round. */
    private Page header(Copy copy, Booklet booklet, int firstPage, TaskContext context) throws IOException {
        Page first = null;
        for (int i = 0; i < booklet.pages().size(); i++) {
            context.checkCancelled();
            String key = booklet.pages().get(i);
            byte[] bytes = bytes(copy, key, firstPage + i);
            Page page = new Page(reader.read(bytes), key, bytes);
            if (page.reading().found()) {
                return page;
            }
            first = first == null ? page : first;
        }
        if (first == null) {
            throw new InvalidInputException("Booklet " + booklet.id() + " of copy " + copy.id() + " has no page");
        }
        return first;
    }

    private byte[] bytes(Copy copy, String key, int pageIndex) throws IOException {
        try (InputStream in = blobs.open(key)) {
            return in.readAllBytes();
        } catch (NoSuchFileException missing) {
            throw new InvalidInputException(
                    "Page " + (pageIndex + 1) + " of copy " + copy.id() + " is missing: " + key, missing);
        }
    }

    /** The surest answer, if every other header that could be read speaks for the same student; else a review. */
    static Answer join(List<Answer> answers) {
        Answer best = answers.get(0);
        for (Answer answer : answers) {
            if (rank(answer.identification()) > rank(best.identification())) {
                best = answer;
            }
        }
        Identification identification = best.identification();
        if (identification.decision() != Identification.Decision.IDENTIFIED) {
            return best;
        }
        String winner = identification.candidates().get(0).student().id();
        if (answers.stream().allMatch(answer -> agrees(answer.identification(), winner))) {
            return best;
        }
        return new Answer(
                new Identification(
                        Identification.Decision.REVIEW,
                        identification.candidates(),
                        identification.outsiderProbability(),
                        "The headers of this copy's booklets don't all speak for the same student"),
                best.text());
    }

    /** A header that nobody could read speaks for nobody; one that fits a stranger better speaks against the student. */
    private static boolean agrees(Identification identification, String studentId) {
        return identification.decision() == Identification.Decision.UNREADABLE
                || identification.candidates().stream()
                        .anyMatch(candidate ->
                                candidate.student().id().equals(studentId) && candidate.probability() > AGREEMENT);
    }

    private static double rank(Identification identification) {
        return switch (identification.decision()) {
            case IDENTIFIED -> 2 + identification.probability();
            case REVIEW -> 1 + identification.probability();
            case UNREADABLE -> 0;
        };
    }

    private static @Nullable Map<String, String> text(HeaderReading reading) {
        if (!reading.found()) {
            return null;
        }
        Map<String, String> text = new HashMap<>();
        text.put("last_name", reading.text(HeaderField.LAST_NAME));
        text.put("first_name", reading.text(HeaderField.FIRST_NAME));
        text.put("date_of_birth", reading.text(HeaderField.BIRTH_DATE));
        return text;
    }
}
