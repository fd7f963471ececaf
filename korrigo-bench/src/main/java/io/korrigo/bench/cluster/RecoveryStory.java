package io.korrigo.bench.cluster;

import io.korrigo.bench.cluster.Recoveries.Outage;
import io.korrigo.bench.cluster.Recoveries.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What was struck and what was done while a lost task waited. */
final class RecoveryStory {
    /** Twice what one takes while others are there. */
    private static final Duration LONG = Duration.ofSeconds(12);

    private record Event(Instant at, String what) {}

    private RecoveryStory() {}

    /** Of the longest, line by line; nothing when that was not long. */
    static List<String> of(
            Recoveries recoveries, List<WriteLog.Write> writes, Workers workers, List<Outage> databaseAway) {
        List<Recovery> disturbed = recoveries.disturbed();
        if (recoveries.longestDisturbed().compareTo(LONG) < 0) {
            return List.of();
        }
        Recovery longest = disturbed.get(disturbed.size() - 1);
        List<Event> events = new ArrayList<>();
        workers.all().forEach(worker -> worker.tell((at, what) -> events.add(new Event(at, what))));
        for (Outage outage : databaseAway) {
            events.add(new Event(outage.from(), "the database goes away"));
            events.add(new Event(outage.to(), "the database is back"));
        }
        for (WriteLog.Write write : writes) {
            if (write.task().equals(longest.task())) {
                events.add(new Event(
                        write.at(),
                        "the task, attempt " + write.attempt() + ": " + write.node() + " writes " + write.state()
                                + (write.isClaim() ? " and has it" : "")));
            } else if (write.isClaim()) {
                events.add(new Event(write.at(), write.node() + " claims another task"));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("Task " + longest.task() + " of kind " + kind(writes, longest) + " waited "
                + longest.length().toMillis() + " ms after its attempt " + longest.attempt() + ":");
        Instant from = longest.from().minusMillis(100);
        Instant to = longest.to().plusMillis(100);
        events.stream()
                .filter(event -> !event.at().isBefore(from) && !event.at().isAfter(to))
                .sorted(Comparator.comparing(Event::at))
                .forEach(event -> lines.add(String.format(
                        Locale.ROOT,
                        "%6.2f s %s",
                        Duration.between(longest.from(), event.at()).toMillis() / 1000.0,
                        event.what())));
        return lines;
    }

    private static String kind(List<WriteLog.Write> writes, Recovery recovery) {
        return writes.stream()
                .filter(write -> write.task().equals(recovery.task()))
                .map(WriteLog.Write::kind)
                .findFirst()
                .orElse("?");
    }
}
