package io.korrigo.server;

import io.korrigo.account.AccountIssuer;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.CredentialSeal;
import io.korrigo.account.Credentials;
import io.korrigo.account.PasswordHashes;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.CredentialExpiry;
import io.korrigo.host.CredentialKey;
import io.korrigo.host.HostErasure;
import io.korrigo.host.Housekeeping;
import io.korrigo.host.PrivateFiles;
import io.korrigo.host.Readiness;
import io.korrigo.host.jdbc.JdbcAccountStore;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcDecisionStore;
import io.korrigo.host.jdbc.JdbcExamRegister;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcMarkingStore;
import io.korrigo.host.jdbc.JdbcPaperStore;
import io.korrigo.host.jdbc.JdbcRevocationStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.Storage;
import io.korrigo.host.jdbc.StudentRecords;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.print.PrintedReader;
import io.korrigo.rest.KorrigoServlet;
import io.korrigo.rest.RestApi;
import io.korrigo.rest.Role;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskRegistry;
import io.korrigo.tasks.CleanupOrphanedFiles;
import io.korrigo.tasks.KorrigoTasks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running Korrigo: servlet, executor and data of one process.
 *
 * <p>On the first start it issues an administrator's token, which is shown once and kept as a hash; a worker issues none.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
public final class KorrigoServer implements AutoCloseable {
    /** How long running tasks may go on once the server is told to stop, unless told. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile Duration patience = PATIENCE;
    private final JdbcExamStore exams;
    private final StudentStore students;
    private final BlobStore blobs;
    private final AccessTokens tokens;
    private final @Nullable String newAdminToken;
    private final HttpHost http;

    private KorrigoServer(ServerOptions options) throws IOException {
        try {
            PrivateFiles.folder(options.data());
            ServerDatabase database = opened(ServerDatabase.open(options));
            exams = new JdbcExamStore(database.jdbi());
            students = new JdbcStudentStore(database.jdbi());
            Blobs files = opened(Blobs.open(options));
            blobs = files.store();
            ServerMetrics metrics = opened(new ServerMetrics(Clock.systemUTC()));
            metrics.watchPool(database.dataSource());
            if (options.blobs() == null) {
                metrics.watchFree(options.data());
            }
            JdbcAuditLog audit = new JdbcAuditLog(database.jdbi(), Clock.systemUTC());
            tokens = new AccessTokens(database.jdbi(), audit, Clock.systemUTC());

            CredentialSeal seal =
                    new CredentialSeal(CredentialKey.find(System.getenv(CredentialKey.VARIABLE), options.data()));
            AccountStore accounts = new JdbcAccountStore(database.jdbi());
            PasswordHashes hashes = new PasswordHashes(Argon2Hasher.standard());
            AccountIssuer issuer = new AccountIssuer(accounts, hashes, seal, Clock.systemUTC());
            Sessions sessions = new Sessions(
                    database.jdbi(),
                    tokens,
                    new SignInAccounts(database.jdbi(), hashes, audit),
                    hashes,
                    audit,
                    Clock.systemUTC());
            Credentials credentials = new Credentials(accounts, students, seal, Clock.systemUTC());
            opened(new CredentialExpiry(credentials));

            HeaderReader reader = opened(new HeaderReader());
            KorrigoTasks tasks = KorrigoTasks.builder()
                    .identification(exams, students, blobs, audit, reader)
                    .scans(exams, students, blobs, audit, reader, options.scans())
                    .flattening(exams, students, blobs, audit, options.exports())
                    .imports(students, blobs, audit)
                    .accounts(students, issuer, audit)
                    .cleanUp(exams, blobs, CleanupOrphanedFiles.USUALLY_KEPT, Clock.systemUTC())
                    .listener(metrics);
            printedReader(options).ifPresent(tasks::printedHeaders);
            TaskRegistry registry = tasks.build();
            TaskExecutor executor = Executors.open(options.role(), database.dataSource(), registry, metrics);
            metrics.watch(executor.store(), registry, () -> WorkerSigns.alive(database.jdbi()));
            parts.push(() -> executor.close(patience));
            if (options.role() != ServerRole.WEB) {
                opened(WorkerSigns.start(database.jdbi()));
                opened(Housekeeping.start(
                        executor,
                        () -> EarlierUploads.remove(blobs, Instant.now().minus(CleanupOrphanedFiles.USUALLY_KEPT))));
            }

            Path uploads = PrivateFiles.folder(options.data().resolve("uploads"));
            RestApi api = new RestApi(
                    executor,
                    exams,
                    blobs,
                    audit,
                    sessions,
                    credentials,
                    new HostErasure(
                            new StudentRecords(database.jdbi(), audit),
                            students,
                            blobs,
                            Clock.systemUTC(),
                            Executors.RETENTION,
                            CleanupOrphanedFiles.USUALLY_KEPT),
                    new RestApi.Desk(
                            new JdbcExamRegister(database.jdbi()),
                            new JdbcDecisionStore(database.jdbi()),
                            new JdbcMarkingStore(database.jdbi()),
                            new JdbcPaperStore(database.jdbi()),
                            new JdbcRevocationStore(database.jdbi()),
                            students),
                    sessions,
                    // The ports use the same thread's handle, and so its transaction.
                    work -> database.jdbi().useTransaction(handle -> work.run()),
                    checks(database, blobs, options),
                    options.limits().withScanBytes(options.scans().bytes()));
            KorrigoServlet servlet = options.role() == ServerRole.WORKER
                    ? KorrigoServlet.watchedOnly(api.checks(), tokens, metrics::scrape)
                    : new KorrigoServlet(api, metrics::scrape);
            metrics.watchStreams(servlet::listeners);
            opened(OperatorDoor.open(new Operator(tokens, audit, Clock.systemUTC()), options.data()));
            http = opened(HttpHost.start(options, servlet, KorrigoServlet.multipartConfig(uploads)));
            // Last, so that a start that fails leaves no token that nobody has seen; and where calls are answered.
            newAdminToken =
                    options.role() != ServerRole.WORKER && tokens.isEmpty() ? tokens.issue("admin", Role.ADMIN) : null;
        } catch (IOException | RuntimeException failure) {
            closeAfter(failure);
            throw failure;
        }
    }

    /**
     * Opens the data and starts to listen and work.
     *
     * @throws io.korrigo.KorrigoException when the database can't be opened or the port is taken
     */
    public static KorrigoServer start(ServerOptions options) throws IOException {
        return new KorrigoServer(options);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** One page at a time: print is rare and waits for handwriting. A server that only answers reads none. */
    private Optional<PrintedReader> printedReader(ServerOptions options) throws IOException {
        return options.role() == ServerRole.WEB
                ? Optional.empty()
                : PrintedHeaders.open(options.tessdata(), 1).map(this::opened);
    }

    private static Map<String, RestApi.Check> checks(ServerDatabase database, BlobStore files, ServerOptions options) {
        Map<String, RestApi.Check> checks = new LinkedHashMap<>();
        checks.put(
                "database",
                () -> Storage.run("answer", () -> database.jdbi().useHandle(handle -> handle.execute("select 1"))));
        checks.put("media", () -> {
            Readiness.requireAnswers(files);
            Readiness.requireWritable(options.data());
        });
        checks.put("workers", () -> {
            if (WorkerSigns.alive(database.jdbi()) == 0) {
                throw new RestApi.Limitation("no worker is alive: tasks wait");
            }
        });
        return checks;
    }

    /** Where it listens, without a trailing slash. */
    public URI uri() {
        return http.uri();
    }

    /** The administrator's token, if this start issued it. */
    public Optional<String> newAdminToken() {
        return Optional.ofNullable(newAdminToken);
    }

    /** Where to issue more tokens. */
    public AccessTokens tokens() {
        return tokens;
    }

    /** The exams and copies of this server. */
    public JdbcExamStore exams() {
        return exams;
    }

    /** The students of this server. */
    public StudentStore students() {
        return students;
    }

    /** The files of this server. */
    public BlobStore blobs() {
        return blobs;
    }

    /** {@link #close(Duration)} with {@link #PATIENCE}. */
    @Override
    public void close() {
        close(PATIENCE);
    }

    /**
     * Stops listening and taking up tasks, lets running ones end for so long, then hands them back to be run by another
     * node or the next start, and closes the data.
     */
    public void close(Duration atMost) {
        patience = atMost;
        RuntimeException failure = new RuntimeException("The server did not stop cleanly");
        closeAfter(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void closeAfter(Exception failure) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception another) {
                failure.addSuppressed(another);
            }
        }
    }
}
