package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.WebResourceSet;
import org.apache.catalina.core.JreMemoryLeakPreventionListener;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.FileResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RedeployTest {
    private static final Path MAPPED = Path.of("/proc/self/maps");
    private static final int RELOADS = 10;

    @TempDir
    private Path folder;

    @Test
    void leavesNoClassLoaderAndNoFurtherMappingOfOpenCvBehind() throws Exception {
        assumeTrue(Files.isReadable(MAPPED), "needs Linux");
        Set<String> before = mappings();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.getConnector().setPort(0);
        // The JDK keeps the class loader of whoever first uses pictures for good; Tomcat can be the first.
        JreMemoryLeakPreventionListener first = new JreMemoryLeakPreventionListener();
        first.setAppContextProtection(true);
        tomcat.getServer().addLifecycleListener(first);
        try {
            Context application = tomcat.addContext("", folder.toString());
            application.setParentClassLoader(RedeployTest.class.getClassLoader());
            application.setLoader(new WebappLoader());
            application.setResources(classPath(application));
            application.addApplicationListener(ReloadedApplication.class.getName());
            tomcat.start();
            for (int i = 0; i < RELOADS; i++) {
                assertThat(application.getState()).isEqualTo(LifecycleState.STARTED);
                loaders.add(new WeakReference<>(application.getLoader().getClassLoader()));
                application.reload();
            }

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                System.gc();
                assertThat(loaders)
                        .allSatisfy(loader -> assertThat(loader.get()).isNull());
            });
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
        Set<String> after = mappings();
        after.removeAll(before);
        assertThat(after).hasSizeLessThanOrEqualTo(2);
    }

    /** All that this test has, as the application's own. */
    private static StandardRoot classPath(Context application) {
        StandardRoot resources = new StandardRoot(application);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            File file = new File(entry);
            WebResourceSet set = file.isDirectory()
                    ? new DirResourceSet(resources, "/WEB-INF/classes", file.getPath(), "/")
                    : new FileResourceSet(resources, "/WEB-INF/lib/" + file.getName(), file.getPath(), "/");
            if (!file.getName().startsWith("tomcat-") && file.exists()) {
                resources.addPreResources(set);
            }
        }
        return resources;
    }

    /** OpenCV's files in this process's memory, by their numbers. */
    private static Set<String> mappings() throws IOException {
        return Files.readAllLines(MAPPED, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.contains("opencv"))
                .map(line -> line.split(" +")[4])
                .collect(Collectors.toSet());
    }
}
