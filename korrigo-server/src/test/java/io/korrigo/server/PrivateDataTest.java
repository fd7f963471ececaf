package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.korrigo.KorrigoException;
import io.korrigo.host.CredentialKey;
import io.korrigo.host.FileRights;
import io.korrigo.host.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who else on the machine can read what a server keeps. */
@Tag("slow")
class PrivateDataTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void needsRights() {
        assumeTrue(FileRights.areKept(folder));
        data = folder.resolve("data");
    }

    private String url() {
        return "jdbc:h2:async:" + data.resolve("korrigo");
    }

    private KorrigoServer start() throws IOException {
        return KorrigoServer.start(ServerOptions.embedded(0, data));
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        try (KorrigoServer server = start()) {
            server.blobs().publish("exams/e/1.png", out -> out.write(1));
        }

        assertThat(rights(data)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".lock"))
                            .toList())
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(file -> assertThat(rights(file)).isEqualTo("rw-------"));
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void opensItsDatabaseWithAPasswordOfItsOwn() throws Exception {
        start().close();

        assertThatThrownBy(() -> DriverManager.getConnection(url(), "", ""))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("28000"));
        start().close();
    }

    @Test
    void givesTheDatabaseOfAnEarlierVersionAPassword() throws Exception {
        Files.createDirectory(data);
        DriverManager.getConnection(url() + ";WRITE_DELAY=0", "", "").close();

        start().close();

        assertThatThrownBy(() -> DriverManager.getConnection(url(), "", "")).isInstanceOf(SQLException.class);
        start().close();
    }

    @Test
    void saysThatThePasswordIsMissingOrAnothers() throws Exception {
        start().close();
        Path key = data.resolve(DatabasePassword.FILE);
        byte[] password = Files.readAllBytes(key);
        Files.delete(key);

        assertThatThrownBy(this::start)
                .isInstanceOf(KorrigoException.class)
                .hasMessageContaining("database.key")
                .hasMessageContaining("same backup");
        assertThat(key).doesNotExist();
        SecretFile.create(key, new byte[32]);
        assertThatThrownBy(this::start).hasMessageContaining("same backup");

        Files.write(key, password);
        start().close();
        assertThat(List.of(DatabasePassword.FILE, CredentialKey.FILE))
                .allSatisfy(name -> assertThat(data.resolve(name)).exists());
    }
}
