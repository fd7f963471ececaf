package io.korrigo.executor.jdbc;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;

/** H2 2.5.252, which loses commits, beside the one on the class path. */
final class LosingH2 implements AutoCloseable {
    private static final Path JAR = Path.of("target", "h2-losing", "h2.jar");

    private final URLClassLoader classes;

    private LosingH2(URLClassLoader classes) {
        this.classes = classes;
    }

    static LosingH2 load() throws IOException {
        if (!Files.exists(JAR)) {
            throw new AssertionError(JAR.toAbsolutePath() + " is missing: Maven's process-test-resources copies it");
        }
        URL tests = LosingH2.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] urls = {JAR.toUri().toURL(), tests};
        return new LosingH2(new URLClassLoader(urls, ClassLoader.getPlatformClassLoader()));
    }

    /** {@link LastCommits#missing} of this version. */
    int missingLastCommits(Path folder, int commits) throws ReflectiveOperationException {
        return (int) classes.loadClass(LastCommits.class.getName())
                .getMethod("missing", Path.class, int.class)
                .invoke(null, folder, commits);
    }

    DataSource dataSource(String url) throws ReflectiveOperationException {
        Object source = classes.loadClass("org.h2.jdbcx.JdbcDataSource")
                .getDeclaredConstructor()
                .newInstance();
        source.getClass().getMethod("setURL", String.class).invoke(source, url);
        return (DataSource) source;
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
