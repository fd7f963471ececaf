package io.korrigo.browser;

import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.PageRegion;
import io.korrigo.exam.Student;
import io.korrigo.executor.local.InMemoryTaskStore;
import io.korrigo.executor.local.LocalTaskExecutor;
import io.korrigo.identify.FieldAgreement;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Reason;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.rest.Caller;
import io.korrigo.rest.KorrigoServlet;
import io.korrigo.rest.RestApi;
import io.korrigo.rest.Role;
import io.korrigo.rest.SignIn;
import io.korrigo.scan.PileLimits;
import io.korrigo.task.Claim;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import io.korrigo.testkit.desk.InMemoryDesk;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * The service and its pages below a context path, on stores in memory; a token is "admin", "new" for somebody with a
 * provisional password, or anything else for the teacher of that name. What machines say of copies is said by the test.
 */
final class DeskHost implements AutoCloseable {
    static final String EXAM = "bac-blanc";
    /** Where the rows of its pages are written on. */
    private static final List<PageRegion> ROWS = List.of(
            new PageRegion(0.2, 0.043, 0.55, 0.03),
            new PageRegion(0.2, 0.084, 0.55, 0.03),
            new PageRegion(0.7, 0.135, 0.29, 0.03));

    private static final HeaderReader READER = new HeaderReader();

    final InMemoryExamStore exams = new InMemoryExamStore();
    final InMemoryDesk desk = new InMemoryDesk(exams);
    final InMemoryStudentStore students = new InMemoryStudentStore();
    final InMemoryBlobStore blobs = new InMemoryBlobStore();
    final RecordingAuditLog audit = new RecordingAuditLog();
    final TaskStore tasks = new InMemoryTaskStore(Clock.systemUTC());
    /** Milliseconds by which pictures are late. */
    final AtomicInteger slowness = new AtomicInteger();

