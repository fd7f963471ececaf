package io.korrigo.rest;

import io.korrigo.account.Credentials;
import io.korrigo.account.StudentErasure;
import io.korrigo.desk.DecisionStore;
import io.korrigo.desk.ExamRegister;
import io.korrigo.desk.MarkingStore;
import io.korrigo.desk.RevocationStore;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.paper.PaperStore;
import io.korrigo.scan.PileLimits;
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
 * @param limits how many calls may be under way
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
        Map<String, Check> checks,
        Limits limits) {

    /** A host with the {@linkplain Limits#USUAL usual limits}. */
    public RestApi(
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
        this(
                executor,
                exams,
                blobs,
                audit,
                callers,
                credentials,
                erasure,
                desk,
                signIn,
                transactions,
                checks,
                Limits.USUAL);
    }

    /**
     * How many calls may be under way: the next of a caller is answered 429, the next of all 503, and health is told whatever
     * happens.
     *
     * @param callsOfOne calls of one caller that are being answered, at least 1
     * @param calls calls of all that are being answered, at least {@code callsOfOne}; leave the container twice as many threads
     * @param waitingOfOne streams of events and statuses that one caller waits for, at least 1; they take no thread
     * @param waiting streams and statuses that all wait for, at least {@code waitingOfOne}; some 20 KB each
     * @param tasksOfOne tasks of one caller that wait to be run, at least 1; the next is answered 429
     * @param scanBytes of a scan that comes in parts, at least 1: what {@link io.korrigo.scan.PileLimits} lets be imported; a form's file
     *     is bounded by {@link KorrigoServlet#multipartConfig}
     */
    public record Limits(int callsOfOne, int calls, int waitingOfOne, int waiting, int tasksOfOne, long scanBytes) {
        /**
         * 16 calls of one, more than a browser's six connections and a script's few; 100 of all, half of the 200 threads that Jetty
         * and Tomcat have unless told; 32 waits of one, more than a browser's tabs need that share one stream; 4,000 of all; 1,000
         * tasks of one, more than anybody has exams and copies to ask for one by one.
         */
        public static final Limits USUAL = new Limits(16, 100, 32, 4_000, 1_000, PileLimits.USUAL.bytes());

        /** @throws IllegalArgumentException when a number is out of its range */
        public Limits {
            if (scanBytes < 1) {
                throw new IllegalArgumentException("A scan has at least one byte, not " + scanBytes);
            }
            if (callsOfOne < 1 || calls < callsOfOne || waitingOfOne < 1 || waiting < waitingOfOne || tasksOfOne < 1) {
                throw new IllegalArgumentException(
                        "One caller may have at least one call, one wait and one task, and all together at least what one may; not "
                                + callsOfOne + " of " + calls + ", " + waitingOfOne + " of " + waiting + ", "
                                + tasksOfOne);
            }
        }

        /** The same for other numbers of calls. */
        public Limits withCalls(int ofOne, int ofAll) {
            return new Limits(ofOne, ofAll, waitingOfOne, waiting, tasksOfOne, scanBytes);
        }

        /** The same for another number of tasks. */
        public Limits withTasksOfOne(int number) {
            return new Limits(callsOfOne, calls, waitingOfOne, waiting, number, scanBytes);
        }

        /** The same for other scans. */
        public Limits withScanBytes(long most) {
            return new Limits(callsOfOne, calls, waitingOfOne, waiting, tasksOfOne, most);
        }
    }

    /** What persons do through this interface, and the host's ports that it takes. */
    public record Desk(
            ExamRegister exams,
            DecisionStore decisions,
            MarkingStore markings,
            PaperStore papers,
            RevocationStore revocations,
            StudentStore students) {}

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
