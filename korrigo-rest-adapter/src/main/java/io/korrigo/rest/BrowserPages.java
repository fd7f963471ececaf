package io.korrigo.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The pages for people: one HTML document for every address below {@code ui/}, and the modules that it starts, from
 * {@code META-INF/korrigo/ui} in this jar, and Preact with htm from the jar of its publisher. Those of large screens are loaded when
 * somebody opens them.
 *
 * <p>Modules have a hash of all of them in their address and are kept by browsers for good; the document is asked for anew each
 * time. What the document names, it names relative to its own address, so that it works wherever a host or a proxy puts it.
 *
 * <p><b>Threads:</b> immutable; safe for concurrent use.
 */
final class BrowserPages {
    static final String FOLDER = "META-INF/korrigo/ui/";
    private static final String FIRST = "app.js";
    private static final String STYLE = "korrigo.css";
    private static final String ICON = "icon.svg";
    /** What our modules call it: the library that draws, in one module. */
    static final String LIBRARY = "htm-preact.js";
    /** The same where org.mvnpm:htm keeps it; the version in this path is the parent pom's. */
    static final String PUBLISHED = "META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js";

    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '\\./([a-z0-9.-]+\\.js)'");
    /** A screen's module, loaded when somebody opens it. */
    private static final Pattern LATER = Pattern.compile("import\\('\\./([a-z0-9.-]+\\.js)'\\)");
    /** Nothing from elsewhere, nothing inline, and no text that becomes a script. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'";

    /** In our modules and styles no text of several lines depends on it. */
    private static final Pattern INDENTATION = Pattern.compile("(?m)^[ \\t]+");

    /** Only as the house writes them: on lines of their own, or before what they type. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*//.*$|/\\*\\*[\\s\\S]*?\\*/");

    private record Part(String mediaType, byte[] bytes, byte[] packed) {}

    private final Map<String, Part> parts = new TreeMap<>();
    private final String hash;

    /** @throws IllegalStateException when a module is missing that another one names */
    BrowserPages() {
        add(FIRST);
        parts.put(STYLE, part(STYLE, "text/css"));
        parts.put(ICON, part(ICON, "image/svg+xml"));
        hash = hash();
    }

    private void add(String name) {
        if (!parts.containsKey(name)) {
            parts.put(name, part(name, "text/javascript"));
            named(IMPORT, name).forEach(this::add);
            named(LATER, name).forEach(this::add);
        }
    }

    private Set<String> named(Pattern how, String module) {
        Set<String> names = new TreeSet<>();
        Matcher imports = how.matcher(new String(part(module).bytes(), StandardCharsets.UTF_8));
        while (imports.find()) {
            names.add(imports.group(1));
        }
        return names;
    }

    private Part part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    private void addNeeded(String module, Set<String> to) {
        if (to.add(module)) {
            named(IMPORT, module).forEach(each -> addNeeded(each, to));
        }
    }

