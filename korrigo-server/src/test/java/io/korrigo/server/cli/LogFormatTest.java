package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogFormatTest {
    @Test
    void isAnObjectALineWithTheTaskItIsAbout() throws Exception {
        LoggerContext context = new LoggerContext();
        Logger logger = context.getLogger("io.korrigo.tasks.Anything");
        LoggingEvent event = new LoggingEvent(
                "", logger, Level.WARN, "{} pages,\n\"one\" lost", new IllegalStateException("no"), new Object[] {3});
        event.setMDCPropertyMap(Map.of("korrigo.task", "0f8fad5b", "korrigo.kind", "import_pdf"));
        JsonEncoder encoder = LogFormat.encoder();
        encoder.setContext(context);
        encoder.start();

        String line = new String(encoder.encode(event), StandardCharsets.UTF_8);

        assertThat(line).endsWith("\n").hasLineCount(1);
        JsonNode object = new ObjectMapper().readTree(line);
        assertThat(object.path("level").asText()).isEqualTo("WARN");
        assertThat(object.path("formattedMessage").asText()).isEqualTo("3 pages,\n\"one\" lost");
        assertThat(object.path("mdc").path("korrigo.task").asText()).isEqualTo("0f8fad5b");
        assertThat(object.path("mdc").path("korrigo.kind").asText()).isEqualTo("import_pdf");
        assertThat(object.path("throwable").path("className").asText()).contains("IllegalStateException");
        assertThat(object.path("timestamp").asLong()).isEqualTo(event.getTimeStamp());
    }
}
