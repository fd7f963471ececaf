package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.evidence.EvidenceHeader;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.page.ScanFile;
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
 * Reads the header of every booklet of a copy, whose pages are images, or TIFF and PDF files of several; what they say is
 * put together ({@link StudentMatcher#match(List)}).
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class CopyHeaders {
    private final BlobStore blobs;
    private final HeaderReader reader;
    private final @Nullable PrintedReader printed;
    private volatile @Nullable Matching lastMatching;

    /** @param printed reads the pages of a booklet without handwriting in a header, or null to leave them unread */
    CopyHeaders(BlobStore blobs, HeaderReader reader, @Nullable PrintedReader printed) {
        this.blobs = blobs;
        this.reader = reader;
        this.printed = printed;
    }

    /** The answer for the copy, and what its headers say as text; the text is null when no header was found. */
    record Answer(Identification identification, @Nullable Map<String, String> text) {}

    /**
     * What a copy's headers say, and what to show of them.
     *
     * @param headers those that were found, in the order of the pages
     * @param written where those have ink that stand on the first page of a booklet
     */
    record Read(Answer answer, List<EvidenceHeader> headers, List<CmenOcr.Written> written) {}

    private record Page(HeaderReading reading, String key, byte[] bytes) {}

    private record Matching(List<Student> roster, StudentMatcher matcher) {}

    Read read(Copy copy, List<Student> roster, TaskContext context) throws IOException {
        StudentMatcher matcher = matcher(roster);
        List<HeaderReading> sheets = new ArrayList<>();
        List<EvidenceHeader> headers = new ArrayList<>();
        List<CmenOcr.Written> written = new ArrayList<>();
        int firstPage = 0;
        for (Booklet booklet : copy.booklets()) {
            context.checkCancelled();
            Page page = header(copy, booklet, firstPage, context);
            sheets.add(page.reading());
            if (page.reading().found()) {
                headers.add(EvidenceHeader.of(page.key(), page.bytes(), page.reading()));
            }
            if (page.key().equals(booklet.pages().get(0))) {
                int index = firstPage;
                WrittenRows.of(page.reading()).ifPresent(rows -> written.add(new CmenOcr.Written(index, rows)));
            }
            firstPage += booklet.pages().size();
        }
        return new Read(new Answer(matcher.match(sheets), text(sheets)), headers, written);
    }

    /** One class is identified at a time, mostly, and a matcher is the same for all its copies. */
    StudentMatcher matcher(List<Student> roster) {
        Matching matching = lastMatching;
        if (matching == null || !matching.roster().equals(roster)) {
            matching = new Matching(List.copyOf(roster), new StudentMatcher(roster));
            lastMatching = matching;
        }
        return matching.matcher();
    }

    /** What a reader finds on a page. */
    @FunctionalInterface
    private interface PageReading {
        HeaderReading of(byte[] image) throws IOException;
    }

    /** Printed text is looked for last, when no page of the booklet has a header: it takes long. */
    private Page header(Copy copy, Booklet booklet, int firstPage, TaskContext context) throws IOException {
        Page page = find(copy, booklet, firstPage, context, reader::read);
        PrintedReader print = printed;
        if (print == null) {
            return page;
        }
        HeaderReading reading = page.reading();
        return reading.found()
                ? new Page(print.unlessHandwritten(reading, page.bytes()), page.key(), page.bytes())
                : find(copy, booklet, firstPage, context, image -> print.unlessHandwritten(reading, image));
    }

    /**
     * The first page with a header, or else the first page: a header is on the first, unless the sheet went through the
     * scanner the wrong way round. A blob that holds several pages gives them all.
     */
    private Page find(Copy copy, Booklet booklet, int firstPage, TaskContext context, PageReading reading)
            throws IOException {
        Page first = null;
        for (int i = 0; i < booklet.pages().size(); i++) {
            String key = booklet.pages().get(i);
            try (ScanFile scan = ScanFile.of(key, bytes(copy, key, firstPage + i))) {
                for (int index = 0; index < scan.pages(); index++) {
                    context.checkCancelled();
                    byte[] image = scan.page(index);
                    Page page = new Page(reading.of(image), scan.pageName(index), image);
                    if (page.reading().found()) {
                        return page;
                    }
                    first = first == null ? page : first;
                }
            }
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

    /** Each field as the first header says it that has something there. */
    static @Nullable Map<String, String> text(List<HeaderReading> sheets) {
        if (sheets.stream().noneMatch(HeaderReading::found)) {
            return null;
        }
        Map<String, String> text = new HashMap<>();
        text.put("last_name", text(sheets, HeaderField.LAST_NAME));
        text.put("first_name", text(sheets, HeaderField.FIRST_NAME));
        text.put("date_of_birth", text(sheets, HeaderField.BIRTH_DATE));
        return text;
    }

    private static String text(List<HeaderReading> sheets, HeaderField field) {
        return sheets.stream()
                .map(sheet -> sheet.text(field))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
