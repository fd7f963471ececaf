package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore.Outcome;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** How every exam store has copies graded. */
abstract class GradingRules extends ScanRules {
    @Test
    void gradesACopyWithItsPdfAndMark() {
        CopyGrading grading = CopyGrading.done("finals/1.pdf", new BigDecimal("12.25"));
        assertThat(store.beginGrading("copy-1", copy("copy-1").version())).isEqualTo(Outcome.STORED);
        assertThat(copy("copy-1").status()).isEqualTo(CopyStatus.GRADING_IN_PROGRESS);

        assertThat(store.endGrading("copy-1", copy("copy-1").version(), grading))
                .isEqualTo(Outcome.STORED);

        assertThat(copy("copy-1").status()).isEqualTo(CopyStatus.GRADED);
        assertThat(copy("copy-1").finalPdf()).isEqualTo("finals/1.pdf");
        assertThat(store.grading("copy-1")).contains(grading);
    }

    @Test
    void keepsWhyAGradingFailedUntilTheNextTry() {
        CopyGrading failure = CopyGrading.failed("Copy copy-1 lacks the page 2");
        store.beginGrading("copy-1", copy("copy-1").version());
        store.endGrading("copy-1", copy("copy-1").version(), failure);
        assertThat(copy("copy-1").status()).isEqualTo(CopyStatus.GRADING_FAILED);
        assertThat(store.grading("copy-1")).contains(failure);

        assertThat(store.beginGrading("copy-1", copy("copy-1").version())).isEqualTo(Outcome.STORED);

        assertThat(store.grading("copy-1")).isEmpty();
    }

    @Test
    void endsAGradingOfTheCopyAsItWasOnly() {
        store.beginGrading("copy-1", copy("copy-1").version());
        long version = copy("copy-1").version();
        store.attachFinalPdf("copy-1", version, "finals/1.pdf");

        assertThat(store.endGrading("copy-1", version, CopyGrading.done("finals/2.pdf", null)))
                .isEqualTo(Outcome.COPY_CHANGED);
        assertThat(store.beginGrading("copy-2", copy("copy-2").version() + 1)).isEqualTo(Outcome.COPY_CHANGED);
        assertThat(store.beginGrading("another", 0)).isEqualTo(Outcome.COPY_CHANGED);
    }

    @Test
    void gradesNoCopyThatIsGradedNorOneWhoseGradingHasNotBegun() {
        assertThat(store.beginGrading("copy-3", copy("copy-3").version())).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(store.endGrading("copy-1", copy("copy-1").version(), CopyGrading.done("finals/1.pdf", null)))
                .isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(store.grading("copy-1")).isEmpty();
        assertThat(store.grading("another")).isEmpty();
    }
}
