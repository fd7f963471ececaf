package io.korrigo.bench.cluster;

import io.korrigo.KorrigoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The classes of a worker as its virtual machine has them in memory, so that the next ones need not parse them. */
final class ClassArchive {
    private ClassArchive() {}

    /**
     * Starts and ends a worker that leaves the archive, and says with which options others use it.
     *
     * @param folder takes the archive and what the worker logs
     * @param java options that the others will have too
     * @return the options with that of the archive, or as they were where none can be made, as when classes are in folders
     */
    static List<String> make(Path folder, List<String> java) throws IOException, InterruptedException {
        Path archive = folder.resolve("worker.jsa");
        List<String> options = new ArrayList<>(java);
        options.add("-XX:ArchiveClassesAtExit=" + archive);
        Path log = folder.resolve("archive.log");
        Process process = new ProcessBuilder(WorkerProcess.command(options, folder, SpareWorker.class, List.of()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new KorrigoException("A worker does not start here; see " + log);
            }
        } finally {
            process.destroyForcibly();
        }
        if (!Files.exists(archive)) {
            return java;
        }
        options.set(java.size(), "-XX:SharedArchiveFile=" + archive);
        return List.copyOf(options);
    }
}
