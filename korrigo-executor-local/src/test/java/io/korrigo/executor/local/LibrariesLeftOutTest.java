package io.korrigo.executor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host may leave out, as README's table says, and what it still does then. */
@Tag("native")
class LibrariesLeftOutTest {
    private static final List<String> OPENCV = List.of("opencv");
    private static final List<String> PRINT = List.of("tess4j", "lept4j", "jna", "tesseract", "leptonica");
    private static final List<String> ACCOUNTS = List.of("bcprov");
    private static final List<String> JBIG2 = List.of("jbig2-imageio");
    private static final List<String> OLD_WORKBOOKS = List.of("poi", "commons-codec", "commons-io", "SparseBitSet");

    @ParameterizedTest
    @CsvSource({
        "import,opencv,org.opencv.core.Mat",
        "import,print,net.sourceforge.tess4j.TessAPI1",
        "import,accounts,org.bouncycastle.crypto.generators.Argon2BytesGenerator",
        "import,poi,org.apache.poi.poifs.filesystem.POIFSFileSystem",
        "import,all,org.opencv.core.Mat",
        "flatten,opencv,org.opencv.core.Mat",
        "flatten,all,org.opencv.core.Mat",
        "pages of PDFs,jbig2,org.apache.pdfbox.jbig2.JBIG2ImageReader",
        "identify,print,net.sourceforge.tess4j.TessAPI1",
        "identify,accounts,org.bouncycastle.crypto.generators.Argon2BytesGenerator"
    })
    void areNotMissed(String task, String leftOut, String absent) throws Exception {
        try (URLClassLoader libraries = without(leftOut)) {
            assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> libraries.loadClass(absent));

            @SuppressWarnings("unchecked")
            Function<String, String> host = (Function<String, String>) libraries
                    .loadClass(LeanHost.class.getName())
                    .getConstructor()
                    .newInstance();

            assertThat(host.getClass().getClassLoader()).isSameAs(libraries);
            assertThat(host.apply(task)).isEqualTo("SUCCESS");
        }
    }

    private static URLClassLoader without(String group) {
        List<String> names = switch (group) {
            case "opencv" -> OPENCV;
            case "print" -> PRINT;
            case "accounts" -> ACCOUNTS;
            case "jbig2" -> JBIG2;
            case "poi" -> OLD_WORKBOOKS;
            default ->
                List.of(OPENCV, PRINT, ACCOUNTS, JBIG2, OLD_WORKBOOKS).stream()
                        .flatMap(List::stream)
                        .toList();
        };
        URL[] entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> names.stream()
                        .noneMatch(
                                name -> Path.of(entry).getFileName().toString().startsWith(name + "-")))
                .map(LibrariesLeftOutTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(entries, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(entry, impossible);
        }
    }
}
