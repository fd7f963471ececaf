package io.korrigo.executor.local;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.FlattenCopy;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/** A host that does one thing only; made by a class loader that lacks libraries, for {@link LibrariesLeftOutTest}. */
public final class LeanHost implements Function<String, String> {
    private static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE\nHUGO;Victor;26/02/2010\nSAND;George;01/07/2009\n";

    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final InMemoryExamStore exams = new InMemoryExamStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final RecordingAuditLog audit = new RecordingAuditLog();

    /** Imports, flattens or identifies; gives the task's state. */
    @Override
    public String apply(String what) {
        try {
            prepare();
            return switch (what) {
                case "import" ->
                    state(
                            KorrigoTasks.builder().imports(students, blobs, audit),
                            Submission.of(
                                    ImportStudents.KIND,
                                    new ImportStudents.Parameters("uploads/roster", "roster.csv"),
                                    "office"));
                case "flatten" ->
                    state(
                            KorrigoTasks.builder()
                                    .flattening(exams, students, blobs, audit, ExportOptions.in(Locale.FRENCH)),
                            Submission.of(FlattenCopy.KIND, new FlattenCopy.Parameters("c1"), "prof"));
                default -> identified();
            };
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void prepare() throws IOException {
        blobs.publish("uploads/roster", out -> out.write(ROSTER.getBytes(StandardCharsets.UTF_8)));
        blobs.publish("pages/1", out -> {
            BufferedImage page = new BufferedImage(1654, 2339, BufferedImage.TYPE_BYTE_GRAY);
            ImageIO.write(page, "png", out);
        });
        Copy copy = new Copy(
                "c1", "e1", "A-1", CopyStatus.READY, List.of(new Booklet("b1", List.of("pages/1"))), null, null, 0);
        exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of("prof")));
        exams.add(copy, List.of(), CopyMarks.NONE);
    }

    private String identified() {
        try (HeaderReader reader = new HeaderReader()) {
            return state(
                    KorrigoTasks.builder().identification(exams, students, blobs, audit, reader),
                    Submission.of(CmenOcr.KIND, new CmenOcr.Parameters("c1"), "prof"));
        }
    }

    private static String state(KorrigoTasks tasks, Submission<?> submission) {
        try (LocalTaskExecutor executor = LocalTaskExecutor.of(tasks.build())) {
            TaskSnapshot task = executor.submit(submission);
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready)
                    .state()
                    .toString();
        }
    }
}
