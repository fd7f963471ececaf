package io.korrigo.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.paper.PaperLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever people do, in whatever order. */
class PaperProperties {
    private static Paper scanned(Random random) {
        List<ScannedPage> pages = new ArrayList<>();
        int copies = random.nextInt(1, 4);
        for (int i = 0; i < random.nextInt(2, 13); i++) {
            int copy = random.nextInt(copies + 1);
            boolean aside = copy == copies;
            pages.add(new ScannedPage(
                    "p" + i,
                    "scan/p" + i + ".jpg",
                    "scan.pdf#" + (i + 1),
                    i / 4 + 1,
                    i % 4 == 0,
                    random.nextInt(5) == 0,
                    i % 4 == 0,
                    aside ? null : "c" + copy,
                    aside ? "scanned_twice" : null));
        }
        return Paper.of(pages);
    }

    private static <T> T any(List<T> from, Random random) {
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    /** Any correction, seldom a senseless one. */
    private static Correction correction(Paper paper, Random random, int number) {
        List<String> pages = new ArrayList<>(paper.pages().keySet());
        List<String> copies = new ArrayList<>(paper.copies().keySet());
        String page = any(pages, random);
        String copy = copies.isEmpty() ? "none" : any(copies, random);
        List<String> inCopy = paper.copies().getOrDefault(copy, List.of());
        List<String> some = random.nextBoolean() ? List.of(page) : List.of(page, any(pages, random));
        String anchor = random.nextBoolean() ? null : any(inCopy, random);
        String aside = any(new ArrayList<>(paper.aside().keySet()), random);
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Correction.Move(some, copy, anchor);
            case 2 -> {
                PaperPage turned = paper.page(page);
                int turns = random.nextInt(1, 4);
                int all = (turned.quarterTurns() + turns) & 3;
                String picture = turned.scan().picture() + (all == 0 ? "" : "-turned-" + all);
                yield new Correction.Turn(page, turns, picture);
            }
            case 3 -> new Correction.Split(copy, inCopy.isEmpty() ? page : any(inCopy, random), "new" + number);
            case 4 -> new Correction.Merge(copy, copies.isEmpty() ? copy : any(copies, random));
            case 5 -> new Correction.Assign(copy, random.nextBoolean() ? null : "s" + random.nextInt(3), null);
            case 6 -> new Correction.Blank(page, random.nextBoolean());
            case 7 -> new Correction.Quarantine(some, "torn");
            case 8 -> new Correction.Acknowledge("scan", Correction.Acknowledge.COPIES, copies.size());
            default -> new Correction.Replace(page, aside == null ? page : aside);
        };
    }

    private static PaperLog step(PaperLog log, int act, Random random, int number) {
        try {
            if (act < 3 && !log.entries().isEmpty()) {
                OptionalInt last = log.lastToUndo();
                return act == 0 && last.isPresent()
                        ? log.undo(last.getAsInt(), "a")
                        : log.undo(random.nextInt(log.entries().size()), "a");
            }
            return log.with(correction(log.paper(), random, number), "a");
        } catch (InvalidInputException refused) {
            return log;
        }
    }

    private static Set<PaperPage.Scan> scans(Paper paper) {
        return paper.pages().values().stream().map(PaperPage::scan).collect(Collectors.toSet());
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void noActAndNoUndoLosesOrDoublesAPage(
            @ForAll long seed, @ForAll @Size(24) List<@IntRange(max = 11) Integer> acts) {
        Random random = new Random(seed);
        Paper scanned = scanned(random);
        PaperLog log = PaperLog.of(scanned, List.of());
        for (int i = 0; i < acts.size(); i++) {
            log = step(log, acts.get(i), random, i);

            Paper.Balance balance = log.paper().balance();
            assertThat(balance.pages()).isEqualTo(scanned.pages().size());
            assertThat(balance.written() + balance.blank() + balance.quarantined())
                    .isEqualTo(balance.pages());
            assertThat(scans(log.paper())).isEqualTo(scans(scanned));
        }

        assertThat(PaperLog.of(scanned, log.entries()).paper()).as("replayed").isEqualTo(log.paper());
        PaperLog undone = log;
        for (OptionalInt last = undone.lastToUndo(); last.isPresent(); last = undone.lastToUndo()) {
            undone = undone.undo(last.getAsInt(), "a");
        }
        assertThat(undone.paper()).as("all undone").isEqualTo(scanned);
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void whatIsUndoneCanBeDoneAgain(@ForAll long seed) {
        Random random = new Random(seed);
        PaperLog log = PaperLog.of(scanned(random), List.of());
        for (int i = 0; i < 8; i++) {
            log = step(log, 11, random, i);
        }
        OptionalInt last = log.lastToUndo();
        if (last.isPresent()) {
            PaperLog undone = log.undo(last.getAsInt(), "a");
            PaperLog again = undone.undo(undone.entries().size() - 1, "a");

            assertThat(again.paper()).isEqualTo(log.paper());
        }
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void undoingOneOfManyLeavesWhatTheOthersDid(@ForAll long seed) {
        Random random = new Random(seed);
        PaperLog log = PaperLog.of(scanned(random), List.of());
        for (int i = 0; i < 6; i++) {
            log = step(log, 11, random, i);
        }
        for (int number = 0; number < log.entries().size(); number++) {
            PaperLog undone;
            try {
                undone = log.undo(number, "a");
            } catch (InvalidInputException buildsOnIt) {
                continue;
            }
            List<Entry> others = new ArrayList<>(log.entries());
            others.remove(number);

            assertThat(undone.paper())
                    .isEqualTo(PaperLog.of(scanned(new Random(seed)), others).paper());
        }
    }
}
