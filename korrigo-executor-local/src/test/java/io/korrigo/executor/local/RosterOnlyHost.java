package io.korrigo.executor.local;

import io.korrigo.task.Submission;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.tasks.ImportStudents;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** A host that imports rosters and does nothing else; made by a class loader of its own, for {@link KorrigoTasksTest}. */
public final class RosterOnlyHost implements Callable<String> {
    private static final String ROSTER = "NOM;PRENOM;DATE_NAISSANCE\nHUGO;Victor;26/02/2010\nSAND;George;01/07/2009\n";

    /** Imports a roster; gives the task's state and how many students there are then. */
    @Override
    public String call() throws Exception {
        InMemoryStudentStore students = new InMemoryStudentStore();
        InMemoryBlobStore blobs = new InMemoryBlobStore();
        blobs.publish("uploads/roster", out -> out.write(ROSTER.getBytes(StandardCharsets.UTF_8)));
        try (LocalTaskExecutor executor = LocalTaskExecutor.of(KorrigoTasks.builder()
                .imports(students, blobs, new RecordingAuditLog())
                .build())) {
            TaskSnapshot task = executor.submit(Submission.of(
                    ImportStudents.KIND, new ImportStudents.Parameters("uploads/roster", "roster.csv"), "office"));
            TaskSnapshot ended = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> executor.store().find(task.id()).orElseThrow(), TaskSnapshot::ready);
            return ended.state() + " " + students.students().size();
        }
    }
}
