package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.rest.RestApi;
import io.korrigo.rest.Role;
import io.korrigo.scan.PileLimits;
import io.korrigo.server.KorrigoServer;
import io.korrigo.server.S3Location;
import io.korrigo.server.ServerOptions;
import io.korrigo.server.ServerRole;
import io.korrigo.tasks.ExportOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code korrigo serve}: the REST service until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the REST service. The first start prints an administrator's token, once.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {
    private static final long MEGABYTE = 1_000_000;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on, 0 for any free one")
    private int port = 8088;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "address to listen on; 0.0.0.0 opens it to the network")
    private String host = "127.0.0.1";

    @Option(names = "--data", paramLabel = "DIR", description = "folder for the database and the files")
    private Path data = Path.of("korrigo-data");

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "PostgreSQL or H2 database to use instead of a file in the data folder")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--jdbc-user",
            paramLabel = "USER",
            description = "its user; the password comes from the environment variable KORRIGO_JDBC_PASSWORD")
    private @Nullable String jdbcUser;

    @Option(
            names = "--blobs",
            paramLabel = "s3://BUCKET/PREFIX",
            description = "bucket for the files instead of the data folder; the credentials come from the environment"
                    + " variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the region from AWS_REGION")
    private @Nullable String blobs;

    @Option(
            names = "--blobs-endpoint",
            paramLabel = "URL",
            description = "where a store is that speaks S3 and isn't Amazon's")
    private @Nullable URI blobsEndpoint;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description =
                    "all: answer and work; web: answer; worker: work (several processes share --jdbc-url and --data)")
    private ServerRole role = ServerRole.ALL;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            description =
                    "how long running tasks may go on when it is told to stop (SIGTERM), before they are handed back")
    private int drain = (int) KorrigoServer.PATIENCE.toSeconds();

    @Option(
            names = "--tessdata",
            paramLabel = "DIR",
            description = "Tesseract's language data, for printed headers; looked for in the usual places otherwise")
    private @Nullable Path tessdata;

    @Option(
            names = "--load-exam",
            paramLabel = "DIR",
            description = "stores the exam in DIR (exam.json, copies/, pages/) first, unless it is there already")
    private @Nullable Path examFolder;

    @Option(
            names = "--issue-token",
            paramLabel = "ROLE:NAME",
            description =
                    "issues and prints a token for a user, such as teacher:m.durand or admin:admin; may be repeated")
    private List<String> newTokens = List.of();

    @Option(
            names = "--behind-proxy",
            description = "a proxy stands in front, with TLS: its X-Forwarded-* and Forwarded headers are believed")
    private boolean behindProxy;

    @Option(
            names = "--path-prefix",
            paramLabel = "PATH",
            description = "what every address begins with, such as /korrigo")
    private String pathPrefix = "";

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "calls that are answered at once; the next are answered 503")
    private int calls = RestApi.Limits.USUAL.calls();

    @Option(
            names = "--calls-per-caller",
            paramLabel = "N",
            description = "calls of one caller that are answered at once; the next are answered 429")
    private int callsPerCaller = RestApi.Limits.USUAL.callsOfOne();

    @Option(
            names = "--tasks-per-caller",
            paramLabel = "N",
            description = "tasks of one caller that may wait; the next are answered 429")
    private int tasksPerCaller = RestApi.Limits.USUAL.tasksOfOne();

    @Option(
            names = "--scan-views",
            paramLabel = "N",
            description = "most pictures that a scan may have; an A3 sheet on both sides has two")
    private int scanViews = PileLimits.USUAL.views();

    @Option(
            names = "--scan-mb",
            paramLabel = "MB",
            description = "most megabytes that a scan may have; above 50 it comes in parts")
    private int scanMegabytes = (int) (PileLimits.USUAL.bytes() / MEGABYTE);

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text: lines for people; json: an object a line, with the task it is about")
    private LogFormat logFormat = LogFormat.TEXT;

    @Mixin
    private ConfigFlag config = new ConfigFlag();

    @Mixin
    private ExportFlags exportFlags = new ExportFlags();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw usage("A port is 0 to 65535, not " + port);
        }
        if (drain < 0) {
            throw usage("--drain takes seconds, not " + drain);
        }
        if (!pathPrefix.matches("(/[A-Za-z0-9._~-]+)*")) {
            throw usage("--path-prefix begins with '/' and doesn't end with one, as in /korrigo");
        }
        logFormat.use();
        Map<String, Role> users = newUsers();
        ExamFolder exam = examFolder == null ? null : ExamFolder.read(examFolder);
        ServerOptions options = new ServerOptions(
                host,
                port,
                data,
                jdbcUrl,
                jdbcUser,
                jdbcUrl == null ? null : Settings.of(spec).password(),
                blobs(),
                role,
                tessdata,
                exports(),
                behindProxy,
                pathPrefix,
                limits(),
                scans());
        KorrigoServer server = KorrigoServer.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(server, Duration.ofSeconds(drain), stopped), "korrigo-stop"));
        showTokens(server, users);
        if (exam != null) {
            exam.load(server);
        }
        if (role != ServerRole.WORKER) {
            spec.commandLine().getOut().println(CliWords.of(spec).say("serve.pages", server.uri() + "/ui/"));
        }
        // The address comes last, in one language: whoever starts this process by a program may wait for that line.
        spec.commandLine().getOut().println("Korrigo listens on " + server.uri());
        stopped.await();
        return 0;
    }

    private @Nullable S3Location blobs() {
        if (blobs == null) {
            if (blobsEndpoint != null) {
                throw usage("--blobs-endpoint goes with --blobs");
            }
            return null;
        }
        try {
            return S3Location.parse(blobs, blobsEndpoint);
        } catch (InvalidInputException malformed) {
            throw usage(malformed.getMessage());
        }
    }

    private RestApi.Limits limits() {
        try {
            return RestApi.Limits.USUAL.withCalls(callsPerCaller, calls).withTasksOfOne(tasksPerCaller);
        } catch (IllegalArgumentException invalid) {
            throw usage("--calls takes at least --calls-per-caller, that and --tasks-per-caller at least 1; not "
                    + calls + ", " + callsPerCaller + " and " + tasksPerCaller);
        }
    }

    private PileLimits scans() {
        try {
            return new PileLimits(scanViews, scanMegabytes * MEGABYTE);
        } catch (IllegalArgumentException invalid) {
            throw usage("--scan-views and --scan-mb take a number from 1, not " + scanViews + " and " + scanMegabytes);
        }
    }

    private ExportOptions exports() {
        try {
            return exportFlags.options();
        } catch (IllegalArgumentException invalid) {
            throw usage(invalid.getMessage());
        }
    }

    private void showTokens(KorrigoServer server, Map<String, Role> users) {
        PrintWriter out = spec.commandLine().getOut();
        CliWords words = CliWords.of(spec);
        server.newAdminToken().ifPresent(token -> {
            out.println(words.say("serve.admin_token", token));
            out.println(words.say(
                    "serve.try",
                    "curl -H 'Authorization: Bearer " + token + "' " + server.uri() + "/api/health/ready/"));
        });
        users.forEach((name, role) -> out.println(words.say(
                "serve.token",
                name,
                role.name().toLowerCase(Locale.ROOT),
                server.tokens().issue(name, role))));
    }

    private Map<String, Role> newUsers() {
        Map<String, Role> users = new LinkedHashMap<>();
        for (String asked : newTokens) {
            String[] parts = asked.split(":", 2);
            try {
                Role role = Role.valueOf(parts[0].toUpperCase(Locale.ROOT));
                if (parts.length < 2 || parts[1].isBlank() || parts[1].length() > 200) {
                    throw usage("--issue-token takes ROLE:NAME, not '" + asked + "'");
                }
                if (role == Role.STUDENT) {
                    throw usage("Students have accounts, which imports make");
                }
                users.put(parts[1].strip(), role);
            } catch (IllegalArgumentException unknown) {
                throw usage("There is no role '" + parts[0] + "'; use admin, teacher or monitor");
            }
        }
        return users;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void stop(KorrigoServer server, Duration patience, CountDownLatch stopped) {
        try {
            server.close(patience);
        } finally {
            stopped.countDown();
        }
    }
}
