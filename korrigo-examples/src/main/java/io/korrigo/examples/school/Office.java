package io.korrigo.examples.school;

import io.korrigo.exam.BlobStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.tasks.ImportStudents;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The school's own pages: a class list is imported in the background, a scanned page is identified at once. Exams, scans and exports
 * are at Korrigo's own addresses.
 */
@RestController
class Office {
    private final TaskExecutor tasks;
    private final BlobStore files;
    private final StudentStore pupils;
    private final HeaderReader reader;
    private final JdbcClient jdbc;

    Office(TaskExecutor tasks, BlobStore files, StudentStore pupils, HeaderReader reader, JdbcClient jdbc) {
        this.tasks = tasks;
        this.files = files;
        this.pupils = pupils;
        this.reader = reader;
        this.jdbc = jdbc;
    }

    /** The school's own row and the task, together or not at all. */
    @PostMapping("/class-lists/{name}")
    @Transactional
    Map<String, String> importClassList(@PathVariable String name, @RequestBody byte[] file, Principal who)
            throws IOException {
        String key = "class-lists/" + UUID.randomUUID();
        files.publish(key, out -> out.write(file));
        var list = Submission.of(ImportStudents.KIND, new ImportStudents.Parameters(key, name), who.getName());
        String task = tasks.submit(list).id().toString();
        jdbc.sql("insert into class_lists (task, name, sent_by) values (?, ?, ?)")
                .params(task, name, who.getName())
                .update();
        return Map.of("task", task);
    }

    @PostMapping("/pages")
    Map<String, String> whoWrote(@RequestBody byte[] page) {
        Identification answer = new StudentMatcher(pupils.students()).match(reader.read(page));
        return answer.student()
                .map(pupil -> Map.of("pupil", pupil.id()))
                .orElse(Map.of("for a person to decide", answer.reason()));
    }
}
