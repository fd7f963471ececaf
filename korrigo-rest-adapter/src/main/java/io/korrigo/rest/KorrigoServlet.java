package io.korrigo.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.InvalidInputException;
import io.korrigo.task.TaskQueueFullException;
import io.korrigo.task.TaskStoreException;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Korrigo's REST contract; map it to {@code /api/*}, or below a prefix of the host's choice.
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

    private final transient Router router = new Router();
    private final transient CallerResolver callers;
    private final transient ObjectMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public KorrigoServlet(RestApi api) {
        callers = api.callers();
        AcceptedWork submissions = new AcceptedWork(api.executor());
        new ExamEndpoints(api, submissions).addTo(router);
        new StudentEndpoints(api, submissions).addTo(router);
        CredentialEndpoints credentials = new CredentialEndpoints(api);
        credentials.addTo(router);
        new TaskEndpoints(api, credentials).addTo(router);
        new HealthEndpoints(api.checks()).addTo(router);
    }

    private KorrigoServlet(Map<String, RestApi.Check> checks) {
        callers = request -> Optional.empty();
        new HealthEndpoints(checks).addTo(router);
    }

    /** A servlet that answers the health checks only, for a process that works but takes no calls. */
    public static KorrigoServlet healthOnly(Map<String, RestApi.Check> checks) {
        return new KorrigoServlet(checks);
    }

    /**
     * Limits for uploads: 50 MB a file, parts above 256 KB on disk.
     *
     * @param temporary folder for parts on disk
     */
    public static MultipartConfigElement multipartConfig(Path temporary) {
        return new MultipartConfigElement(temporary.toString(), MAX_UPLOAD, MAX_UPLOAD + 64 * 1024, 256 * 1024);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Response answer = answer(request);
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (answer.body() instanceof Response.File file) {
            send(file, answer, response);
        } else if (answer.body() instanceof Response.Json body) {
            write(answer, response, body.mediaType());
            json.writeValue(response.getOutputStream(), body.value());
        }
    }

    private Response answer(HttpServletRequest request) {
        try {
            return router.handle(new ServletCall(request, callers));
        } catch (Problem problem) {
            return problem.response();
        } catch (InvalidInputException invalid) {
            return Problem.badRequest(String.valueOf(invalid.getMessage())).response();
        } catch (TaskQueueFullException full) {
            return Problem.unavailable(String.valueOf(full.getMessage())).response();
        } catch (TaskStoreException failure) {
            LOG.error("The task store failed", failure);
            return Problem.unavailable("The task store does not answer; try again later")
                    .response();
        } catch (IOException | RuntimeException failure) {
            return internal(failure).response();
        }
    }

    private static Problem internal(Exception failure) {
        String incident = UUID.randomUUID().toString();
        LOG.error("Incident {}", incident, failure);
        return Problem.internal(incident);
    }

    private void send(Response.File file, Response answer, HttpServletResponse response) throws IOException {
        InputStream content;
        try {
            content = file.source().open();
        } catch (NoSuchFileException gone) {
            LOG.warn("A file that the store names is gone: {}", gone.getFile());
            Response missing =
                    Problem.notFound("The file is not there any more").response();
            write(missing, response, "application/problem+json");
            json.writeValue(response.getOutputStream(), ((Response.Json) missing.body()).value());
            return;
        }
        try (content) {
            write(answer, response, file.mediaType());
            content.transferTo(response.getOutputStream());
        }
    }

    private static void write(Response answer, HttpServletResponse response, String mediaType) {
        response.setStatus(answer.status());
        response.setContentType(mediaType);
        answer.headers().forEach(response::setHeader);
    }
}
