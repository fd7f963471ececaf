package io.korrigo.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.InvalidInputException;
import io.korrigo.UnavailableException;
import io.korrigo.exam.AuditLog;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskStoreException;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Korrigo's REST contract and, where a host has persons work through it, their pages; map it to {@code /api/*} and
 * {@code /ui/*}, or below a prefix of the host's choice.
 *
 * <p>Register it with {@link #multipartConfig}, or uploads can't be received.
 *
 * <p><b>Threads:</b> safe for concurrent use, as containers need it.
 */
public final class KorrigoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(KorrigoServlet.class);

    /** Largest upload, 50 MB: what the original's users know. */
    private static final long MAX_UPLOAD = 50L * 1024 * 1024;

    /** Bytes; a larger body that is refused is not worth the connection. */
    private static final int DRAINED = 64 * 1024;

    private final transient Router router = new Router();
    private final transient CallerResolver callers;
    private final transient CallLimits limits;
    private final transient OutageNotice outages = new OutageNotice(LOG);
    private final transient RefusalLog refusals;
    private final transient HealthEndpoints health;
    private final transient @Nullable LiveAnswers live;
    private final transient @Nullable BrowserPages pages;
    private final transient ObjectMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public KorrigoServlet(RestApi api) {
        this(api, null);
    }

    /** @param metrics in Prometheus' text format, asked for at each call of {@code metrics}; null where the host has its own */
    public KorrigoServlet(RestApi api, @Nullable Supplier<String> metrics) {
        this(api, metrics, api.desk() == null ? null : new BrowserPages());
    }

    /** @param pages null where they aren't shown */
    KorrigoServlet(RestApi api, @Nullable Supplier<String> metrics, @Nullable BrowserPages pages) {
        callers = api.callers();
        limits = new CallLimits(api.limits().callsOfOne(), api.limits().calls(), "calls.under_way");
        refusals = new RefusalLog(api.audit(), Clock.systemUTC());
        Routes.add(api, router);
        this.pages = pages;
        live = new LiveAnswers(new TaskWatch(api.executor().store()), api.limits());
        health = new HealthEndpoints(api.checks());
        health.addTo(router);
        if (metrics != null) {
            new MetricsEndpoint(metrics).addTo(router);
        }
    }

    private KorrigoServlet(
            Map<String, RestApi.Check> checks, CallerResolver callers, @Nullable Supplier<String> metrics) {
        refusals = new RefusalLog(new NoAudit(), Clock.systemUTC());
        this.callers = callers;
        limits = new CallLimits(RestApi.Limits.USUAL.callsOfOne(), RestApi.Limits.USUAL.calls(), "calls.under_way");
        live = null;
        pages = null;
        health = new HealthEndpoints(checks);
        health.addTo(router);
        if (metrics != null) {
            new MetricsEndpoint(metrics).addTo(router);
        }
    }

    /** A servlet that answers the health checks only, for a process that works but takes no calls. */
    public static KorrigoServlet healthOnly(Map<String, RestApi.Check> checks) {
        return new KorrigoServlet(checks, request -> Optional.empty(), null);
    }

    /** A servlet that answers the health checks and tells metrics, for a process that works but takes no calls. */
    public static KorrigoServlet watchedOnly(
            Map<String, RestApi.Check> checks, CallerResolver callers, Supplier<String> metrics) {
        return new KorrigoServlet(checks, callers, metrics);
    }

    /**
     * Limits for uploads: 50 MB a file, parts above 256 KB on disk.
     *
     * @param temporary folder for parts on disk
     */
    public static MultipartConfigElement multipartConfig(Path temporary) {
        return new MultipartConfigElement(temporary.toString(), MAX_UPLOAD, MAX_UPLOAD + 64 * 1024, 256 * 1024);
    }

    /** How many streams of events and waited-for statuses are open now: for a host's metrics. */
    public int listeners() {
        return live == null ? 0 : live.size();
    }

    /** Every call that is answered, as method and pattern. */
    List<String> calls() {
        return router.calls();
    }

    @Override
    public void destroy() {
        if (live != null) {
            live.close();
        }
        health.close();
    }

    /** Of a process that takes no calls that could be refused. */
    private static final class NoAudit implements AuditLog {
        @Override
        public void record(Event event, String actor, String subject, String detail) {}

        @Override
        public void recordOnce(String key, Event event, String actor, String subject, String detail) {}

        @Override
        public List<DatedEntry> entries(Event event, String subject) {
            return List.of();
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (request.getMethod().equals("GET") && request.getRequestURI().matches(".*/api/health/live/?")) {
            // Answered whatever all other calls wait for.
            send(HealthEndpoints.alive(), request, response);
            return;
        }
        if (pages != null && pages.answer(request, response)) {
            return;
        }
        try {
            limits.enter();
        } catch (Problem busy) {
            send(busy.response(), request, response);
            return;
        }
        try {
            answer(request, response);
        } finally {
            limits.leave();
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletCall call;
        try {
            call = new ServletCall(request, callers, limits);
        } catch (Problem malformed) {
            send(malformed.response(), request, response);
            return;
        }
        try {
            Response answer = answer(call);
            drain(request);
            if (!waits(answer, call, request, response)) {
                send(answer, request, response);
            }
        } finally {
            call.end();
        }
    }

    /** Whether the answer is one that goes on when this call has returned. */
    private boolean waits(Response answer, ServletCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (live == null) {
            return false;
        }
        try {
            if (answer.body() instanceof Response.Live stream) {
                live.stream(stream, call.callerName(), call, request, response);
                return true;
            } else if (answer.body() instanceof Response.Later later) {
                live.later(later, call.callerName(), request, response, this::send);
                return true;
            }
        } catch (Problem tooMany) {
            send(tooMany.response(), request, response);
            return true;
        } catch (TaskStoreException failure) {
            outages.failed(failure);
            send(Problem.unavailable("service.away").response(), request, response);
            return true;
        }
        return false;
    }

    private Response answer(ServletCall call) {
        try {
            Response answer = answerOf(call);
            if (!call.callerName().isEmpty()) {
                // Who calls was found out, for which something had to answer.
                outages.worked();
            }
            return answer;
        } catch (TaskQueueFullException full) {
            return Problem.unavailable("service.queue_full", String.valueOf(full.getMessage()))
                    .response();
        } catch (TaskStoreException | UnavailableException | IOException failure) {
            outages.failed(failure);
            return Problem.unavailable("service.away").response();
        } catch (RuntimeException failure) {
            String incident = UUID.randomUUID().toString();
            LOG.error("Incident {}", incident, MutedTrace.of(failure));
            return Problem.internal(incident).response();
        }
    }

    private Response answerOf(ServletCall call) throws IOException {
        try {
            return router.handle(call);
        } catch (Problem problem) {
            if (problem.isRefusal()) {
                refusals.record(
                        call.callerName(), call.method(), "/" + String.join("/", call.path()), problem.status());
            }
            return problem.response();
        } catch (InvalidInputException invalid) {
            return Problem.badRequest("input.invalid", String.valueOf(invalid.getMessage()))
                    .response();
        }
    }

    private void send(Response answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (answer.body() instanceof Response.File file) {
            try {
                FileTransfer.send(file, answer, request, response);
            } catch (Problem outOfRange) {
                send(outOfRange.response(), request, response);
            } catch (NoSuchFileException gone) {
                LOG.warn("A file that the store names is gone: {}", gone.getFile());
                send(Problem.notFound("file.gone").response(), request, response);
            }
        } else if (answer.body() instanceof Response.Json body) {
            response.setStatus(answer.status());
            response.setContentType(body.mediaType());
            answer.headers().forEach(response::setHeader);
            Object value = body.value();
            if (value instanceof Problem problem) {
                Words words = Words.of(request.getHeader("Accept-Language"));
                response.setHeader("Content-Language", words.language());
                value = problem.in(words);
            }
            byte[] bytes = json.writeValueAsBytes(value);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /**
     * Takes the rest of a small body that nobody read. A container closes the connection where something is left, and a client that
     * sends its next call on it meanwhile gets no answer.
     */
    private static void drain(HttpServletRequest request) {
        if (request.getContentLengthLong() > 0 && request.getContentLengthLong() <= DRAINED) {
            try {
                request.getInputStream().readNBytes(DRAINED);
            } catch (IOException | RuntimeException unreadable) {
                // The answer tells what is wrong with the call; here only the connection is lost.
                LOG.debug("A refused body can't be read to its end: {}", MutedTrace.line(unreadable));
            }
        }
    }
}
