package io.korrigo.server;

import io.korrigo.KorrigoException;
import io.korrigo.host.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a running server hears its {@link Operator}: a port of this machine alone, and a word that stands in a file of the data
 * folder which only the folder's owner can read. An embedded database lets no second process in, so a command asks here.
 *
 * <p>A question is the word and the question's words, a line each, and an empty line; the answer is "ok" or "no" and its lines.
 */
final class OperatorDoor implements AutoCloseable {
    static final String FILE = "operator.door";

    private static final Logger LOG = LoggerFactory.getLogger(OperatorDoor.class);
    /** Whoever knocks has its question ready. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int CONNECT = 1_000;

    private final Operator operator;
    private final ServerSocket socket;
    private final String word;
    private final Path file;

    private OperatorDoor(Operator operator, ServerSocket socket, String word, Path file) {
        this.operator = operator;
        this.socket = socket;
        this.word = word;
        this.file = file;
    }

    static OperatorDoor open(Operator operator, Path data) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String word = HexFormat.of().formatHex(secret);
        ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Path file = data.resolve(FILE);
        Path aside = PrivateFiles.aside(file);
        Files.writeString(aside, socket.getLocalPort() + "\n" + word + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OperatorDoor door = new OperatorDoor(operator, socket, word, file);
        Thread thread = new Thread(door::listen, "korrigo-operator");
        thread.setDaemon(true);
        thread.start();
        return door;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (Socket question = socket.accept()) {
                question.setSoTimeout((int) PATIENCE.toMillis());
                answer(question);
            } catch (IOException left) {
                LOG.debug("An operator left, or the door is closed", left);
            }
        }
    }

    private void answer(Socket question) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(question.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(question.getOutputStream(), false, StandardCharsets.UTF_8);
        String said = in.readLine();
        List<String> words = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            words.add(line);
        }
        if (said == null || !MessageDigest.isEqual(bytes(said), bytes(word))) {
            out.println("no\nWho asks can't read " + FILE);
        } else {
            try {
                List<String> lines = operator.run(words);
                out.println("ok");
                lines.forEach(out::println);
            } catch (KorrigoException refused) {
                out.println("no\n" + refused.getMessage());
            }
        }
        out.flush();
    }

    /**
     * Asks the server that has this data folder.
     *
     * @return the answer, or empty when no server listens
     * @throws KorrigoException when it refuses
     */
    static Optional<List<String>> ask(Path data, List<String> words) throws IOException {
        List<String> door;
        try {
            door = Files.readAllLines(data.resolve(FILE));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) PATIENCE.toMillis() * 2);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(door.get(0))), CONNECT);
            PrintWriter out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
            out.println(door.get(1));
            words.forEach(out::println);
            out.println(".");
            out.flush();
            List<String> answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (answer.isEmpty()) {
                return Optional.empty();
            } else if (!answer.get(0).equals("ok")) {
                throw new KorrigoException(String.join(" ", answer.subList(1, answer.size())));
            }
            return Optional.of(answer.subList(1, answer.size()));
        } catch (java.net.ConnectException killed) {
            // What a killed server left.
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        // Another process that shares the folder may have opened its own since.
        if (Files.exists(file) && Files.readString(file).contains(word)) {
            Files.deleteIfExists(file);
        }
    }
}
