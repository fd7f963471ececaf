package io.korrigo.bench.cluster;

import io.korrigo.server.KorrigoServer;
import io.korrigo.server.ServerOptions;
import io.korrigo.server.ServerRole;
import io.korrigo.server.cli.Korrigo;
import io.korrigo.tasks.ExportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A process that has loaded what a worker needs, and becomes one when it is told to: {@code korrigo} with the same
 * arguments, in a fifth of the time.
 *
 * <p>A new worker took four to five seconds of CPU until it was ready, so that workers were struck 7 to 18 times a
 * minute instead of 30. A spare has started a worker inside and closed it again; its classes come from an archive that
 * the first one leaves.
 */
public final class SpareWorker {
    /** What it says once it has loaded everything. */
    static final String WAITS = "Korrigo waits to be called";

    private SpareWorker() {}

    /** The arguments of {@code korrigo}, run once a byte comes in; ends without one when none can come any more. */
    public static void main(String[] arguments) throws IOException {
        loadAll();
        System.out.println(WAITS);
        if (System.in.read() >= 0) {
            Korrigo.main(arguments);
        }
    }

    /** Starts and stops a worker that nobody else sees. */
    private static void loadAll() throws IOException {
        Path data = Files.createTempDirectory("spare");
        KorrigoServer.start(new ServerOptions(
                        "127.0.0.1",
                        0,
                        data,
                        "jdbc:h2:mem:spare",
                        null,
                        null,
                        null,
                        ServerRole.WORKER,
                        null,
                        ExportOptions.in(Locale.FRENCH)))
                .close();
    }
}
