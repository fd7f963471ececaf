package io.korrigo.rest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The host's metrics, for programs that watch the machine. */
final class MetricsEndpoint {
    /** Prometheus' text format, which other collectors read as well. */
    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> metrics;

    MetricsEndpoint(Supplier<String> metrics) {
        this.metrics = metrics;
    }

    void addTo(Router router) {
        router.add("GET", "metrics", this::get);
    }

    private Response get(Request request, List<String> ids) {
        Access.monitor(request);
        byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
        Response.File file = new Response.File(
                from -> new ByteArrayInputStream(text, (int) from, text.length - (int) from),
                MEDIA_TYPE,
                text.length,
                null);
        return new Response(200, Map.of("Cache-Control", "no-store"), file);
    }
}
