package io.korrigo.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty answers by itself, to calls that no servlet gets to see, in the form of all other errors (RFC 9457). */
final class ProblemPages extends ErrorHandler {
    private static final String MEDIA_TYPE = "application/problem+json";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, json(response.getStatus()), callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, MEDIA_TYPE);
        return ByteBuffer.wrap(json(status).getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing of the call is repeated. */
    private static String json(int status) {
        String title = HttpStatus.getMessage(status);
        String detail = status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431
                ? "The headers are larger than 8 KB"
                : status < 500 ? "The call is malformed" : "Something failed here; the log has it";
        return "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail
                + "\",\"error\":\"" + detail + "\",\"code\":\"" + (status < 500 ? "call.malformed" : "service.failed")
                + "\"}";
    }
}
