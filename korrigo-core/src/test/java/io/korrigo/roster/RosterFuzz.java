package io.korrigo.roster;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.korrigo.InvalidInputException;
import io.korrigo.exam.Student;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What Jazzer runs: a file of the corpus, changed in a few places, or bytes of its own, read, planned and planned again. */
public final class RosterFuzz {
    private static final List<byte[]> CORPUS = Stream.concat(
                    RosterCorpus.sound().stream(), RosterCorpus.broken().stream())
            .map(RosterFuzz::bytes)
            .toList();

    private static final byte[][] PIECES = {
        {'"'},
        {';'},
        {'\n'},
        {'\r', '\n'},
        {'\r'},
        {'\t'},
        {0},
        {(byte) 0xC3},
        {(byte) 0xFF, (byte) 0xFE},
        {'s', 'e', 'p', '=', ',', '\n'}
    };

    private RosterFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
        byte[] file = data.consumeBoolean() ? changed(data) : data.consumeRemainingAsBytes();
        RosterReading reading;
        try {
            reading = Rosters.READER.withMaxBytes(1 << 20).read(new ByteArrayInputStream(file));
        } catch (InvalidInputException refused) {
            String message = String.valueOf(refused.getMessage());
            check(!message.isBlank() && message.indexOf('\n') < 0, "a refusal is one line");
            return;
        }
        int entries = reading.dataRows() + reading.skipped().size();
        check(reading.rejected().stream().noneMatch(row -> row.problems().isEmpty()), "a rejected row has a problem");
        if (reading.format().container() == RosterFormat.Container.CSV) {
            countLines(file, reading, entries);
        }
        plan(reading);
    }

    /** Where no quote can hide a line end, every line is an entry, the header or the {@code sep=} line. */
    private static void countLines(byte[] file, RosterReading reading, int entries) {
        String text;
        try {
            Charset charset = Objects.requireNonNull(reading.format().encoding());
            text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException undecodable) {
            throw new IllegalStateException("what was read can be decoded", undecodable);
        }
        if (text.indexOf('"') >= 0) {
            return;
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int lines = text.isEmpty() ? 0 : text.split("\r\n|\r|\n", -1).length;
        lines -= text.endsWith("\n") || text.endsWith("\r") ? 1 : 0;
        int header = reading.format().headerLine() > 0 ? 1 : 0;
        check(
                lines == entries + header
                        || lines == entries + header + 1
                                && text.toLowerCase(Locale.ROOT).startsWith("sep="),
                lines + " lines, " + entries + " entries");
    }

    private static void plan(RosterReading reading) {
        List<Student> half = reading.students().subList(0, reading.rows().size() / 2);
        ImportPlan plan = ImportPlan.between(reading, half);
        check(
                plan.created().size()
                                + plan.updated().size()
                                + plan.unchanged().size()
                                + plan.leftOut().size()
                                + plan.rejected().size()
                        == reading.dataRows(),
                "rows in = created + updated + unchanged + rejected");
        check(plan.missing().isEmpty(), "nobody of the file is missing from it");
        List<Student> after = new ArrayList<>(plan.unchanged());
        plan.updated().forEach(update -> after.add(update.after()));
        plan.created().forEach(row -> after.add(row.student()));
        ImportPlan again = ImportPlan.between(reading, after);
        check(again.created().isEmpty() && again.updated().isEmpty(), "the same file again changes nothing");
    }

    private static byte[] changed(FuzzedDataProvider data) {
        byte[] file = data.pickValue(CORPUS).clone();
        int changes = data.consumeInt(0, 6);
        for (int i = 0; i < changes && file.length > 0; i++) {
            int at = data.consumeInt(0, file.length - 1);
            switch (data.consumeInt(0, 4)) {
                case 0 -> file[at] = data.consumeByte();
                case 1 -> file = Arrays.copyOf(file, at);
                case 2 -> file = spliced(file, at, data.pickValue(PIECES), at);
                case 3 -> file = spliced(file, at, data.consumeBytes(8), at);
                default -> file = spliced(file, at, new byte[0], Math.min(file.length, at + data.consumeInt(1, 40)));
            }
        }
        return file;
    }

    private static byte[] spliced(byte[] file, int start, byte[] piece, int end) {
        return ByteBuffer.allocate(start + piece.length + file.length - end)
                .put(file, 0, start)
                .put(piece)
                .put(file, end, file.length - end)
                .array();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(boolean holds, String claim) {
        if (!holds) {
            throw new AssertionError(claim);
        }
    }
}
