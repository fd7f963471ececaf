package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.CopyIdentification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which copies of a batch are left to the desk, and which are not. */
class LeftCopiesTest extends ReadBatch {
    @Test
    void givesAStudentToNeitherOfTwoCopiesThatClaimThemInAnyOrder() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        read("c2", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));
        Collections.reverse(read);

        BatchOcr.Result result = finish();

        assertThat(student("c1")).isNull();
        assertThat(student("c2")).isNull();
        assertThat(result.review()).isEqualTo(2);
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void leavesACopyWhosePagesChanged() throws IOException {
        copy("c1", null);
        CmenOcr.Match match = match(1, 1 - 1e-7);
        read.add(new CmenOcr.Result(
                "c1",
                "success",
                Map.of(),
                match,
                List.of(match),
                false,
                AS_IT_WAS,
                Decision.IDENTIFIED,
                1e-7,
                List.of("other.png"),
                null));

        assertThat(finish().left().get(0).reason()).isEqualTo(new Reason(Code.PAGES_CHANGED));
        assertThat(student("c1")).isNull();
    }

    @Test
    void leavesACopyWhoseLikeliestStudentIsNotOnTheRosterAnyMore() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(61, 1 - 2e-7), match(2, 1e-7));

        assertThat(finish().left()).containsExactly(new BatchOcr.Left("c1", new Reason(Code.LEFT_ROSTER)));
        assertThat(student("c1")).isNull();
    }

    @Test
    void leavesACopyWhoseOnlyStudentIsNotOnTheRosterAnyMore() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(61, 1 - 1e-7));

        assertThat(finish().left()).extracting(BatchOcr.Left::reason).containsExactly(new Reason(Code.LEFT_ROSTER));
    }

    @Test
    void identifiesACopyOfWhichOnlyAnUnlikelyStudentLeftTheRoster() throws IOException {
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 2e-7), match(61, 1e-7));

        assertThat(finish().left()).isEmpty();
        assertThat(student("c1")).isEqualTo("s1");
    }

    @Test
    void keepsTheReasonOfACopyThatWasNotIdentified() throws IOException {
        read("c1", Decision.REVIEW, 1e-7, match(61, 0.6), match(2, 0.3));

        assertThat(finish().left()).extracting(BatchOcr.Left::reason).doesNotContain(new Reason(Code.LEFT_ROSTER));
    }

    @Test
    void leavesACopyThatDoesNotExistAnyMore() throws IOException {
        readAgain("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));

        assertThat(finish().left()).containsExactly(new BatchOcr.Left("c1", new Reason(Code.COPY_GONE)));
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void givesNobodyTheStudentOfACopyOutsideOfTheBatch() throws IOException {
        copy("c0", new CopyIdentification("s1", CopyIdentification.Source.AUTOMATIC, 0.9999));
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));

        assertThat(finish().left()).extracting(BatchOcr.Left::copyId).containsExactly("c1");
        assertThat(student("c0")).isEqualTo("s1");
        assertThat(student("c1")).isNull();
    }

    @Test
    void identifiesACopyBesideOneOutsideOfTheBatchThatNobodyHas() throws IOException {
        copy("c0", null);
        read("c1", Decision.IDENTIFIED, 1e-7, match(1, 1 - 1e-7));

        assertThat(finish().left()).isEmpty();
        assertThat(student("c1")).isEqualTo("s1");
    }
}
