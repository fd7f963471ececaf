package io.korrigo.rest;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/** A web application that reads and exports a copy when it starts, and closes what it opened when it stops. */
public final class ReloadedApplication implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        InMemoryExamStore exams = new InMemoryExamStore();
        InMemoryBlobStore blobs = new InMemoryBlobStore();
        try (HeaderReader reader = new HeaderReader()) {
            ByteArrayOutputStream page = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(827, 1169, BufferedImage.TYPE_BYTE_GRAY), "jpg", page);
            blobs.publish("pages/1.jpg", page::writeTo);
            exams.add(new Exam("e1", "Examen", null, 4, List.of(), Set.of()));
            exams.add(
                    new Copy(
                            "c1",
                            "e1",
                            "A-1",
                            CopyStatus.READY,
                            List.of(new Booklet("b", List.of("pages/1.jpg"))),
                            null,
                            null,
                            0),
                    List.of(),
                    CopyMarks.NONE);
            try (LocalTaskExecutor executor = LocalTaskExecutor.of(KorrigoTasks.builder()
                    .identification(exams, new InMemoryStudentStore(), blobs, new RecordingAuditLog(), reader)
                    .flattening(
                            exams,
                            new InMemoryStudentStore(),
                            blobs,
                            new RecordingAuditLog(),
                            ExportOptions.in(Locale.FRENCH))
                    .build())) {
                run(executor, Submission.of(CmenOcr.KIND, new CmenOcr.Parameters("c1"), "prof"));
                run(executor, Submission.of(ExportAllCopies.KIND, new ExportAllCopies.Parameters("e1"), "prof"));
            }
        } catch (Exception failure) {
            throw new IllegalStateException("The application does not start", failure);
        }
    }

    private static void run(LocalTaskExecutor executor, Submission<?> submission) throws InterruptedException {
        TaskSnapshot task = executor.submit(submission);
        while (!task.ready()) {
            Thread.sleep(10);
            task = executor.store().find(task.id()).orElseThrow();
        }
        if (task.state() != TaskState.SUCCESS) {
            throw new IllegalStateException(task.error());
        }
    }
}
