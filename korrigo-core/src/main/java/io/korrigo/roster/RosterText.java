package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.SkippedLine.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads the records of a decoded file: finds the header, then hands row after row to a {@link RowReader}. */
final class RosterText {
    /** Characters in which the header is looked for. */
    private static final int START = 1 << 16;

    /** The line by which Excel learns the delimiter. */
    private static final Pattern DECLARED =
            Pattern.compile("\\A\"?sep=([^\\p{Alnum}\"\r\n])\"?[ \t;,]*(?:\r\n|\r|\n)", Pattern.CASE_INSENSITIVE);

    private final RosterHeader header;
    private final BufferedReader text;
    /** Lines before the first record: the {@code sep=} line. */
    private final int linesBefore;

    private RosterText(RosterHeader header, BufferedReader text, int linesBefore) {
        this.header = header;
        this.text = text;
        this.linesBefore = linesBefore;
    }

    /** Reads the start of the text only. */
    static RosterText open(Reader reader) throws IOException {
        BufferedReader text = new BufferedReader(reader, START);
        text.mark(START);
        char[] buffer = new char[START];
        int length = 0;
        try {
            for (int n; length < START && (n = text.read(buffer, length, START - length)) > 0; ) {
                length += n;
            }
        } catch (CharacterCodingException undecodable) {
            throw undecodable(1, undecodable);
        }
        text.reset();
        String start = new String(buffer, 0, length);
        Matcher declared = DECLARED.matcher(start);
        Character delimiter = null;
        int linesBefore = 0;
        if (declared.find()) {
            delimiter = declared.group(1).charAt(0);
            linesBefore = 1;
            start = start.substring(declared.end());
            text.skip(declared.end());
        }
        return new RosterText(RosterHeader.find(start, delimiter, linesBefore), text, linesBefore);
    }

    RosterHeader header() {
        return header;
    }

    /**
     * @param suspicious whether every cell is to be checked for garbled text, not only those in use
     * @throws InvalidInputException when the file can't be read to its end, or holds no data row
     */
    void forEach(RowReader rows, boolean suspicious, Consumer<? super RosterEntry> consumer) throws IOException {
        try (CSVParser parser = CSVParser.builder()
                .setReader(text)
                .setFormat(RosterHeader.format(header.delimiter()))
                .get()) {
            Iterator<CSVRecord> records = parser.iterator();
            int line = linesBefore + 1;
            for (int index = 0; hasNext(records, line); index++) {
                CSVRecord record = records.next();
                int nextLine = linesBefore + 1 + (int) parser.getCurrentLineNumber();
                if (suspicious) {
                    refuseGarbled(record, line);
                }
                if (index > header.recordIndex()) {
                    rows.read(record, line, nextLine - line > 1);
                } else if (index < header.recordIndex()) {
                    consumer.accept(new SkippedLine(line, RowReader.isBlank(record) ? Reason.BLANK : Reason.TITLE));
                }
                line = nextLine;
            }
        }
        if (rows.dataRows() == 0) {
            throw new InvalidInputException("The roster has a header on line " + header.line()
                    + " but no student below it; export the class list again with its students");
        }
    }

    private boolean hasNext(Iterator<CSVRecord> records, int line) throws IOException {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            if (cause instanceof CSVException) {
                throw brokenQuotes(line, cause);
            } else if (cause instanceof CharacterCodingException) {
                throw undecodable(line, cause);
            }
            throw cause;
        }
    }

    private void refuseGarbled(CSVRecord record, int line) {
        for (int i = 0; i < record.size(); i++) {
            if (CellText.isGarbled(record.get(i))) {
                throw RosterHeader.garbled(line, "\"" + header.mapping().headerAt(i) + "\"");
            }
        }
    }

    private static InvalidInputException brokenQuotes(int line, @Nullable Throwable cause) {
        return new InvalidInputException(
                "Roster line " + line + ": a quoted cell of the record that starts here is"
                        + " never closed, or text follows its closing quote; write quotes inside a quoted cell twice",
                cause);
    }

    private static InvalidInputException undecodable(int line, Throwable cause) {
        return new InvalidInputException(
                "Roster line " + line + " or after: bytes that are no text in the file's"
                        + " encoding; export the file again as UTF-8",
                cause);
    }
}
