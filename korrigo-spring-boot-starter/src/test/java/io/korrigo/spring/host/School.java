package io.korrigo.spring.host;

import io.korrigo.exam.BlobStore;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.tasks.ImportStudents;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** A service of the host's that changes a table of its own and submits work, both or neither. */
class School {
    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private BlobStore blobs;

    @Autowired
    private TaskExecutor tasks;

    @Transactional
    TaskId upload(String name, boolean fails) throws Exception {
        String key = "uploads/" + name;
        blobs.publish(
                key,
                out -> out.write("NOM;PRENOM;DATE_NAISSANCE\nROUX;Zoé;29/02/2008\n".getBytes(StandardCharsets.UTF_8)));
        jdbc.update("insert into school_uploads values (?)", name);
        TaskId id = tasks.submit(Submission.of(ImportStudents.KIND, new ImportStudents.Parameters(key, name), "head"))
                .id();
        if (fails) {
            throw new IllegalStateException("of the host's, after " + id);
        }
        return id;
    }

    int uploads() {
        return jdbc.queryForObject("select count(*) from school_uploads", Integer.class);
    }
}
