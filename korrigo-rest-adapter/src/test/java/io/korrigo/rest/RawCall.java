package io.korrigo.rest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A call as bytes, such as no client would make. */
final class RawCall {
    private RawCall() {}

    /** The status of the answer to these lines; the connection is closed after it. */
    static int status(String server, String... lines) throws IOException {
        return Integer.parseInt(answer(server, lines).split(" ", 3)[1]);
    }

    /** The answer, head and body. */
    static String answer(String server, String... lines) throws IOException {
        URI address = URI.create(server);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            String head = lines[0] + "\r\nHost: localhost\r\nConnection: close\r\n";
            StringBuilder rest = new StringBuilder();
            for (int i = 1; i < lines.length; i++) {
                rest.append(lines[i]).append("\r\n");
            }
            socket.getOutputStream().write((head + rest + "\r\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer.append(line).append('\n');
            }
            return answer.toString();
        }
    }
}
