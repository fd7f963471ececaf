package io.korrigo.examples.plain;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class JettyHostTest extends ContainerRules {
    @Override
    Running start(DataSource dataSource, Path files) throws Exception {
        JettyHost host = new JettyHost(dataSource, files, 0);
        return new Running() {
            @Override
            public int port() {
                return host.port();
            }

            @Override
            public void close() throws Exception {
                host.close();
            }
        };
    }
}
