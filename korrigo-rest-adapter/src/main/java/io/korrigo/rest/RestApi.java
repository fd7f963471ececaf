package io.korrigo.rest;

import io.korrigo.account.Credentials;
import io.korrigo.account.StudentErasure;
import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.ExamRegister;
import io.korrigo.desk.MarkingStore;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.task.TaskExecutor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all endpoints need of the host and of the engine.
 *
 * @param executor takes the submitted tasks; its store answers for their status
 * @param exams for existence, teachers and numbers of copies
 * @param blobs where uploads go and PDFs come from
 * @param audit keeps who downloaded what
 * @param callers the host's authentication
 * @param credentials first passwords of accounts that tasks made, or null where the host's students have none
 * @param erasure removes students, or null where the host has other ways to
 * @param desk exams made and copies identified by persons, or null where the host has that done elsewhere
 * @param signIn opens sessions for browsers, or null where the host has its own login
 * @param transactions makes of what an endpoint changes and of its entry in the audit log one change
 * @param checks what {@code health/ready/} asks, by name, in order; a check that throws is not ready
 */
public record RestApi(
        TaskExecutor executor,
        ExamStore exams,
        BlobStore blobs,
        AuditLog audit,
        CallerResolver callers,
        @Nullable Credentials credentials,
        @Nullable StudentErasure erasure,
        @Nullable Desk desk,
        @Nullable SignIn signIn,
        Transactions transactions,
        Map<String, Check> checks) {

    /** What persons do through this interface, and the host's ports that it takes. */
    public record Desk(ExamRegister exams, DecisionStore decisions, MarkingStore markings, StudentStore students) {}

    /** A host whose exams are made elsewhere, and their copies identified by machines only. */
    public RestApi(
            TaskExecutor executor,
            ExamStore exams,
            BlobStore blobs,
            AuditLog audit,
            CallerResolver callers,
            @Nullable Credentials credentials,
            @Nullable StudentErasure erasure,
            Transactions transactions,
            Map<String, Check> checks) {
        this(executor, exams, blobs, audit, callers, credentials, erasure, null, null, transactions, checks);
    }

    /** A host whose students have no accounts and can't be erased by REST, and whose exams are made elsewhere. */
    public RestApi(
            TaskExecutor executor,
            ExamStore exams,
            BlobStore blobs,
            AuditLog audit,
            CallerResolver callers,
            Map<String, Check> checks) {
        this(executor, exams, blobs, audit, callers, null, null, null, null, Runnable::run, checks);
    }

    /** The host's transactions. */
    @FunctionalInterface
    public interface Transactions {
        /** Runs {@code work}: what it does through the host's ports on this thread is stored together, or not at all. */
        void run(Runnable work);
    }

    /** What a check throws when calls can be answered, but not all is well; its message is shown to anybody. */
    public static final class Limitation extends Exception {
        private static final long serialVersionUID = 1L;

        public Limitation(String message) {
            super(message);
        }
    }

    /** Something the host needs in order to work. */
    @FunctionalInterface
    public interface Check {
        /** Returns when all is well. */
        void run() throws Exception;
    }
}
