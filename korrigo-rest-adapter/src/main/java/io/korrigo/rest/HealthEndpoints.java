package io.korrigo.rest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What load balancers ask; needs no authentication.
 *
 * <p>Checks run on threads of their own and are waited for a while only, so that one that hangs is a failed one. One that still
 * hangs is not begun again.
 */
final class HealthEndpoints implements AutoCloseable {
    /** All checks together: whoever asks hears within two seconds. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final String FAILED = "failed";
    private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoints.class);

    private final Map<String, RestApi.Check> checks;
    private final Map<String, Future<?>> running = new ConcurrentHashMap<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "korrigo-health");
        thread.setDaemon(true);
        return thread;
    });

    HealthEndpoints(Map<String, RestApi.Check> checks) {
        this.checks = checks;
    }

    void addTo(Router router) {
        router.add("GET", "api/health/live", (request, ids) -> alive()).add("GET", "api/health/ready", this::ready);
    }

    static Response alive() {
        return Response.json(200, Map.of("status", "alive"));
    }

    private Response ready(Request request, List<String> ids) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Future<?>> asked = new LinkedHashMap<>();
        checks.forEach((name, check) -> asked.put(name, begun(name, check)));
        Map<String, Object> answers = new LinkedHashMap<>();
        boolean ready = true;
        for (Map.Entry<String, Future<?>> check : asked.entrySet()) {
            String answer = answer(check.getKey(), check.getValue(), deadline);
            answers.put(check.getKey(), answer);
            ready &= !answer.equals(FAILED);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", ready ? "ready" : "not ready");
        body.put("checks", answers);
        Response answer = Response.json(ready ? 200 : 503, body);
        return ready ? answer : answer.withHeader("Retry-After", "5");
    }

    private Future<?> begun(String name, RestApi.Check check) {
        return running.compute(
                name,
                (key, before) -> before != null && !before.isDone()
                        ? before
                        : threads.submit(() -> {
                            check.run();
                            return null;
                        }));
    }

    private String answer(String name, Future<?> check, long deadline) {
        try {
            check.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (failed.remove(name)) {
                LOG.info("The check '{}' passes again", name);
            }
            return "ok";
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RestApi.Limitation limitation) {
                return String.valueOf(limitation.getMessage());
            }
            notReady(name, MutedTrace.line(failure.getCause()));
        } catch (TimeoutException hanging) {
            notReady(name, "no answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    /** Once, however often it is asked meanwhile. */
    private void notReady(String name, String why) {
        if (failed.add(name)) {
            LOG.warn("Not ready: the check '{}' failed: {}", name, why);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
