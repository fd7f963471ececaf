package io.korrigo.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A document that a program writes, with its tables and pictures and nothing else: prose stands beside it. */
public final class FigureFile {
    private FigureFile() {}

    /** The first lines of figures: when, where and by which command they were measured, with which {@code tools}. */
    public static String measured(String command, String... tools) {
        return "Measured on " + LocalDate.now() + " with "
                + Runtime.getRuntime().availableProcessors() + " processors and JDK " + Runtime.version()
                + Arrays.stream(tools).map(tool -> ", " + tool).collect(Collectors.joining()) + " by\n\n    " + command
                + "\n\n";
    }

    /** Replaces the document, making its folder if that isn't there. */
    public static void write(Path document, String title, String text) throws IOException {
        Files.createDirectories(document.toAbsolutePath().getParent());
        Files.writeString(
                document,
                "# " + title + "\n\n<!-- Written by the command below; what is changed here is lost. -->\n\n"
                        + text.strip() + "\n",
                StandardCharsets.UTF_8);
    }
}
