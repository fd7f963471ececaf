package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the class list that a school's software exports as CSV.
 *
 * <ol>
 *   <li>One pass over the bytes tells the encoding: byte order mark, strict UTF-8, UTF-16, else Windows-1252,
 *       ISO-8859-15, MacRoman or code page 850, whichever makes French of the accents.
 *   <li>The start of the text tells the delimiter (comma, semicolon, tab, bar, or what a {@code sep=} line says) and
 *       the header, found by the names that known programs give to their columns; titles may stand above it.
 *   <li>Each record becomes a student, one or more problems, or a skipped line, with the line on which it starts.
 *   <li>The second row of one student, by national number or by name and birth date, is a problem of that row.
 * </ol>
 *
 * <p>What is wrong with a row is a result. What is wrong with the file is an exception, because part of it would be
 * worse than nothing: no text, no header with name and birth date, a repeated column, broken quotes, letters that an
 * earlier program garbled. Cells that look like formulas are text.
 *
 * <p><b>Threads:</b> immutable; one reader serves any number of threads.<br>
 * <b>Memory:</b> {@link #forEach(Path, Consumer)} holds 32 to 64 bytes a row, twice that with national numbers; the
 * other methods hold their results, and those that take a stream the whole file.<br>
 * <b>Errors:</b> {@link InvalidInputException} with one line that says what, where and what to do, without any value
 * of a row; {@link IOException} where the file can't be read.
 */
public final class RosterReader {
    /** The largest file that is read unless told otherwise, in bytes: 50 MiB, about 700,000 students. */
    public static final long MAX_BYTES = 50L << 20;

    private final Clock clock;
    private final long maxBytes;
    private final @Nullable Charset charset;

    public RosterReader() {
        this(Clock.systemDefaultZone(), MAX_BYTES, null);
    }

    private RosterReader(Clock clock, long maxBytes, @Nullable Charset charset) {
        this.clock = clock;
        this.maxBytes = maxBytes;
        this.charset = charset;
    }

    /** A reader that takes today from {@code clock}: nobody is born later, and years of two digits depend on it. */
    public RosterReader withClock(Clock clock) {
        return new RosterReader(clock, maxBytes, charset);
    }

    /** @throws IllegalArgumentException unless positive */
    public RosterReader withMaxBytes(long maxBytes) {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("maxBytes must be positive: " + maxBytes);
        }
        return new RosterReader(clock, maxBytes, charset);
    }

    /** A reader that uses {@code charset} for files without a byte order mark, whatever their bytes look like. */
    public RosterReader withCharset(Charset charset) {
        return new RosterReader(clock, maxBytes, charset);
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

    private RosterReading collect(Bytes bytes) throws IOException {
        List<RosterRow> rows = new ArrayList<>();
        List<RosterProblem> problems = new ArrayList<>();
        List<SkippedLine> skipped = new ArrayList<>();
        RosterFormat format = forEach(bytes, entry -> {
            if (entry instanceof RosterRow row) {
                rows.add(row);
            } else if (entry instanceof RosterProblem problem) {
                problems.add(problem);
            } else if (entry instanceof SkippedLine line) {
                skipped.add(line);
            }
        });
        return new RosterReading(rows, problems, skipped, format);
    }

    private RosterFormat forEach(Bytes bytes, Consumer<? super RosterEntry> consumer) throws IOException {
        ByteEvidence evidence;
        try (InputStream in = bytes.open()) {
            evidence = ByteEvidence.of(in, maxBytes);
        }
        TextEncoding encoding = TextEncoding.of(evidence, charset);
        try (InputStream in = bytes.open();
                Reader reader = decoded(in, encoding)) {
            RosterText text = RosterText.open(reader);
            RosterHeader header = text.header();
            RowReader rows = new RowReader(header.mapping(), LocalDate.now(clock), consumer);
            // UTF-16 was not searched for U+FFFD by its bytes.
            boolean suspicious = evidence.replacementCharacters || evidence.zeros() > 0;
            text.forEach(rows, suspicious, consumer);
            return new RosterFormat(
                    encoding.charset(),
                    encoding.markLength() > 0,
                    header.delimiter(),
                    header.line(),
                    header.mapping().columns(),
                    header.mapping().ignored());
        }
    }

    private static Reader decoded(InputStream in, TextEncoding encoding) throws IOException {
        in.skipNBytes(encoding.markLength());
        return new InputStreamReader(
                in,
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private Bytes inMemory(InputStream in) throws IOException {
        int limit = (int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8);
        byte[] all = in.readNBytes(limit);
        if (all.length > maxBytes) {
            throw ByteEvidence.tooLarge(maxBytes);
        }
        return () -> new ByteArrayInputStream(all);
    }

    /** A file that can be read twice. */
    @FunctionalInterface
    private interface Bytes {
        InputStream open() throws IOException;
    }
}
