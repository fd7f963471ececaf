package io.korrigo.roster;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** The records of a decoded CSV. Blank lines are records, so that each can be reported. */
final class CsvRows implements RowSource {
    /** No cell is longer: such a one is a quote that is never closed. */
    private static final int LONGEST_CELL = 1 << 20;

    private final Handler handler = new Handler();
    private final CsvReader<Cells> reader;
    private final CloseableIterator<Cells> records;
    /** Lines of the file before the text: the {@code sep=} line. */
    private final int linesBefore;

    CsvRows(Reader text, char delimiter, int linesBefore) {
        // Blanks around cells mean nothing, but before a quote they would make it a part of the text.
        this.reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(LONGEST_CELL)
                .build(handler, text);
        this.records = reader.iterator();
        this.linesBefore = linesBefore;
    }

    @Override
    public boolean next(Cells cells) throws IOException {
        handler.cells = cells;
        handler.linesBefore = linesBefore;
        try {
            if (!records.hasNext()) {
                return false;
            }
            records.next();
            return true;
        } catch (CsvParseException failure) {
            if (failure.getCause() != null) {
                throw failure;
            }
            throw brokenQuotes(cells.line(), failure);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw undecodable(cells.line(), e.getCause());
            }
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    static InvalidInputException undecodable(int line, @Nullable Throwable cause) {
        return new InvalidInputException(
                "Roster line " + line + " or after: bytes that are no text in the file's"
                        + " encoding; export the file again as UTF-8",
                cause);
    }

    private static InvalidInputException brokenQuotes(int line, Throwable cause) {
        return new InvalidInputException(
                "Roster line " + line + ": a quoted cell of the record that starts here is"
                        + " never closed, or text follows its closing quote; write quotes inside a quoted cell twice",
                cause);
    }

    /** Fills the cells at hand. */
    private static final class Handler extends CsvCallbackHandler<Cells> {
        private Cells cells = new Cells();
        private int linesBefore;
        private RecordType type = RecordType.DATA;

        @Override
        protected RecordType getRecordType() {
            return type;
        }

        @Override
        protected int getFieldCount() {
            return cells.size();
        }

        @Override
        protected void beginRecord(long startingLineNumber) {
            cells.start((int) startingLineNumber + linesBefore);
            type = RecordType.DATA;
        }

        @Override
        protected void addField(char[] buf, int offset, int len, boolean quoted) {
            cells.add(buf, offset, len, quoted);
        }

        @Override
        protected void setComment(char[] buf, int offset, int len) {
            throw new IllegalStateException("Comments are off");
        }

        @Override
        protected void setEmpty() {
            type = RecordType.EMPTY;
            cells.add("");
        }

        @Override
        protected Cells buildRecord() {
            return cells;
        }
    }
}
