package io.korrigo.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which headers of a pile are one writer's, all of them taken together.
 *
 * @param <H> what a header says
 */
@FunctionalInterface
public interface SheetWriters<H> {
    /** One writer for each header, in order; headers of one copy have equal writers. */
    List<Writer> writers(List<H> headers);

    /**
     * Who wrote a copy.
     *
     * @param copy tells this writer from the pile's others, also where nobody knows who it is
     * @param student id of the student, or null where a person has to decide
     * @param probability of the student, 0 to 1; of the likeliest one where a person has to decide
     * @param reason one sentence for the person who has to decide, empty where nobody has to; holds no name
     */
    record Writer(int copy, @Nullable String student, double probability, String reason) {}
}
