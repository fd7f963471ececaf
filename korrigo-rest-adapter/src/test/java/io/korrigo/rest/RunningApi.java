package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.account.AccountIssuer;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.CredentialSeal;
import io.korrigo.account.Credentials;
import io.korrigo.account.PasswordHashes;
import io.korrigo.account.StudentErasure;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.ExamStore.ScanProblem;
import io.korrigo.exam.ExamStore.ScannedPage;
import io.korrigo.executor.local.InMemoryTaskStore;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.scan.PileLimits;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.CleanupOrphanedFiles;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.desk.InMemoryDesk;
import io.korrigo.testkit.exam.InMemoryAccountStore;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The servlet on a real Jetty with a real executor; callers are named by the header X-User. */
final class RunningApi implements AutoCloseable {
    static final String EXAM = "exam-1";
    /** The scan of {@link #addScan}. */
    static final String SCAN = KorrigoTasks.scanId(EXAM, "ab");
    /** Of one part. */
    static final int UPLOAD_BYTES = 10;

    private static final String UPLOADED = "0".repeat(64);
    static final String UPLOAD = PartialUpload.id(EXAM, UPLOAD_BYTES, UPLOADED);

    final InMemoryExamStore exams = new InMemoryExamStore();
    final InMemoryDesk desk = new InMemoryDesk(exams);
    final InMemoryStudentStore students = new InMemoryStudentStore();
    final InMemoryBlobStore blobs = new InMemoryBlobStore();
    final RecordingAuditLog audit = new RecordingAuditLog();
    final Map<String, RestApi.Check> checks = new LinkedHashMap<>();

    final InMemoryAccountStore accounts = new InMemoryAccountStore();
    /** Names of callers whose tokens hold no more. */
    final Set<String> revoked = ConcurrentHashMap.newKeySet();

    private final AnswerCheck check = new AnswerCheck();
    private final KorrigoServlet servlet;
    /** One for all: it keeps nothing of a page, and a model takes longer to load than most calls. */
    private static final HeaderReader READER = new HeaderReader();
    /** Likewise. */
    private static final BrowserPages PAGES = new BrowserPages();