    private final String contextPath;
    private final LocalTaskExecutor executor;
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);

    DeskHost(Path temporary, String contextPath) throws Exception {
        this.contextPath = contextPath;
        executor = LocalTaskExecutor.builder(KorrigoTasks.builder()
                        .flattening(exams, students, blobs, audit, ExportOptions.in(Locale.FRENCH))
                        .imports(students, blobs, audit)
                        .identification(exams, students, blobs, audit, READER)
                        .scans(exams, students, blobs, audit, READER, PileLimits.USUAL)
                        .build())
                .store(tasks)
                .build();
        RestApi api = new RestApi(
                executor,
                exams,
                blobs,
                audit,
                DeskHost::caller,
                null,
                null,
                new RestApi.Desk(desk, desk, desk, exams, desk, students),
                new Tokens(),
                Runnable::run,
                Map.of());
        ServletHolder holder = new ServletHolder(new KorrigoServlet(api));
        holder.getRegistration().setMultipartConfig(KorrigoServlet.multipartConfig(temporary));
        holder.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler(contextPath.isEmpty() ? "/" : contextPath);
        FilterHolder filter = new FilterHolder(delaying());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(holder, "/*");
        jetty.setHandler(context);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.start();
    }

    private Filter delaying() {
        return (request, response, chain) -> {
            if (((HttpServletRequest) request).getRequestURI().contains("/pages/")) {
                try {
                    // Until it is over nothing happens; nobody interrupts.
                    new java.util.concurrent.CountDownLatch(1)
                            .await(slowness.get(), java.util.concurrent.TimeUnit.MILLISECONDS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            chain.doFilter(request, response);
        };
    }

    private static Optional<Caller> caller(HttpServletRequest request) {
        for (Cookie cookie : request.getCookies() == null ? new Cookie[0] : request.getCookies()) {
            if (cookie.getName().equals(SignIn.COOKIE)) {
                return Optional.of(named(cookie.getValue()));
            }
        }
        return Optional.empty();
    }

    private static Caller named(String name) {
        if (name.equals("eleve")) {
            return Caller.student(name, "s-1", true);
        }
        return Caller.bySession(
                name, name.equals("new") ? Set.of() : Set.of(name.equals("admin") ? Role.ADMIN : Role.TEACHER));
    }

    private static final class Tokens implements SignIn {
        @Override
        public Optional<Session> byPassword(String username, String password, String address) {
            return byToken(username);
        }

        @Override
        public boolean isProvisional(String username) {
            return username.equals("new");
        }

        @Override
        public Optional<Session> changePassword(Caller caller, String current, String next, String address) {
            return byToken("prof");
        }

        @Override
        public Accounts accounts() {
            return new NoAccounts();
        }

        @Override
        public SignIn.Tokens tokens() {
            return new NoTokens();
        }

        @Override
        public Optional<Session> byToken(String token) {
            return Optional.of(
                    new Session(token, named(token), Clock.systemUTC().instant().plus(Duration.ofHours(12))));
        }

        @Override
        public void end(String secret) {}
    }

    private static final class NoTokens implements SignIn.Tokens {
        @Override
        public List<Issued> list() {
            return List.of();
        }

        @Override
        public String issue(String name, Role role, @Nullable Duration lasts, String actor) {
            throw new UnsupportedOperationException("No page makes tokens");
        }

        @Override
        public boolean revoke(String id, String actor) {
            return false;
        }
    }

    private static final class NoAccounts implements SignIn.Accounts {
        @Override
        public List<Entry> list(String beginning) {
            return List.of();
        }

        @Override
        public int count(String beginning) {
            return 0;
        }

        @Override
        public Optional<String> create(String username, Role role, String actor) {
            return Optional.empty();
        }

        @Override
        public Optional<String> reset(String username, String actor) {
            return Optional.empty();
        }

        @Override
        public boolean remove(String username, String actor) {
            return false;
        }
    }

    /** From now on tasks wait: the test is the worker. */
    void letTasksWait() {
        executor.close(Duration.ZERO);
    }

    /** An exam of the teacher "prof", without copies. */
    void exam() {
        exams.add(new Exam(EXAM, "Bac blanc HG 2026", LocalDate.of(2026, 2, 12), 4, List.of(), Set.of("prof")));
    }

    /** A copy whose only page is this picture. */
    void copy(String id, String anonymousId, byte[] page) throws IOException {
        String key = "pages/" + id + ".jpg";
        blobs.publish(key, out -> out.write(page));
        exams.add(
                new Copy(
                        id,
                        EXAM,
                        anonymousId,
                        CopyStatus.READY,
                        List.of(new Booklet(id + "-b", List.of(key))),
                        null,
                        null,
                        0),
                List.of(),
                CopyMarks.NONE);
    }

    /** What a machine says of a copy: students, the likeliest first, and the letters that it read. */
    void read(String copy, Reason.Code why, Map<String, String> letters, List<Student> likely) {
        List<CmenOcr.Match> matches = new ArrayList<>();
        for (Student student : likely) {
            matches.add(new CmenOcr.Match(
                    student.id(), 0.9 / (matches.size() + 1), FieldAgreement.NOTHING_SAID, null, List.of()));
        }
        TaskId task = tasks.submit(Submission.of(CmenOcr.KIND, new CmenOcr.Parameters(copy), "prof")
                        .about(EXAM))
                .id();
        Claim claim = tasks.claim(task, "test", Duration.ofMinutes(1)).orElseThrow();
        tasks.succeed(
                claim,
                new CmenOcr.Result(
                        copy,
                        "success",
                        letters,
                        matches.isEmpty() ? null : matches.get(0),
                        matches,
                        false,
                        new Reason(why),
                        Identification.Decision.REVIEW,
                        0.1,
                        exams.copy(copy).orElseThrow().pages(),
                        null,
                        List.of(new CmenOcr.Written(0, ROWS))));
    }

    /** Gives a copy to a student as a machine does. */
    void identify(String copy, Student student) {
        exams.identify(
                copy,
                exams.copy(copy).orElseThrow().version(),
                new CopyIdentification(student.id(), CopyIdentification.Source.AUTOMATIC, 0.999));
    }

    /** The pages' address, with slash at its end. */
    String ui() {
        return "http://127.0.0.1:" + connector.getLocalPort() + contextPath + "/ui/";
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
        executor.close();
    }
}
