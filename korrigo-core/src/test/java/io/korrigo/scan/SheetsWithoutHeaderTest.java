package io.korrigo.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.scan.PileProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SheetsWithoutHeaderTest {
    /** A header on the first of them, so that each page is a sheet of its own. */
    private static List<ViewLook<String>> sheets(int count) {
        List<ViewLook<String>> looks = new ArrayList<>();
        looks.add(Looks.page("A", 1));
        looks.add(Looks.page("A", 2));
        for (int i = 2; i < count; i++) {
            looks.add(Looks.page(i + 1));
        }
        return looks;
    }

    private static int asked(int sheets) {
        AtomicInteger asked = new AtomicInteger();
        Looks.sort(Looks.counted(sheets(sheets), asked));
        return asked.get();
    }

    @Test
    void areComparedWithAsManyOthersHoweverManyThereAre() {
        // from 30 on there are more of them than each is compared with
        int more = asked(40);
        assertThat(asked(50) - more).isLessThanOrEqualTo(more - asked(30));
    }

    @Test
    void areFoundToBeScannedTwiceHoweverFarTheyLieApart() {
        List<ViewLook<String>> looks = sheets(40);
        looks.add(Looks.page(5));

        List<PileProblem> twice = Looks.sort(looks).problems().stream()
                .filter(problem -> problem.kind() == Kind.SCANNED_TWICE)
                .toList();

        assertThat(twice).containsExactly(new PileProblem(Kind.SCANNED_TWICE, 40, -1, 4, 0));
    }
}
