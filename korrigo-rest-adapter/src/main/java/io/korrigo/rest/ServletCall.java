package io.korrigo.rest;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A servlet request seen as a {@link Request}. */
final class ServletCall implements Request {
    private static final Pattern JSON =
            Pattern.compile("\\s*application/([a-z.-]+\\+)?json\\s*(;|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern BYTES =
            Pattern.compile("\\s*application/octet-stream\\s*(;|$)", Pattern.CASE_INSENSITIVE);

    private final HttpServletRequest request;
    private final CallerResolver callers;
    private final CallLimits limits;
    private final String prefix;
    private final List<String> path;
    private boolean resolved;
    private @Nullable Caller caller;

    /** @throws Problem 400 when the address is malformed */
    ServletCall(HttpServletRequest request, CallerResolver callers, CallLimits limits) {
        this.request = request;
        this.callers = callers;
        this.limits = limits;
        prefix = prefix(request);
        path = segments(request.getRequestURI().substring(prefix.length()));
    }

    /** Everything before "/api/" and "/ui/", which is the host's: context path and servlet prefix. */
    static String prefix(HttpServletRequest request) {
        String own = request.getContextPath() + request.getServletPath().replaceFirst("/(api|ui|metrics)$", "");
        return request.getRequestURI().startsWith(own) ? own : request.getContextPath();
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decode(segment));
            }
        }
        return segments;
    }

    private static String decode(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        try {
            for (int i = 0; i < segment.length(); i++) {
                char character = segment.charAt(i);
                if (character == '%') {
                    bytes.write(HexFormat.fromHexDigits(segment, i + 1, i + 3));
                    i += 2;
                } else {
                    bytes.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
                }
            }
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return checked("The address", decoded);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException malformed) {
            throw Problem.badRequest("address.malformed");
        }
    }

    /** Databases take no text with a NUL, and nobody means one. */
    private static String checked(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw Problem.badRequest("address.nul", what);
        }
        return text;
    }

    @Override
    public String method() {
        String method = request.getMethod().toUpperCase(Locale.ROOT);
        return method.equals("HEAD") ? "GET" : method;
    }

    @Override
    public boolean headersOnly() {
        return request.getMethod().equals("HEAD");
    }

    @Override
    public List<String> path() {
        return path;
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public boolean secure() {
        return request.isSecure();
    }

    @Override
    public String address() {
        return String.valueOf(request.getRemoteAddr());
    }

    @Override
    public Optional<Caller> caller() {
        if (!resolved) {
            Caller known = callers.resolve(request).orElse(null);
            if (known != null) {
                limits.enter(known.name());
            }
            caller = known;
            resolved = true;
        }
        return Optional.ofNullable(caller);
    }

    /** The caller's name as far as it was asked for, or empty. */
    String callerName() {
        return caller == null ? "" : caller.name();
    }

    /** The answer was sent: the caller may make another call. */
    void end() {
        if (!callerName().isEmpty()) {
            limits.leave(callerName());
        }
    }

    @Override
    public Optional<Upload> upload(String name) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return Optional.empty();
        }
        try {
            Part part = request.getPart(name);
            return part == null || part.getSubmittedFileName() == null
                    ? Optional.empty()
                    : Optional.of(new PartUpload(part));
        } catch (ServletException | IllegalStateException | IOException failure) {
            throw refusal(failure);
        } catch (RuntimeException failure) {
            // Jetty refuses a malformed body with an exception of its own that no servlet API names.
            if (failure.getClass().getSimpleName().contains("BadMessage")) {
                throw refusal(failure);
            }
            throw failure;
        }
    }

    @Override
    public @Nullable String parameter(String name) {
        try {
            String value = request.getParameter(name);
            return value == null ? null : checked("The parameter " + name, value);
        } catch (Problem nul) {
            throw nul;
        } catch (RuntimeException malformed) {
            // Each container has an exception of its own for escapes that are none.
            throw Problem.badRequest("query.malformed");
        }
    }

    @Override
    public byte[] body(int limit) throws IOException {
        String type = request.getContentType();
        if (type != null && !JSON.matcher(type).lookingAt()) {
            throw Problem.unsupported("body.no_json");
        }
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw Problem.tooLarge("body.too_large", limit);
        }
        return body;
    }

    @Override
    public InputStream content() throws IOException {
        String type = request.getContentType();
        if (type == null || !BYTES.matcher(type).lookingAt()) {
            throw Problem.unsupported("body.no_bytes");
        }
        return request.getInputStream();
    }

    /** Each container has its own exception for a body over the limit; the word "exceed" or "large" is all they share. */
    private static Problem refusal(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("exceed") || message.contains("too large") || message.contains("413")) {
                return Problem.tooLarge("file.too_large");
            }
        }
        return Problem.badRequest("file.malformed");
    }

    private record PartUpload(Part part) implements Upload {
        @Override
        public String filename() {
            return part.getSubmittedFileName();
        }

        @Override
        public long length() {
            return part.getSize();
        }

        @Override
        public InputStream open() throws IOException {
            return part.getInputStream();
        }
    }
}
