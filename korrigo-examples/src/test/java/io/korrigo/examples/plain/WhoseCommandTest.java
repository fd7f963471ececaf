package io.korrigo.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class WhoseCommandTest {
    @Test
    void saysWhoWroteAPage() throws Exception {
        Path sample = Path.of("..", "sample-class");
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            WhoseCommand.main(new String[] {
                sample.resolve("roster.csv").toString(),
                sample.resolve("copies").resolve("copy-01-p1.jpg").toString()
            });
        } finally {
            System.setOut(out);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("copy-01-p1.jpg: DEMBÉLÉ Joseph");
    }
}
