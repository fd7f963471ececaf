package io.korrigo.tasks;

import io.korrigo.exam.Student;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.HeaderSight;
import io.korrigo.scan.Pile;
import io.korrigo.scan.PileSorter;
import io.korrigo.scan.SortedPile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Sorts piles of one exam into its students' copies: {@link PileSorter} with headers read by {@link HeaderReader} and given to
 * the students of a roster, all of a pile together.
 *
 * <p><b>Threads:</b> safe for concurrent use, one pile a call.
 */
public final class PileReader {
    private final PileSorter<HeaderReading> sorter;

    /**
     * @param reader stays open, and the caller's to close
     * @param roster everybody who may have written; may be empty, then all copies are for a person to identify
     */
    public PileReader(HeaderReader reader, List<Student> roster) {
        HeaderSight<HeaderReading> sight = page -> {
            HeaderReading reading = reader.read(page);
            return reading.found()
                    ? Optional.of(new HeaderSight.Seen<>(reading, reading.quarterTurns()))
                    : Optional.empty();
        };
        sorter = new PileSorter<>(sight, new RosterWriters(roster));
    }

    /**
     * What becomes of the pile; nothing is stored.
     *
     * @throws io.korrigo.InvalidInputException when a picture of it is damaged or too large
     * @throws IOException when the disk fails
     */
    public SortedPile sort(Pile pile, PileSorter.Expected expected, PileSorter.Listener listener) throws IOException {
        return sorter.sort(pile, expected, listener);
    }
}
