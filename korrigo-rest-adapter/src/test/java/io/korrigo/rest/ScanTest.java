package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.ExamStore.ScannedPage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a scan to a graded copy, call by call. */
class ScanTest extends ServletCalls {
    private static final String SCANS = "/api/exams/exam-1/scans/";

    /** Packed once: an archive notes when. */
    private byte[] packed = {};

    /** Two A4 pages, blank but for a stroke, without a header: a person has to look at them. */
    private byte[] zip() throws IOException {
        if (packed.length > 0) {
            return packed;
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            for (int i = 1; i <= 2; i++) {
                BufferedImage page = new BufferedImage(413, 585, BufferedImage.TYPE_BYTE_GRAY);
                Graphics2D graphics = page.createGraphics();
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, 413, 585);
                graphics.setColor(Color.BLACK);
                graphics.fillOval(100 * i, 100, 30, 30);
                graphics.dispose();
                out.putNextEntry(new ZipEntry("page" + i + ".png"));
                ImageIO.write(page, "png", out);
            }
        }
        packed = zip.toByteArray();
        return packed;
    }

    private Answer scan(String path, String user) throws Exception {
        return upload(path, user, "file", "C:\\scans\\pile.zip", zip());
    }

    @Test
    void accountsForEveryPage() throws Exception {
        Answer answer = scan(SCANS + "?sheets=3", "prof");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("filename").asText()).isEqualTo("pile.zip");
        JsonNode result = ended("prof", answer).body().path("result");
        assertThat(result.path("pages").asInt()).isEqualTo(2);
        assertThat(result.path("quarantined").asInt()).isEqualTo(2);
        assertThat(result.path("problems").findValuesAsText("kind")).contains("sheets_expected", "before_first_header");
        assertThat(api.exams.scannedPages("exam-1"))
                .extracting(ScannedPage::file, ScannedPage::reason)
                .containsExactly(
                        tuple("pile.zip/page1.png", "before_first_header"),
                        tuple("pile.zip/page2.png", "before_first_header"));
    }

    @Test
    void answersTheSameScanWithWhatItBecame() throws Exception {
        ended("prof", scan(SCANS, "prof"));

        Answer again = scan(SCANS, "admin");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("quarantined").asInt()).isEqualTo(2);
        assertThat(send("GET", SCANS, "prof").body().path("scans").get(0)).isEqualTo(again.body());
    }

    @Test
    void givesTheFirstTaskToWhoAsksForItAgain() throws Exception {
        Answer first = upload(SCANS, "prof", "file", "pile.zip", zip(), "Idempotency-Key", "k");
        ended("prof", first);

        Answer again = upload(SCANS, "prof", "file", "pile.zip", zip(), "Idempotency-Key", "k");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body().path("task_id")).isEqualTo(first.body().path("task_id"));
    }

    @Test
    void namesAFileThatIsNoScan() throws Exception {
        Answer answer = upload(SCANS, "prof", "file", "notes.txt", "Bonjour".getBytes(StandardCharsets.UTF_8));

        assertThat(ended("prof", answer).body().path("result").path("error").asText())
                .contains("notes.txt");
    }

    @ParameterizedTest
    @CsvSource({"sheets=0", "sheets=many", "copies=-1", "copies=100000"})
    void refusesCountsThatAreNone(String parameter) throws Exception {
        assertProblem(scan(SCANS + "?" + parameter, "prof"), 400, "a number from 1");
    }

    @Test
    void needsAFile() throws Exception {
        assertProblem(send("POST", SCANS, "prof"), 400, "File required");
        assertProblem(upload(SCANS, "prof", "file", "x.zip", new byte[0]), 400, "empty");
    }

    @Test
    void readsAllCopiesOfAnExamTogether() throws Exception {
        Answer answer = send("POST", "/api/identification/batch-ocr/exam-1/", "prof");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("copies_count").asInt()).isEqualTo(3);
        JsonNode result = ended("prof", answer).body().path("result");
        assertThat(result.path("total").asInt()).isEqualTo(3);
        assertThat(result.path("identified").asInt()).isZero();
    }

    @Test
    void gradesACopyOnceHoweverOftenItIsAsked() throws Exception {
        Copy copy = api.exams.copy("copy-1").orElseThrow();
        api.exams.add(copy, List.of(), new CopyMarks(Map.of("1", new BigDecimal("12.25")), Map.of(), ""));

        JsonNode first = ended("prof", send("POST", "/api/copies/copy-1/finalize/", "prof"))
                .body()
                .path("result");
        JsonNode again = ended("admin", send("POST", "/api/copies/copy-1/finalize/", "admin"))
                .body()
                .path("result");

        assertThat(first.path("final_score").decimalValue()).isEqualByComparingTo("12.25");
        assertThat(again).isEqualTo(first);
        assertThat(api.exams.copy("copy-1").orElseThrow().status()).isEqualTo(CopyStatus.GRADED);
        assertThat(api.audit.entries().stream().filter(entry -> entry.event() == AuditLog.Event.FINALIZE))
                .hasSize(1);
    }

    @Test
    void gradesNoCopyThatNobodyValidated() throws Exception {
        Copy copy = api.exams.copy("copy-1").orElseThrow();
        api.exams.add(
                new Copy(
                        copy.id(),
                        copy.examId(),
                        copy.anonymousId(),
                        CopyStatus.STAGING,
                        copy.booklets(),
                        null,
                        null,
                        copy.version()),
                List.of(),
                CopyMarks.NONE);

        assertProblem(send("POST", "/api/copies/copy-1/finalize/", "prof"), 409, "not validated");
    }
}
