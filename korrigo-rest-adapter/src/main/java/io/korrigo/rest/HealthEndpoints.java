package io.korrigo.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What load balancers ask; needs no authentication. */
final class HealthEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoints.class);

    private final Map<String, RestApi.Check> checks;

    HealthEndpoints(Map<String, RestApi.Check> checks) {
        this.checks = checks;
    }

    void addTo(Router router) {
        router.add("GET", "api/health/live", (request, ids) -> Response.json(200, Map.of("status", "alive")))
                .add("GET", "api/health/ready", this::ready);
    }

    private Response ready(Request request, List<String> ids) {
        Map<String, Object> answers = new LinkedHashMap<>();
        boolean ready = true;
        for (Map.Entry<String, RestApi.Check> check : checks.entrySet()) {
            boolean ok = passes(check.getKey(), check.getValue());
            answers.put(check.getKey(), ok ? "ok" : "failed");
            ready &= ok;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", ready ? "ready" : "not ready");
        body.put("checks", answers);
        return Response.json(ready ? 200 : 503, body);
    }

    private static boolean passes(String name, RestApi.Check check) {
        try {
            check.run();
            return true;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn("Not ready: the check '{}' failed", name, failure);
            return false;
        }
    }
}
