package io.korrigo.identify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.Difference;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.Readings;
import io.korrigo.identify.Reason;
import io.korrigo.identify.Reason.Code;
import io.korrigo.identify.RowReading;
import io.korrigo.image.OpenCvLibrary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class EvidenceDocumentTest {
    private static final Pattern PICTURE = Pattern.compile("href=\"data:image/jpeg;base64,([^\"]+)\"");
    private static final EvidenceDocument DOCUMENT = new EvidenceDocument(0.999, 0.02);
    private static final int BOX = 30;
    private static final Rect ROW = new Rect(100, 60, 10 * BOX, BOX);

    @BeforeAll
    static void loadOpenCv() {
        OpenCvLibrary.load();
    }

    private static Candidate candidate(String id, double probability) {
        return new Candidate(Student.of(id, "SECRETNAME", "Zoé", null), probability, new FieldAgreement(0.9, 0.8, 0.7));
    }

    private static Identification identified(Candidate... candidates) {
        return new Identification(Decision.IDENTIFIED, List.of(candidates), 0.0004, new Reason(Code.SHEETS_DISAGREE));
    }

    /** Grey squares of other darkness in each box, so that a turned or shifted picture differs. */
    private static Mat page() {
        Mat page = new Mat(600, 500, CvType.CV_8UC1, new Scalar(235));
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            Rect box = new Rect(ROW.x + i * BOX + 4, ROW.y + 4, BOX - 8, BOX - 8);
            Imgproc.rectangle(page, box, new Scalar(random.nextInt(200)), -1);
        }
        return page;
    }

    /** The page turned counterclockwise, and a reading of its row as it lies there. */
    private static EvidenceHeader header(Mat upright, int quarterTurns) {
        Mat page = upright.clone();
        for (int i = 0; i < quarterTurns; i++) {
            Core.rotate(page, page, Core.ROTATE_90_COUNTERCLOCKWISE);
        }
        List<CellReading> cells = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double x = (double) (ROW.x + i * BOX) / upright.cols();
            double y = (double) ROW.y / upright.rows();
            double w = (double) BOX / upright.cols();
            double h = (double) BOX / upright.rows();
            PageRegion region = switch (quarterTurns) {
                case 1 -> new PageRegion(y, 1 - x - w, h, w);
                case 2 -> new PageRegion(1 - x - w, 1 - y - h, w, h);
                case 3 -> new PageRegion(1 - y - h, x, h, w);
                default -> new PageRegion(x, y, w, h);
            };
            cells.add(new CellReading(
                    region, Readings.cell("ROUX??????".charAt(i)).probabilities()));
        }
        MatOfByte png = new MatOfByte();
        Imgcodecs.imencode(".png", page, png);
        HeaderReading reading = new HeaderReading(
                List.of(new RowReading(HeaderField.LAST_NAME, cells)), quarterTurns, "0123456789abcdef");
        return EvidenceHeader.of("page & 1.png", png.toArray(), reading);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void showsTheRowAsItIsOnThePageWhateverWayItLay(int quarterTurns) {
        Mat page = page();

        String html = text(DOCUMENT.write("copy", List.of(header(page, quarterTurns)), identified(candidate("s1", 1))));

        List<String> pictures =
                PICTURE.matcher(html).results().map(match -> match.group(1)).toList();
        assertThat(pictures).hasSize(1);
        Mat crop = Imgcodecs.imdecode(
                new MatOfByte(Base64.getDecoder().decode(pictures.get(0))), Imgcodecs.IMREAD_GRAYSCALE);
        int margin = (crop.cols() - ROW.width) / 2;
        assertThat(margin).isBetween(8, 10);
        Mat difference = new Mat();
        Core.absdiff(
                crop,
                page.submat(ROW.y - margin, ROW.y - margin + crop.rows(), ROW.x - margin, ROW.x - margin + crop.cols()),
                difference);
        assertThat(Core.mean(difference).val[0]).isLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void writesEachSignUnderItsBox(int quarterTurns) {
        String html =
                text(DOCUMENT.write("copy", List.of(header(page(), quarterTurns)), identified(candidate("s1", 1))));

        Pattern sign = Pattern.compile("<text class=\"s\" x=\"(\\d+)\" y=\"\\d+\" font-size=\"\\d+\">(.)<");
        List<MatchResult> signs = sign.matcher(html).results().toList();
        assertThat(signs).extracting(match -> match.group(2)).startsWith("R", "O", "U", "X");
        for (int i = 0; i < 4; i++) {
            assertThat(Integer.parseInt(signs.get(i).group(1))).isBetween(9 + i * BOX + 12, 9 + i * BOX + 18);
        }
    }

    @Test
    void tellsOnWhatTheAnswerRests() {
        Candidate[] candidates = {candidate("s-17", 0.9991), candidate("s-4", 0.0004)};

        String html = text(DOCUMENT.write("copy-3", List.of(header(page(), 0)), identified(candidates)));

        assertThat(html)
                .contains(
                        "<tr><td>winner</td><td>s-17</td><td>99.91 %</td><td>0.90</td><td>0.80</td><td>0.70</td></tr>")
                .contains("<tr><td>runner-up</td><td>s-4</td><td>0.04 %</td>")
                .contains("0123456789abcdef", "99.9 %", "copy&#39;s sheets don&#39;t all speak", "page &amp; 1.png");
    }

    @Test
    void marksTheBoxesThatDifferFromTheLikeliestStudent() {
        Difference third = new Difference(HeaderField.LAST_NAME, Difference.Kind.OTHER, 3, true);
        Difference elsewhere = new Difference(HeaderField.BIRTH_DATE, Difference.Kind.OTHER, 1, true);
        Candidate plain = candidate("s1", 1);
        Candidate winner =
                new Candidate(plain.student(), plain.probability(), plain.agreement(), null, List.of(third, elsewhere));

        String html = text(DOCUMENT.write("copy", List.of(header(page(), 0)), identified(winner)));

        Pattern frame = Pattern.compile("<rect class=\"x\" x=\"(\\d+)\"");
        assertThat(frame.matcher(html).results().map(match -> Integer.parseInt(match.group(1))))
                .singleElement()
                .satisfies(x -> assertThat(x).isBetween(9 + 2 * BOX - 2, 9 + 2 * BOX + 2));
        assertThat(html)
                .contains("\"reason_code\":\"sheets_disagree\"")
                .contains("{\"field\":\"last_name\",\"kind\":\"other\",\"box\":3,\"clear\":true}");
    }

    @Test
    void showsTheSignThatWasDueBesideTheOneReadWhereTheLikeliestStudentDiffers() {
        Difference other = new Difference(HeaderField.LAST_NAME, Difference.Kind.OTHER, 3, true);
        Difference more = new Difference(HeaderField.LAST_NAME, Difference.Kind.MORE, 4, false);
        Difference lacking = new Difference(HeaderField.LAST_NAME, Difference.Kind.LACKING, 5, true);
        Candidate plain = candidate("s1", 0.9);
        Candidate likeliest =
                new Candidate(plain.student(), 0.9, plain.agreement(), null, List.of(other, more, lacking), "Q K");
        Candidate second =
                new Candidate(candidate("s2", 0.1).student(), 0.1, plain.agreement(), null, List.of(other), "Z");

        String html = text(DOCUMENT.write("copy", List.of(header(page(), 0)), identified(likeliest, second)));

        assertThat(html)
                .contains("; of the likeliest student: <b>Q</b> in box 3, nothing in box 4, <b>K</b> before box 5<")
                .contains("\"box\":3,\"clear\":true,\"due\":\"Q\"}")
                .contains("\"box\":4,\"clear\":false}")
                .contains("\"box\":5,\"clear\":true,\"due\":\"K\"}")
                .doesNotContain("\"due\":\"Z\"");
    }

    @Test
    void namesStudentsByTheirIdsOnly() {
        String html = text(DOCUMENT.write("copy", List.of(header(page(), 0)), identified(candidate("s1", 1))));

        assertThat(html).doesNotContain("SECRETNAME", "Zoé");
    }

    /** Three candidates; the first differs in a letter that was due. */
    private static Identification differing(String likeliest) {
        Difference other = new Difference(HeaderField.LAST_NAME, Difference.Kind.OTHER, 3, true);
        Candidate plain = candidate(likeliest, 0.9);
        Candidate first = new Candidate(plain.student(), 0.9, plain.agreement(), null, List.of(other), "Q");
        return identified(first, candidate("3", 0.05), candidate("a&b", 0.01));
    }

    @Test
    void leavesAnErasedStudentOutWithTheLettersThatWereTheirs() {
        byte[] alone = DOCUMENT.write("s1", List.of(header(page(), 0)), differing("s1"));
        byte[] document = EvidenceDocument.withBatch(alone, identified(candidate("3", 0.9), candidate("s1", 0.1)));

        String html = text(EvidenceDocument.without(document, "s1"));

        assertThat(html)
                .contains(
                        "<h1>s1</h1>", "<td>winner</td><td>erased</td>", "identified: erased<", "\"winner\":\"erased\"")
                .contains("<td>runner-up</td><td>3</td>", "<td>3</td><td>a&amp;b</td>", "identified: 3<")
                .doesNotContain("<td>s1</td>", "identified: s1", "\"student_id\":\"s1\"", "\"runner_up\":\"s1\"")
                .doesNotContain("<b>Q</b>", "\"due\"");
        assertThat(html).contains("\"read\":", "class=\"x\"");
        assertThat(EvidenceDocument.without(html.getBytes(StandardCharsets.UTF_8), "s1"))
                .isEqualTo(html.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void leavesTheOthersAsTheyAreWhereOneIsErased() {
        byte[] document = DOCUMENT.write("copy", List.of(header(page(), 0)), differing("s1"));

        String third = text(EvidenceDocument.without(document, "3"));
        String markup = text(EvidenceDocument.without(document, "a&b"));

        assertThat(third)
                .contains("<td>3</td><td>a&amp;b</td>", "<td>winner</td><td>s1</td>", "<b>Q</b>", "\"due\":\"Q\"")
                .doesNotContain("<td>runner-up</td><td>3</td>", "\"student_id\":\"3\"");
        assertThat(markup).contains("<td>3</td><td>erased</td>").doesNotContain("a&amp;b", "a\\u0026b");
        assertThat(EvidenceDocument.without(document, "s9")).isSameAs(document);
    }

    @Test
    void letsNoIdBecomeMarkup() {
        String hostile = "</script><script>alert(1)</script>\"'&\u0000\uD800";

        String html = text(DOCUMENT.write(hostile, List.of(), identified(candidate(hostile, 1))));

        assertThat(html).doesNotContain("<script>", "alert(1)</script>", "\u0000");
        assertThat(html.split("</script>", -1)).hasSize(2);
        assertThat(html).contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\uFFFD\uFFFD");
    }

    @Test
    void givesTheSameBytesForTheSameInput() {
        List<Identification> answers =
                List.of(identified(candidate("s1", 0.99999)), identified(candidate("s1", 0.99999)));

        assertThat(DOCUMENT.write("c", List.of(header(page(), 0)), answers.get(0)))
                .isEqualTo(DOCUMENT.write("c", List.of(header(page(), 0)), answers.get(1)));
    }

    @Test
    void neverRoundsDoubtAway() {
        Identification answer = new Identification(
                Decision.REVIEW,
                List.of(candidate("s1", 0.9999999), candidate("s2", 0.0000001)),
                0,
                new Reason(Code.TIE));

        String html = text(DOCUMENT.write("c", List.of(), answer));

        assertThat(html).contains("<td>likeliest</td><td>s1</td><td>&gt; 99.999 %</td>");
        assertThat(html).contains("<td>s2</td><td>&lt; 0.001 %</td>").contains("<td>somebody else</td><td>0 %</td>");
    }
}
