package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.PageRegion;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ExportOptions;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Which files an export holds, and what they are called. */
class ExportedFilesTest extends ExportedExam {
    @Test
    void listsACopyWithAMissingPageAndDeliversTheRest() throws Exception {
        blobs.delete("pages/2.png");

        ExportAllCopies.Result result = export();

        assertThat(result.succeeded()).isEqualTo(2);
        assertThat(result.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.copyId()).isEqualTo("c2");
            assertThat(failure.error()).contains("pages/2.png", "missing");
        });
        Map<String, byte[]> files = unzip(result);
        assertThat(files.keySet())
                .containsExactly("copy_A-001_corrected.pdf", "copy_A-003_corrected.pdf", "manifest.csv");
        assertThat(new String(files.get("manifest.csv"), StandardCharsets.UTF_8).split("\r\n")[2])
                .startsWith(",c2,A-002,,,,,,")
                .contains("pages/2.png");
    }

    @Test
    void namesFilesAsTheHostWants() throws Exception {
        ExportAllCopies.Result result =
                export(new ExportOptions(Locale.FRENCH, "{index}_{last_name}_{first_name}.pdf"));

        assertThat(unzip(result).keySet())
                .containsExactly(
                        "1_Eluard_Paul.pdf", "2_A-002_unidentified.pdf", "3_A-003_unidentified.pdf", "manifest.csv");
    }

    @Test
    void namesStudentsNowhereOnceTheirHeadersAreBlanked() throws Exception {
        ExportOptions anonymous = ExportOptions.in(Locale.FRENCH).withBlankedHeader(new PageRegion(0, 0, 1, 0.25));

        ExportAllCopies.Result result = export(anonymous);

        assertThat(result.failed()).isEmpty();
        Map<String, byte[]> files = unzip(result);
        assertThat(new String(files.get("manifest.csv"), StandardCharsets.UTF_8))
                .contains(",c1,A-001,,2,")
                .doesNotContain("s1");
        try (PDDocument pdf = Loader.loadPDF(files.get("copy_A-001_corrected.pdf"))) {
            BufferedImage page = new PDFRenderer(pdf).renderImage(0);
            int third = page.getHeight() / 3;
            assertThat(page.getRGB(5, 5) & 0xFF).isEqualTo(255);
            assertThat(page.getRGB(5, page.getHeight() - third) & 0xFF).isZero();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> anonymous.withNames(true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportOptions(Locale.FRENCH, "{last_name}-{copy_id}.pdf")
                        .withBlankedHeader(new PageRegion(0, 0, 1, 0.25)));
    }

    @Test
    void namesStudentsOnTheirMarkSheetsOnceAsked() throws Exception {
        ExportAllCopies.Result result =
                export(ExportOptions.in(Locale.FRENCH).withNames(true).withArchival(true));

        Map<String, byte[]> files = unzip(result);
        try (PDDocument named = Loader.loadPDF(files.get("copy_A-001_corrected.pdf"));
                PDDocument unknown = Loader.loadPDF(files.get("copy_A-002_corrected.pdf"))) {
            assertThat(new PDFTextStripper().getText(named)).contains("Élève : Paul Éluard");
            assertThat(new PDFTextStripper().getText(unknown)).doesNotContain("Élève");
            assertThat(named.getDocumentCatalog().getOutputIntents()).hasSize(1);
        }
    }

    @Test
    void deliversAGradedCopyAsItWasGraded() throws Exception {
        export();
        String graded = finalPdf(1);
        put(1, CopyStatus.GRADED, graded, "pages/1.png", marks("3"));

        ExportAllCopies.Result result = export();

        assertThat(result.failed()).isEmpty();
        assertThat(finalPdf(1)).isEqualTo(graded);
        assertThat(unzip(result).get("copy_A-001_corrected.pdf")).isEqualTo(blobs.bytes(graded));
    }
}
