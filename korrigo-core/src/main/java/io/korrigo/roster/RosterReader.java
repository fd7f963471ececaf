package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.Cells.Sample;
import io.korrigo.roster.SkippedLine.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class list that a school's software exports: CSV, a workbook of Excel (.xlsx, and .xls where Apache POI is on the
 * class path) or LibreOffice (.ods), SIECLE's XML for BEE, or one of these in a ZIP archive.
 *
 * <ol>
 *   <li>The first bytes tell the kind of file. Of a CSV one pass over the bytes tells the encoding: byte order mark, strict
 *       UTF-8, UTF-16, else Windows-1252, ISO-8859-15, MacRoman or code page 850, whichever makes French of the accents.
 *   <li>The start tells the delimiter (comma, semicolon, tab, bar, or what a {@code sep=} line says) or the sheet, and the
 *       header, found by the names that known programs give to their columns; titles may stand above it. Without a
 *       header line the cells tell, or nothing is read.
 *   <li>Each record becomes a student, a rejected row with its problems, a row to leave out, or a skipped line, with the line
 *       on which it starts. Sheets with one kind of columns are read one after another.
 *   <li>The second row of one student, by national number or by name and birth date, is a problem of that row, or to be left
 *       out where it says the same. So are rows of students who left.
 * </ol>
 *
 * <p>What is wrong with a row is a result. What is wrong with the file is an exception, because part of it would be
 * worse than nothing: no text, no header with name and birth date, a repeated column, broken quotes, letters that an
 * earlier program garbled, dates written month/day/year, sheets that are several rosters. Cells that look like formulas are
 * text, and what stands for nothing ("-", "NC") is nothing.
 *
 * <p><b>Threads:</b> immutable; one reader serves any number of threads.<br>
 * <b>Memory:</b> {@link #forEach(Path, Consumer)} holds 32 to 64 bytes a row, twice that with national numbers, of a
 * workbook the packed file and its texts, of XML the classes; the other methods hold their results, and those that take a
 * stream the whole file.<br>
 * <b>Errors:</b> {@link InvalidInputException} with one line that says what, where and what to do, without any value
 * of a row; {@link IOException} where the file can't be read.
 */
public final class RosterReader {
    /** The largest file that is read unless told otherwise, in bytes: 50 MiB, about 700,000 students. */
    public static final long MAX_BYTES = 50L << 20;

    private final ReaderSettings settings;

    public RosterReader() {
        this(new ReaderSettings(Clock.systemDefaultZone(), MAX_BYTES, null, null, null, false, Map.of()));
    }

    private RosterReader(ReaderSettings settings) {
        this.settings = settings;
    }

    /** A reader that takes today from {@code clock}: nobody is born later, and years of two digits depend on it. */
    public RosterReader withClock(Clock clock) {
        return with(clock, settings.maxBytes(), settings.charset(), settings.delimiter(), settings.sheet());
    }

    /** @throws IllegalArgumentException unless positive */
    public RosterReader withMaxBytes(long maxBytes) {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("maxBytes must be positive: " + maxBytes);
        }
        return with(settings.clock(), maxBytes, settings.charset(), settings.delimiter(), settings.sheet());
    }

    /** A reader that uses {@code charset} for CSV without a byte order mark, whatever their bytes look like. */
    public RosterReader withCharset(Charset charset) {
        return with(settings.clock(), settings.maxBytes(), charset, settings.delimiter(), settings.sheet());
    }

    /**
     * A reader that takes {@code delimiter} for what separates the cells of CSV, whatever the file says.
     *
     * @throws IllegalArgumentException for a quote, a line end, a letter or a digit
     */
    public RosterReader withDelimiter(char delimiter) {
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || Character.isLetterOrDigit(delimiter)) {
            throw new IllegalArgumentException("No delimiter: a quote, a line end, a letter or a digit");
        }
        return with(settings.clock(), settings.maxBytes(), settings.charset(), delimiter, settings.sheet());
    }

    /** A reader that reads the sheet of that name, visible or not, of workbooks. */
    public RosterReader withSheet(String sheet) {
        return with(settings.clock(), settings.maxBytes(), settings.charset(), settings.delimiter(), sheet);
    }

    /**
     * A reader that takes these columns for what the caller says, and finds the others itself.
     *
     * @param columns by the header as the file writes it (case, accents and spaces don't count), or by number from 1
     */
    public RosterReader withColumns(Map<RosterColumn, String> columns) {
        return new RosterReader(new ReaderSettings(
                settings.clock(),
                settings.maxBytes(),
                settings.charset(),
                settings.delimiter(),
                settings.sheet(),
                settings.headerless(),
                columns));
    }

    /** A reader that looks for no header line: every record is data. */
    public RosterReader withoutHeader() {
        return new RosterReader(new ReaderSettings(
                settings.clock(),
                settings.maxBytes(),
                settings.charset(),
                settings.delimiter(),
                settings.sheet(),
                true,
                settings.columns()));
    }

    private RosterReader with(
            Clock clock,
            long maxBytes,
            @Nullable Charset charset,
            @Nullable Character delimiter,
            @Nullable String sheet) {
        return new RosterReader(new ReaderSettings(
                clock, maxBytes, charset, delimiter, sheet, settings.headerless(), settings.columns()));
    }

    public RosterReading read(Path file) throws IOException {
        return collect(() -> Files.newInputStream(file));
    }

    /** Reads the stream to its end without closing it. */
    public RosterReading read(InputStream in) throws IOException {
        return collect(inMemory(in));
    }

    /**
     * Hands every record to {@code consumer} as it is read, in the order of the file, in the caller's thread.
     *
     * <p>A fault of the file as a whole may show after some records: act on them only when this returns. What the
     * consumer throws ends the reading and passes through.
     */
    public RosterFormat forEach(Path file, Consumer<? super RosterEntry> consumer) throws IOException {
        return forEach(() -> Files.newInputStream(file), consumer);
    }

    /** As {@link #forEach(Path, Consumer)}, of a stream, which is read to its end and not closed. */
    public RosterFormat forEach(InputStream in, Consumer<? super RosterEntry> consumer) throws IOException {
        return forEach(inMemory(in), consumer);
    }

    private RosterReading collect(RosterFile.Bytes bytes) throws IOException {
        List<RosterRow> rows = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        List<LeftOutRow> leftOut = new ArrayList<>();
        List<SkippedLine> skipped = new ArrayList<>();
        RosterFormat format = forEach(bytes, entry -> {
            if (entry instanceof RosterRow row) {
                rows.add(row);
            } else if (entry instanceof RejectedRow row) {
                rejected.add(row);
            } else if (entry instanceof LeftOutRow row) {
                leftOut.add(row);
            } else if (entry instanceof SkippedLine line) {
                skipped.add(line);
            }
        });
        return new RosterReading(rows, rejected, leftOut, skipped, format);
    }

    private RosterFormat forEach(RosterFile.Bytes bytes, Consumer<? super RosterEntry> consumer) throws IOException {
        RosterFile file = RosterFile.open(bytes, settings);
        RowReader rows = new RowReader(file, settings.today(), consumer);
        List<RosterRemark> remarks = new ArrayList<>();
        for (RosterFile.Part part : file.parts()) {
            rows.begin(part);
            HiddenRows hidden = new HiddenRows(part.sheet());
            readPart(file, part, rows, hidden, consumer);
            rows.end();
            hidden.remark().ifPresent(remarks::add);
        }
        if (rows.dataRows() == 0) {
            throw new InvalidInputException("The roster has a header on line "
                    + file.parts().get(0).layout().line()
                    + " but no student below it; export the class list again with its students");
        }
        return file.format(settings, remarks);
    }

    private static void readPart(
            RosterFile file,
            RosterFile.Part part,
            RowReader rows,
            HiddenRows hidden,
            Consumer<? super RosterEntry> consumer)
            throws IOException {
        HeaderPlace layout = part.layout();
        Cells cells = new Cells();
        cells.setSheet(part.sheet());
        try (RowSource source = part.records().open()) {
            for (int record = 0; source.next(cells); record++) {
                if (file.suspicious()) {
                    refuseGarbled(cells.copy(), layout.mapping());
                }
                if (record >= layout.firstData()) {
                    hidden.note(cells);
                    rows.read(cells);
                } else if (record != layout.headerRecord()) {
                    Reason reason = cells.isBlank() ? Reason.BLANK : Reason.TITLE;
                    consumer.accept(new SkippedLine(cells.line(), reason, cells.sheet()));
                }
            }
        }
    }

    private static void refuseGarbled(Sample record, ColumnMapping mapping) {
        for (int i = 0; i < record.cells().length; i++) {
            if (CellText.isGarbled(record.get(i))) {
                throw HeaderPlace.garbled(record.line(), "\"" + mapping.headerAt(i) + "\"");
            }
        }
    }

    private RosterFile.Bytes inMemory(InputStream in) throws IOException {
        int limit = (int) Math.min(settings.maxBytes() + 1, Integer.MAX_VALUE - 8);
        byte[] all = in.readNBytes(limit);
        if (all.length > settings.maxBytes()) {
            throw ByteEvidence.tooLarge(settings.maxBytes());
        }
        return () -> new ByteArrayInputStream(all);
    }
}
