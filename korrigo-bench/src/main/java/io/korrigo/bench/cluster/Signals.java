package io.korrigo.bench.cluster;

import java.io.IOException;

/** Signals that Java can't send. */
final class Signals {
    private Signals() {}

    /**
     * Sends one and says whether there was such a process.
     *
     * @param signal as {@code /bin/kill} takes it, such as {@code -STOP}
     */
    static boolean send(long pid, String signal) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/kill", signal, String.valueOf(pid))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
