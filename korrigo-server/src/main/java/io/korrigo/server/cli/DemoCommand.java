package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.server.KorrigoServer;
import io.korrigo.server.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code korrigo demo}: the main job on a sample class, all through REST. */
@Command(
        name = "demo",
        description =
                "Starts a server on embedded defaults, imports a sample class's roster and the scan of its exam, identifies,"
                        + " marks and exports its copies through REST, and leaves the results in demo-out/.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--exit", description = "stop the server when the job is done")
    private boolean exit;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the results go; what an earlier demo left is replaced")
    private Path out = Path.of("demo-out");

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on, 0 for any free one")
    private int port = 0;

    @Option(names = "--class", paramLabel = "DIR", hidden = true, description = "another class than the sample")
    private Path folder = Path.of(System.getProperty("korrigo.home", "."), "sample-class");

    @Mixin
    private LangFlag spoken = new LangFlag();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        SampleClassFolder sample = SampleClassFolder.read(folder);
        Path data = emptied();
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(port, data))) {
            String token = server.newAdminToken().orElseThrow();
            console.println("Korrigo listens on " + server.uri() + ", data in " + data);
            sample.exam().announce(server);
            RestClient client = new RestClient(server.uri(), token);
            List<DemoScan.Scanned> copies = new Demo(server, client, sample, out, console).run();
            new DemoDesk(server, client, sample, console).leaveSome(copies);
            if (!exit) {
                console.println();
                console.println("Open this address in a browser and sign in with the token " + token + ":");
                console.println(
                        "  " + server.uri() + "/ui/exams/" + sample.exam().examId() + "/desk/");
                console.println("The server goes on at " + server.uri() + " until Ctrl-C. For programs:");
                console.println(
                        "  curl -H 'Authorization: Bearer " + token + "' " + server.uri() + "/api/health/ready/");
                untilStopped(server);
            }
        }
        return 0;
    }

    /** The demo's data folder, new; the folder around it is the demo's own, known by a file in it. */
    private Path emptied() throws IOException {
        Path mark = out.resolve(".korrigo-demo");
        if (Files.exists(out)) {
            try (Stream<Path> content = Files.list(out)) {
                if (!Files.exists(mark) && content.findAny().isPresent()) {
                    throw new InvalidInputException(
                            out + " holds files that no demo made; name another folder with --out");
                }
            }
            Folders.delete(out);
        }
        Files.createDirectories(out);
        Files.writeString(mark, "Made by 'korrigo demo', which replaces this folder at its next run.\n");
        return out.resolve("server-data");
    }

    private static void untilStopped(KorrigoServer server) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "korrigo-stop"));
        stopped.await();
    }
}
