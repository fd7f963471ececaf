package io.korrigo.testkit.task;

import io.korrigo.task.TaskKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the suites' tasks take and give; every storage must hand these back equal to what it was given. */
public final class Payloads {
    private Payloads() {}

    /** A small parameter. */
    public record Work(String name, int steps) {}

    /** A small result. */
    public record Done(String name, int value) {}

    /** One component for each JSON-friendly type that a task may use. */
    public record Everything(
            String text,
            @Nullable String missing,
            int whole,
            long large,
            double real,
            boolean flag,
            BigDecimal mark,
            UUID id,
            Instant at,
            LocalDate birthDate,
            Colour colour,
            List<Work> children,
            Map<String, Integer> counts) {}

    /** A constant in a payload. */
    public enum Colour {
        RED,
        GREEN
    }

    static final TaskKind<Work, Done> WORK = TaskKind.of("contract_work", Work.class, Done.class);
    static final TaskKind<Work, Done> FAMILY = TaskKind.of("contract_family", Work.class, Done.class);
    static final TaskKind<Everything, Everything> EVERYTHING =
            TaskKind.of("contract_everything", Everything.class, Everything.class);

    static Everything everything() {
        return new Everything(
                "Zoé œuvre – ’ € → ≤ 漢 🖋 \"quoted\" \\ \n\t\u0001",
                null,
                -7,
                Long.MAX_VALUE,
                0.1,
                true,
                new BigDecimal("12.50"),
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                Instant.parse("2026-06-30T22:59:59.123456789Z"),
                LocalDate.of(2009, 2, 28),
                Colour.GREEN,
                List.of(new Work("a", 1), new Work("b", 2)),
                Map.of("R1", 1, "r1", 2));
    }
}
