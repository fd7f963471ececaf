package io.korrigo.server.cli;

import io.korrigo.server.KorrigoServer;
import io.korrigo.server.ServerOptions;
import io.korrigo.server.ServerRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code korrigo serve}: the REST service until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the REST service. The first start prints an administrator's token, once.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {
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
            names = "--role",
            paramLabel = "ROLE",
            description =
                    "all: answer and work; web: answer; worker: work (several processes share --jdbc-url and --data)")
    private ServerRole role = ServerRole.ALL;

    @Option(
            names = "--load-exam",
            paramLabel = "DIR",
            description = "stores the exam in DIR (exam.json, copies/, pages/) first, unless it is there already")
    private @Nullable Path examFolder;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerOptions options =
                new ServerOptions(host, port, data, jdbcUrl, jdbcUser, System.getenv("KORRIGO_JDBC_PASSWORD"), role);
        KorrigoServer server = KorrigoServer.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "korrigo-stop"));
        if (examFolder != null) {
            ExamFolder.read(examFolder).load(server);
        }
        announce(server);
        stopped.await();
        return 0;
    }

    /** The address comes last: whoever starts this process by a program may wait for that line. */
    private void announce(KorrigoServer server) {
        PrintWriter out = spec.commandLine().getOut();
        server.newAdminToken().ifPresent(token -> {
            out.println("Administrator's token, shown only now: " + token);
            out.println("Try: curl -H 'Authorization: Bearer " + token + "' " + server.uri() + "/api/health/ready/");
        });
        out.println("Korrigo listens on " + server.uri());
    }

    private static void stop(KorrigoServer server, CountDownLatch stopped) {
        try {
            server.close();
        } finally {
            stopped.countDown();
        }
    }
}
