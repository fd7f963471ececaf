package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Student;
import io.korrigo.testkit.pages.FontGlyphSource;
import io.korrigo.testkit.pages.GeneratedPage;
import io.korrigo.testkit.pages.HeaderForm;
import io.korrigo.testkit.pages.PageCases;
import io.korrigo.testkit.pages.PageGenerator;
import io.korrigo.testkit.pages.PageKind;
import io.korrigo.testkit.pages.ScanQuality;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the documents tell to be the whole job, done as they tell. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class WholeJobTest {
    private static final List<Student> STUDENTS = List.of(
            Student.of("s-1", "Lefèvre", "Camille", LocalDate.of(2008, 2, 17)),
            Student.of("s-2", "Moreau", "Hugo", LocalDate.of(2008, 11, 5)));

    @TempDir
    private Path folder;

    private Path roster() throws IOException {
        return Files.writeString(
                folder.resolve("roster.csv"),
                "NOM;PRENOM;DATE_NAISSANCE\nLefèvre;Camille;17/02/2008\nMoreau;Hugo;05/11/2008\n");
    }

    private Path scan() throws IOException {
        Path file = folder.resolve("scan.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Student student : STUDENTS) {
                GeneratedPage page = new PageCases(STUDENTS, 3)
                        .page(PageKind.OK, student)
                        .draw(new PageGenerator(HeaderForm.cmenV2(), new FontGlyphSource(), ScanQuality.EASY, 5));
                zip.putNextEntry(new ZipEntry(student.id() + page.extension()));
                zip.write(page.encoded());
            }
        }
        return file;
    }

    private String run(List<String> command) throws Exception {
        Path output = folder.resolve("output.txt");
        Process script = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(script.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(script.exitValue()).as(text).isZero();
        return text;
    }

    @Test
    void isDoneByCurlAloneFromAnEmptyServerToTheZip() throws Exception {
        Path zip = folder.resolve("copies.zip");
        try (KorrigoServer server = KorrigoServer.start(ServerOptions.embedded(0, folder.resolve("data")))) {
            List<String> command = new ArrayList<>(
                    List.of("sh", "../docs/whole-job.sh", server.uri().toString()));
            command.add(server.newAdminToken().orElseThrow());
            command.addAll(List.of(roster().toString(), scan().toString(), zip.toString()));

            String told = run(command);

            assertThat(told).contains("students: 2 new", "scan: 2 pages, 2 copies", "export: 2 copies");
        }
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(archive.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".pdf")))
                    .hasSize(2);
        }
    }
}