    private final LocalTaskExecutor executor;
    private final RestApi api;
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);

    RunningApi(Path temporary, String contextPath) throws Exception {
        this(temporary, contextPath, new InMemoryTaskStore(Clock.systemUTC()), 10_000);
    }

    RunningApi(Path temporary, String contextPath, TaskStore tasks, int queueLimit) throws Exception {
        exams.add(new Exam(EXAM, "Examen", null, 4, List.of(), Set.of("prof")));
        addCopy("copy-1", "A-001", 2);
        addCopy("copy-2", "A-002", 1);
        addCopy("empty", "A-003", 0);
        checks.put("database", () -> {});
        CredentialSeal seal = new CredentialSeal(CredentialSeal.newKey());
        // the cheapest hash there is: nothing here needs a good one
        AccountIssuer issuer =
                new AccountIssuer(accounts, new PasswordHashes(Argon2Hasher.of(8, 1)), seal, Clock.systemUTC());
        Credentials credentials = new Credentials(accounts, students, seal, Clock.systemUTC());
        executor = LocalTaskExecutor.builder(KorrigoTasks.builder()
                        .identification(exams, students, blobs, audit, READER)
                        .scans(exams, students, blobs, audit, READER, PileLimits.USUAL)
                        .flattening(exams, students, blobs, audit, ExportOptions.in(Locale.FRENCH))
                        .imports(students, blobs, audit)
                        .accounts(students, issuer, audit)
                        .cleanUp(exams, blobs, CleanupOrphanedFiles.USUALLY_KEPT, Clock.systemUTC())
                        .build())
                .store(tasks)
                .queueLimit(queueLimit)
                .build();

        api = new RestApi(
                executor,
                exams,
                blobs,
                audit,
                this::caller,
                credentials,
                this::erase,
                new RestApi.Desk(desk, desk, desk, exams, desk, students),
                new OneSession(),
                Runnable::run,
                checks);
        servlet = new KorrigoServlet(api, () -> "# none\n", PAGES);
        ServletHolder holder = new ServletHolder(servlet);
        holder.getRegistration().setMultipartConfig(KorrigoServlet.multipartConfig(temporary));
        holder.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler(contextPath);
        FilterHolder filter = new FilterHolder(check);
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/api/*", EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(filter, "/metrics", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(holder, "/api/*");
        context.addServlet(holder, "/metrics");
        context.addServlet(holder, "/ui/*");
        jetty.setHandler(context);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.start();
    }

    private Optional<StudentErasure.Receipt> erase(String student, String actor) {
        return students.delete(student)
                ? Optional.of(new StudentErasure.Receipt(student, Instant.EPOCH, false, List.of(), 0, List.of()))
                : Optional.empty();
    }

    /** There is one, and it stays. */
    private static final class OneToken implements SignIn.Tokens {
        @Override
        public List<Issued> list() {
            return List.of(new Issued("0123abcd", "prof", Role.TEACHER, Instant.EPOCH, null));
        }

        @Override
        public String issue(String name, Role role, @Nullable Duration lasts, String actor) {
            return "made-up-for-once";
        }

        @Override
        public boolean revoke(String id, String actor) {
            return id.equals("0123abcd");
        }
    }

    /** Opens for the right password only; nobody comes back with it. Everybody's account is zoe's. */
    private static final class OneSession implements SignIn, SignIn.Accounts {
        private final Tokens tokens = new OneToken();

        @Override
        public Optional<Session> byPassword(String username, String password, String address) {
            return password.equals("right")
                    ? Optional.of(new Session("secret", Caller.bySession(username, Set.of()), Instant.EPOCH))
                    : Optional.empty();
        }

        @Override
        public boolean isProvisional(String username) {
            return username.equals("zoe");
        }

        @Override
        public Optional<Session> changePassword(Caller caller, String current, String next, String address)
                throws TooOften {
            return byPassword(caller.name(), current, address);
        }

        @Override
        public Tokens tokens() {
            return tokens;
        }

        @Override
        public Accounts accounts() {
            return this;
        }

        @Override
        public List<Entry> list(String beginning) {
            return List.of(new Entry("zoe", Role.STUDENT, "s-1", true));
        }

        @Override
        public int count(String beginning) {
            return 1;
        }

        @Override
        public Optional<String> create(String username, Role role, String actor) {
            return username.equals("zoe") ? Optional.empty() : Optional.of("made-up-for-once");
        }

        @Override
        public Optional<String> reset(String username, String actor) {
            return username.equals("zoe") ? Optional.of("made-up-for-once") : Optional.empty();
        }

        @Override
        public boolean remove(String username, String actor) {
            return username.equals("zoe");
        }

        @Override
        public Optional<Session> byToken(String token) throws TooOften {
            throw new TooOften(7);
        }

        @Override
        public void end(String secret) {}
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        String user = request.getHeader("X-User");
        if (user == null || revoked.contains(user)) {
            return Optional.empty();
        }
        boolean byCookie = request.getHeader("Cookie") != null;
        if (user.startsWith("student:")) {
            return Optional.of(Caller.student(user, user.substring("student:".length()), byCookie));
        }
        Set<Role> roles = switch (user) {
            case "admin" -> Set.of(Role.ADMIN);
            case "monitor" -> Set.of(Role.MONITOR);
            case "prof", "other-prof" -> Set.of(Role.TEACHER);
            default -> Set.of();
        };
        return Optional.of(new Caller(user, roles, byCookie));
    }

    private void addCopy(String id, String anonymousId, int pages) throws IOException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            String key = "pages/" + id + "-" + i + ".jpg";
            byte[] page = blankPage();
            blobs.publish(key, out -> out.write(page));
            keys.add(key);
        }
        List<Booklet> booklets = keys.isEmpty() ? List.of() : List.of(new Booklet(id + "-b", keys));
        exams.add(
                new Copy(id, EXAM, anonymousId, CopyStatus.READY, booklets, null, null, 0), List.of(), CopyMarks.NONE);
    }

    /** {@link #UPLOAD}, of which nothing has arrived, where it isn't there. */
    void beginUpload() throws IOException {
        PartialUpload.begin(blobs, EXAM, "pile.pdf", UPLOAD_BYTES, UPLOADED);
    }

    /** Two copies of a sheet each, of two pages, and a sheet's page in quarantine: {@code SCAN-0001-whole} and so on. */
    void addScan() throws IOException {
        List<Copy> copies = new ArrayList<>();
        List<ScannedPage> pages = new ArrayList<>();
        for (int view = 1; view <= 5; view++) {
            String id = SCAN + "-000" + view + "-whole";
            String key = "scans/" + id + ".jpg";
            byte[] picture = blankPage();
            blobs.publish(key, out -> out.write(picture));
            int sheet = (view + 1) / 2;
            String copy = view == 5 ? null : SCAN + "-00" + sheet;
            boolean recto = view % 2 == 1;
            String reason = copy == null ? "scanned_twice" : null;
            pages.add(new ScannedPage(id, key, "pile.pdf#" + view, sheet, recto, view == 4, recto, copy, reason));
            if (copy != null && !recto) {
                List<String> keys = List.of(pages.get(view - 2).picture(), key);
                Booklet booklet = new Booklet(copy + "-1", keys);
                copies.add(new Copy(copy, EXAM, copy, CopyStatus.READY, List.of(booklet), null, null, 0));
            }
        }
        List<ScanProblem> problems = List.of(
                new ScanProblem("sheets_expected", 0, null, 3, 4), new ScanProblem("scanned_twice", 3, null, 0, 0));
        exams.addScan(
                new ImportedScan(EXAM, "ab", "task", "pile.pdf", 5, 2, 1, 4, null, problems, null), copies, pages);
    }

    private static byte[] blankPage() throws IOException {
        BufferedImage page = new BufferedImage(413, 585, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 413, 585);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(page, "jpg", jpeg);
        return jpeg.toByteArray();
    }

    String url(String path) {
        return "http://127.0.0.1:" + connector.getLocalPort() + path;
    }

    /** Every call that is answered, as method and pattern. */
    List<String> calls() {
        return servlet.calls();
    }

    /** What a server does when it starts again, but for its port. */
    void startAgain() {
        KorrigoServlet unused = new KorrigoServlet(api, null, PAGES);
    }

    /** From now on tasks wait: the test is the worker. */
    void stopWorking() {
        executor.close(Duration.ZERO);
    }

    /** Stops, and fails when an answer was none that the description tells of. */
    @Override
    public void close() throws Exception {
        jetty.stop();
        executor.close();
        assertThat(check.faults()).isEmpty();
    }
}
