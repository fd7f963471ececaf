package io.korrigo.rest;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.TaskExecutor;
import java.util.Map;

/**
 * What the endpoints stand on.
 *
 * @param executor takes the submitted tasks; its store answers for their status
 * @param exams for existence, teachers and numbers of copies
 * @param blobs where uploads go and PDFs come from
 * @param audit keeps who downloaded what
 * @param callers the host's authentication
 * @param checks what {@code health/ready/} asks, by name, in order; a check that throws is not ready
 */
public record RestApi(
        TaskExecutor executor,
        ExamStore exams,
        BlobStore blobs,
        AuditLog audit,
        CallerResolver callers,
        Map<String, Check> checks) {

    /** Something the host needs in order to work. */
    @FunctionalInterface
    public interface Check {
        /** Returns when all is well. */
        void run() throws Exception;
    }
}
