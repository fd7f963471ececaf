package io.korrigo.testkit.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyIdentification.Source;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.exam.PageRegion;
import io.korrigo.paper.Correction;
import io.korrigo.paper.PaperLog;
import io.korrigo.tasks.CopyCorrections;
import io.korrigo.tasks.CopyCorrections.Corrected;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyCorrectionsTest {
    private static final Exam EXAM = new Exam("e1", "Examen", null, 2, List.of(), Set.of());

    private final InMemoryExamStore exams = new InMemoryExamStore().add(EXAM);
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final CopyCorrections corrections = new CopyCorrections(exams, exams, blobs, audit);

    /** Copies a and b of pages a1, a2 and b1, b2, each with its name written on it; q1 is in quarantine. */
    @BeforeEach
    void scan() throws IOException {
        List<ScannedPage> pages = new ArrayList<>();
        for (String id : List.of("a1", "a2", "b1", "b2", "q1")) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(100, 140, BufferedImage.TYPE_BYTE_GRAY), "png", png);
            blobs.publish(key(id), png::writeTo);
            boolean aside = id.equals("q1");
            pages.add(new ScannedPage(
                    id,
                    key(id),
                    "pile.pdf#1",
                    1,
                    id.endsWith("1"),
                    false,
                    id.endsWith("1"),
                    aside ? null : id.substring(0, 1),
                    aside ? "before_first_header" : null));
        }
        exams.addScan(new ImportedScan("e1", "ab", "task", 5, 2, 1), List.of(copy("a"), copy("b")), pages);
        write("a");
        write("b");
    }

    private static String key(String page) {
        return "scan/" + page + ".png";
    }

    private static Copy copy(String id) {
        Booklet booklet = new Booklet(id + "-1", List.of(key(id + "1"), key(id + "2")));
        return new Copy(id, "e1", id, CopyStatus.READY, List.of(booklet), null, null, 0);
    }

    private void write(String copy) {
        exams.add(copy(copy), List.of(written(0, copy + "1"), written(1, copy + "2")), CopyMarks.NONE);
    }

    private static Annotation written(int page, String words) {
        return new Annotation(page, new PageRegion(0.1, 0.2, 0.3, 0.4), AnnotationType.ERROR, words, null);
    }

    private Map<String, Long> versions() {
        Map<String, Long> versions = new HashMap<>();
        exams.copies("e1").forEach(copy -> versions.put(copy.id(), copy.version()));
        return versions;
    }

    private Corrected does(Correction correction) {
        Corrected corrected = corrections.correct("e1", correction, versions(), "desk");
        assertThat(corrected.outcome()).isEqualTo(Outcome.STORED);
        return corrected;
    }

    private List<String> pages(String copy) {
        return exams.copy(copy).orElseThrow().pages();
    }

    @Test
    void movesAPageWithWhatIsWrittenOnIt() {
        does(new Correction.Move(List.of("a2"), "b", "b2"));

        assertThat(pages("a")).containsExactly(key("a1"));
        assertThat(pages("b")).containsExactly(key("b1"), key("a2"), key("b2"));
        assertThat(exams.annotations("a")).containsExactly(written(0, "a1"));
        assertThat(exams.annotations("b")).containsExactly(written(0, "b1"), written(1, "a2"), written(2, "b2"));
    }

    @Test
    void acknowledgesWhatThereIsAndNoOtherNumber() {
        String scan = KorrigoTasks.scanId("e1", "cd");
        List<ScannedPage> pages = List.of(new ScannedPage(
                scan + "-0001-whole", key("a1"), "rest.pdf#1", 1, true, false, true, null, "before_first_header"));
        exams.addScan(
                new ImportedScan(
                        "e1",
                        "cd",
                        "task",
                        "pile.pdf",
                        1,
                        0,
                        1,
                        null,
                        2,
                        List.of(new ScanProblem("copies_expected", 0, null, 0, 2)),
                        null),
                List.of(),
                pages);
        Map<String, Long> before = versions();

        for (Correction wrong : List.of(
                new Correction.Acknowledge(scan, Correction.Acknowledge.COPIES, 1),
                new Correction.Acknowledge(scan, Correction.Acknowledge.SHEETS, 1),
                new Correction.Acknowledge("elsewhere", Correction.Acknowledge.COPIES, 0))) {
            assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> does(wrong));
        }
        does(new Correction.Acknowledge(scan, Correction.Acknowledge.COPIES, 0));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> does(new Correction.Acknowledge(scan, Correction.Acknowledge.COPIES, 0)))
                .withMessageContaining("already");
        assertThat(versions()).isEqualTo(before);
        assertThat(corrections.log("e1").holding()).hasSize(1);
        assertThat(audit.entries())
                .extracting(RecordingAuditLog.Entry::detail)
                .containsExactly("correction 0, acknowledge 0 copies in scan " + scan + ", 0 copies");
        corrections.undo("e1", null, Map.of(), "desk");
        assertThat(corrections.log("e1").holding()).isEmpty();
    }

    @Test
    void keepsWhatIsWrittenOnAPageInQuarantine() {
        does(new Correction.Quarantine(List.of("a1"), "torn"));
        assertThat(exams.annotations("a")).containsExactly(written(0, "a2"));
        assertThat(exams.keptAnnotations("e1")).isEqualTo(Map.of("a1", List.of(written(0, "a1"))));

        does(new Correction.Move(List.of("a1"), "b", null));
        assertThat(exams.annotations("b")).containsExactly(written(0, "b1"), written(1, "b2"), written(2, "a1"));
        assertThat(exams.keptAnnotations("e1")).isEmpty();
    }

    @Test
    void turnsAPageWithWhatIsWrittenOnItAndBack() throws IOException {
        corrections.turn("e1", "a1", 1, versions(), "desk");

        try (InputStream in = blobs.open(pages("a").get(0))) {
            BufferedImage turned = ImageIO.read(in);
            assertThat(List.of(turned.getWidth(), turned.getHeight())).containsExactly(140, 100);
        }
        PageRegion region = exams.annotations("a").get(0).region();
        assertThat(region.x()).isCloseTo(0.4, within());
        assertThat(region.y()).isCloseTo(0.1, within());
        assertThat(region.w()).isCloseTo(0.4, within());
        assertThat(region.h()).isCloseTo(0.3, within());

        corrections.turn("e1", "a1", 3, versions(), "desk");
        assertThat(pages("a")).first().isEqualTo(key("a1"));
        assertThat(exams.annotations("a").get(0).region().x()).isCloseTo(0.1, within());
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    @Test
    void showsAPageByItsRescanAndLeavesWhatIsWrittenThere() {
        does(new Correction.Replace("a2", "q1"));

        assertThat(pages("a")).containsExactly(key("a1"), key("q1"));
        assertThat(exams.annotations("a")).containsExactly(written(0, "a1"), written(1, "a2"));
        assertThat(corrections.log("e1").paper().aside()).isEqualTo(Map.of("q1", "replaced"));
    }

    @Test
    void splitsOffACopyThatCanBeCorrectedAtOnce() {
        does(new Correction.Split("a", "a2", "a-2"));

        assertThat(exams.copy("a-2").orElseThrow().status()).isEqualTo(CopyStatus.READY);
        assertThat(exams.annotations("a-2")).containsExactly(written(0, "a2"));
    }

    @Test
    void leavesACopyWithoutPagesWhereTwoAreMerged() {
        does(new Correction.Merge("a", "b"));

        assertThat(pages("a")).hasSize(4);
        assertThat(exams.copy("a").orElseThrow().booklets()).hasSize(2);
        assertThat(exams.copy("b").orElseThrow().status()).isEqualTo(CopyStatus.STAGING);
        assertThat(pages("b")).isEmpty();

        corrections.undo("e1", null, versions(), "desk");
        assertThat(exams.copy("b").orElseThrow().status()).isEqualTo(CopyStatus.READY);
    }

    @Test
    void undoesWhatWasDoneAndDoesItAgain() {
        does(new Correction.Move(List.of("a2"), "b", "b2"));
        Map<String, Long> seen = versions();
        Corrected undone = corrections.undo("e1", null, seen, "desk");

        assertThat(pages("a")).containsExactly(key("a1"), key("a2"));
        assertThat(exams.annotations("b")).containsExactly(written(0, "b1"), written(1, "b2"));
        assertThat(corrections.undo("e1", undone.number(), seen, "desk").outcome())
                .as("seen before the undo")
                .isEqualTo(Outcome.COPY_CHANGED);

        corrections.undo("e1", undone.number(), versions(), "desk");
        assertThat(pages("b")).hasSize(3);
    }

    @Test
    void givesBackWhatAMachineSaidWhereAPersonsWordIsUndone() {
        CopyIdentification machine = new CopyIdentification("s1", Source.AUTOMATIC, 0.998);
        exams.identify("a", 0, machine);
        does(new Correction.Assign("a", "s2", null));
        does(new Correction.Assign("a", null, null));
        assertThat(exams.copy("a").orElseThrow().identification()).isNull();

        corrections.undo("e1", null, versions(), "desk");
        assertThat(exams.copy("a").orElseThrow().identification())
                .isEqualTo(new CopyIdentification("s2", Source.PERSON, 1));
        corrections.undo("e1", null, versions(), "desk");
        assertThat(exams.copy("a").orElseThrow().identification()).isEqualTo(machine);
    }

    @Test
    void wantsToKnowWhichVersionOfEachCopyWasSeen() {
        assertThatThrownBy(() -> corrections.correct("e1", new Correction.Merge("a", "b"), Map.of("a", 0L), "desk"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("copy b");
        exams.identify("b", 0, new CopyIdentification("s1", Source.AUTOMATIC, 1));
        assertThat(corrections
                        .correct("e1", new Correction.Merge("a", "b"), Map.of("a", 0L, "b", 0L), "desk")
                        .outcome())
                .isEqualTo(Outcome.COPY_CHANGED);
        assertThat(pages("b")).hasSize(2);
    }

    @Test
    void touchesNoCopyWhoseMarkIsBeingMade() {
        exams.beginGrading("b", 0);

        assertThat(corrections
                        .correct("e1", new Correction.Merge("a", "b"), versions(), "desk")
                        .outcome())
                .isEqualTo(Outcome.NOT_ALLOWED);
    }

    @Test
    void isAuditedWithoutNames() {
        does(new Correction.Assign("a", "s2", null));

        assertThat(audit.entries()).hasSize(1).allSatisfy(entry -> {
            assertThat(entry.event()).isEqualTo(AuditLog.Event.CORRECTION);
            assertThat(entry.actor()).isEqualTo("desk");
            assertThat(entry.subject()).isEqualTo("e1");
        });
    }

    /** Whatever is done and undone: copies are what the log says, and every page has what was written on it. */
    @Test
    void holdsOnToPagesInAThousandActs() {
        Random random = new Random(19);
        List<String> all = List.of("a1", "a2", "b1", "b2", "q1");
        int stored = 0;
        for (int i = 0; i < 1_000; i++) {
            String page = all.get(random.nextInt(all.size()));
            String copy = random.nextBoolean() ? "a" : "b";
            Correction correction = switch (random.nextInt(4)) {
                case 0 -> new Correction.Quarantine(List.of(page), "torn");
                case 1 -> new Correction.Merge(copy, copy.equals("a") ? "b" : "a");
                case 2 -> new Correction.Split(copy, page, "n" + i);
                default -> new Correction.Move(List.of(page), copy, null);
            };
            try {
                Corrected corrected = random.nextInt(3) == 0
                        ? corrections.undo("e1", null, versions(), "desk")
                        : corrections.correct("e1", correction, versions(), "desk");
                stored += corrected.outcome() == Outcome.STORED ? 1 : 0;
            } catch (InvalidInputException refused) {
                continue;
            }
            PaperLog log = corrections.log("e1");
            Map<String, String> found = new TreeMap<>();
            log.paper().copies().forEach((id, ids) -> {
                assertThat(pages(id))
                        .isEqualTo(ids.stream().map(CopyCorrectionsTest::key).toList());
                exams.annotations(id).forEach(each -> found.put(ids.get(each.pageIndex()), each.content()));
            });
            exams.keptAnnotations("e1").forEach((id, kept) -> kept.forEach(each -> found.put(id, each.content())));
            assertThat(found).isEqualTo(Map.of("a1", "a1", "a2", "a2", "b1", "b1", "b2", "b2"));
        }
        assertThat(stored).isGreaterThan(500);
    }
}
