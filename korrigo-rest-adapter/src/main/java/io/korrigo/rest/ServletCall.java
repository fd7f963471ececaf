package io.korrigo.rest;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A servlet request seen as a {@link Request}. */
final class ServletCall implements Request {
    private final HttpServletRequest request;
    private final CallerResolver callers;
    private final String prefix;
    private final List<String> path;

    ServletCall(HttpServletRequest request, CallerResolver callers) {
        this.request = request;
        this.callers = callers;
        String uri = request.getRequestURI();
        // Everything before the API's own "/api/" is the host's: context path and servlet prefix.
        String own = request.getContextPath() + servletPrefix(request.getServletPath());
        prefix = uri.startsWith(own) ? own : request.getContextPath();
        path = segments(uri.substring(prefix.length()));
    }

    private static String servletPrefix(String servletPath) {
        return servletPath.endsWith("/api")
                ? servletPath.substring(0, servletPath.length() - "/api".length())
                : servletPath;
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
        try {
            // URLDecoder is for forms, where "+" is a space; in a path it is itself.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Problem.badRequest("The address holds a malformed escape");
        }
    }

    @Override
    public String method() {
        String method = request.getMethod().toUpperCase(Locale.ROOT);
        return method.equals("HEAD") ? "GET" : method;
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
    public Optional<Caller> caller() {
        return callers.resolve(request);
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
        return request.getParameter(name);
    }

    @Override
    public byte[] body(int limit) throws IOException {
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw Problem.tooLarge("The body is larger than " + limit + " bytes");
        }
        return body;
    }

    /** Each container has its own exception for a body over the limit; the word "exceed" or "large" is all they share. */
    private static Problem refusal(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("exceed") || message.contains("too large") || message.contains("413")) {
                return Problem.tooLarge("The upload is too large; the limit is 50 MB");
            }
        }
        return Problem.badRequest("The upload can't be read: send one multipart/form-data part named 'file'");
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