    private String hash() {
        MessageDigest digest = Sha256.begin();
        parts.forEach((name, part) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(part.bytes());
        });
        return Sha256.end(digest).substring(0, 16);
    }

    private static Part part(String name, String mediaType) {
        String path = name.equals(LIBRARY) ? PUBLISHED : FOLDER + name;
        try (InputStream in = BrowserPages.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("No jar has " + path
                        + (name.equals(LIBRARY)
                                ? ": put org.mvnpm:htm of korrigo-rest-adapter's version beside it"
                                : ""));
            }
            byte[] bytes = name.endsWith(".js") ? lean(in.readAllBytes()) : in.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            return new Part(mediaType + ";charset=utf-8", bytes, packed.toByteArray());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Comments and indentation are a sixth of what browsers would load; lines stay where they are, for what errors tell. */
    private static byte[] lean(byte[] module) {
        String code = COMMENT.matcher(new String(module, StandardCharsets.UTF_8))
                .replaceAll(comment -> comment.group().replaceAll("[^\n]", ""));
        return INDENTATION.matcher(code).replaceAll("").getBytes(StandardCharsets.UTF_8);
    }

    /** Names of all parts beside the document. */
    Set<String> names() {
        return Set.copyOf(parts.keySet());
    }

    /** Modules of screens that are loaded when somebody opens them. */
    Set<String> later() {
        return named(LATER, FIRST);
    }

    /** Bytes, packed, of all that a browser loads beside the document to open screens, by their modules. */
    int weight(Set<String> screens) {
        // In French, which has more to say.
        Set<String> needed = new TreeSet<>(Set.of(STYLE, ICON, "fr.js"));
        addNeeded(FIRST, needed);
        screens.forEach(screen -> addNeeded(screen, needed));
        return needed.stream().mapToInt(each -> part(each).packed().length).sum();
    }

    /**
     * Answers if the address is the pages'.
     *
     * @return false, with nothing sent, where it is not
     */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path =
                request.getRequestURI().substring(ServletCall.prefix(request).length());
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || !(path.isEmpty() || path.equals("/") || path.equals("/ui") || path.startsWith("/ui/"))) {
            return false;
        }
        if (!path.startsWith("/ui/")) {
            String last = request.getRequestURI().replaceAll(".*/", "");
            // Relative: a proxy may have the service at another address than it knows.
            response.setHeader("Location", path.equals("/ui") || last.isEmpty() ? "ui/" : last + "/ui/");
            response.setStatus(HttpServletResponse.SC_FOUND);
        } else if (path.startsWith("/ui/assets/")) {
            asset(path.substring("/ui/assets/".length()), request, response);
        } else {
            document(path.substring("/ui/".length()), request, response);
        }
        return true;
    }

    private void asset(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = path.substring(path.indexOf('/') + 1);
        Part part = parts.get(name);
        // Under the hash of another version a browser would keep what it should not have.
        if (part == null || !path.equals(hash + "/" + name)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setHeader("Cache-Control", "no-store");
            return;
        }
        String encodings = String.valueOf(request.getHeader("Accept-Encoding")).toLowerCase(Locale.ROOT);
        boolean packed = encodings.contains("gzip");
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("Vary", "Accept-Encoding");
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        send(part.mediaType(), packed ? part.packed() : part.bytes(), request, response);
    }

    private void document(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String ui = "../".repeat((int) path.chars().filter(each -> each == '/').count());
        String assets = (ui.isEmpty() ? "./" : ui) + "assets/" + hash + "/";
        boolean english = Locale.ENGLISH.getLanguage().equals(language(request));
        Set<String> needed = new TreeSet<>();
        addNeeded(FIRST, needed);
        // The other language is loaded by who asks for it.
        needed.add(english ? "en.js" : "fr.js");
        String preloads = needed.stream()
                .map(name -> "<link rel=\"modulepreload\" href=\"" + assets + name + "\">\n")
                .collect(Collectors.joining());
        String html = "<!doctype html>\n<html lang=\"" + (english ? "en" : "fr")
                + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>Korrigo</title>\n"
                + "<link rel=\"icon\" href=\"" + assets + ICON + "\">\n"
                + "<link rel=\"stylesheet\" href=\"" + assets + STYLE + "\">\n"
                + preloads
                + "<script type=\"module\" src=\"" + assets + FIRST + "\"></script>\n</head>\n<body>\n<noscript>"
                + (english ? "Korrigo needs JavaScript." : "Korrigo a besoin de JavaScript.")
                + "</noscript>\n<div id=\"app\"></div>\n</body>\n</html>\n";
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        send("text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8), request, response);
    }

    /** French, unless the browser wants English more. */
    private static String language(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") != null) {
            for (Locale each : java.util.Collections.list(request.getLocales())) {
                if (each.getLanguage().equals("fr") || each.getLanguage().equals("en")) {
                    return each.getLanguage();
                }
            }
        }
        return "fr";
    }

    private static void send(String type, byte[] bytes, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(type);
        response.setContentLength(bytes.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(bytes);
        }
    }
}
