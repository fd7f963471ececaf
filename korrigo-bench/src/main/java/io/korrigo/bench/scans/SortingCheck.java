package io.korrigo.bench.scans;

import io.korrigo.scan.PileProblem;
import io.korrigo.scan.PileProblem.Kind;
import io.korrigo.scan.SortedPile;
import io.korrigo.scan.SortedPile.SortedCopy;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What became of a drawn pile, beside what it is. */
final class SortingCheck {
    private final DrawnPile pile;
    private final SortedPile sorted;

    SortingCheck(DrawnPile pile, SortedPile sorted) {
        this.pile = pile;
        this.sorted = sorted;
    }

    /**
     * Counts of one pile.
     *
     * @param lost pages of which nothing is known
     * @param untouched students of whose sheets none was eaten, doubled, turned, and who are on the roster
     * @param exact of those, students whose copy has their sheets and no other, in order
     * @param identified copies with a student
     * @param wrong of those, copies with another's
     * @param foreign copies with sheets of two writers
     * @param unflagged of those, copies that no problem names
     * @param named of the two turned sheets, the doubled and the eaten one, those that are named
     */
    record Counts(
            int lost, int untouched, int exact, int identified, int wrong, int foreign, int unflagged, int named) {}

    Counts counts() {
        Set<Integer> touched = new HashSet<>(Set.of(pile.eaten()));
        for (DrawnPile.Sheet sheet : pile.sheets()) {
            if (sheet.turned() || sheet.again() || sheet.student() == null) {
                touched.add(sheet.writer());
            }
        }
        int untouched = 0;
        int exact = 0;
        for (int writer = 0; writer < DrawnPile.WRITERS; writer++) {
            if (!touched.contains(writer)) {
                untouched++;
                exact += isExact(writer) ? 1 : 0;
            }
        }
        int identified = 0;
        int wrong = 0;
        int foreign = 0;
        int unflagged = 0;
        for (int copy = 0; copy < sorted.copies().size(); copy++) {
            SortedCopy each = sorted.copies().get(copy);
            Set<Integer> writers = new TreeSet<>();
            each.sheets().forEach(sheet -> writers.add(pile.sheets().get(sheet).writer()));
            String student = each.writer().student();
            identified += student == null ? 0 : 1;
            boolean right = each.sheets().stream()
                    .allMatch(sheet ->
                            Objects.equals(student, pile.sheets().get(sheet).student()));
            wrong += student == null || right ? 0 : 1;
            foreign += writers.size() > 1 ? 1 : 0;
            unflagged += writers.size() > 1 && !isNamed(copy) ? 1 : 0;
        }
        int views = 2 * pile.sheets().size();
        int lost = 2 * views - sorted.pages().size();
        return new Counts(lost, untouched, exact, identified, wrong, foreign, unflagged, named());
    }

    private boolean isNamed(int copy) {
        return sorted.problems().stream().anyMatch(problem -> problem.copy() == copy);
    }

    private boolean isExact(int writer) {
        List<Integer> own = IntStream.range(0, pile.sheets().size())
                .filter(sheet -> pile.sheets().get(sheet).writer() == writer)
                .boxed()
                .toList();
        return sorted.copies().stream()
                .anyMatch(copy -> copy.sheets().equals(own) && copy.pages().size() == 4 * own.size());
    }

    private int named() {
        int named = sorted.problems().stream().anyMatch(problem -> problem.kind() == Kind.SHEETS_EXPECTED) ? 1 : 0;
        for (int i = 0; i < pile.sheets().size(); i++) {
            DrawnPile.Sheet sheet = pile.sheets().get(i);
            named += sheet.again() && isNamed(Kind.SCANNED_TWICE, i) ? 1 : 0;
            named += sheet.turned() && !sheet.again() && isNamed(Kind.TURNED, i) ? 1 : 0;
        }
        return named;
    }

    private boolean isNamed(Kind kind, int sheet) {
        return sorted.problems().stream()
                .anyMatch((PileProblem problem) -> problem.kind() == kind && problem.sheet() == sheet);
    }
}
