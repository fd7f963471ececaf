package io.korrigo.roster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Rosters written in tests as text, read on a fixed day. */
final class Rosters {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final RosterReader READER =
            new RosterReader().withClock(Clock.fixed(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));

    private Rosters() {}

    static RosterReading read(String... lines) {
        return read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static RosterReading read(byte[] file) {
        try {
            return READER.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String text, Charset charset, boolean byteOrderMark) {
        return ((byteOrderMark ? "\uFEFF" : "") + text).getBytes(charset);
    }

    /** "DE LA TOUR/Jean-Luc/2008-03-12" of each student. */
    static List<String> identities(RosterReading reading) {
        return reading.students().stream()
                .map(s -> s.lastName() + "/" + s.firstName() + "/" + s.birthDate())
                .toList();
    }

    /** "3 Né(e) le DATE_EMPTY" of each problem. */
    static List<String> faults(RosterReading reading) {
        return reading.problems().stream()
                .map(p -> p.line() + " " + p.column() + " " + p.code())
                .toList();
    }
}
