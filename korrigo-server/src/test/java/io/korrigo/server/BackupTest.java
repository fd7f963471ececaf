package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backup that docs/deployment.md tells of. */
@Tag("slow")
class BackupTest {
    @TempDir
    private Path folder;

    @Test
    void isTheDataFolderOfAServerThatWasStopped() throws Exception {
        Path data = folder.resolve("data");
        Path restored = folder.resolve("restored");
        String token;
        JsonNode submitted;
        JsonNode status;
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, data))) {
            token = server.newAdminToken().orElseThrow();
            TestClient admin = new TestClient(server.uri(), token);
            submitted = admin.upload("/api/students/import/", "NOM;PRENOM;DATE_NAISSANCE\nROUX;Zoé;29/02/2008\n");
            status = admin.ended(submitted);
            server.blobs().publish("exams/e1/page.png", out -> out.write(7));
        }
        copy(data, restored);

        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, restored))) {
            assertThat(server.newAdminToken()).isEmpty();
            // first passwords too, which only its key opens
            assertThat(new TestClient(server.uri(), token).status(submitted)).isEqualTo(status);
            assertThat(status.path("result").path("passwords")).hasSize(1);
            assertThat(server.students().students()).hasSize(1);
            assertThat(server.blobs().exists("exams/e1/page.png")).isTrue();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
