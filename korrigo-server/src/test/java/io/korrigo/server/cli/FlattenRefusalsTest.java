package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code korrigo flatten} refuses, and that other copies don't suffer from it. */
class FlattenRefusalsTest {
    private static final String PAGES = "\"p0.jpg\",\"p1.jpg\",\"p2.jpg\",\"p3.jpg\"";

    private final Console console = new Console();

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void drawPages() throws IOException {
        out = folder.resolve("out");
        for (int i = 0; i < 4; i++) {
            BufferedImage page = new BufferedImage(827, 1169, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = page.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, 827, 1169);
            graphics.setColor(Color.BLACK);
            graphics.fillRect(100 * i, 200, 50, 50);
            graphics.dispose();
            ImageIO.write(page, "jpg", folder.resolve("p" + i + ".jpg").toFile());
        }
    }

    private Path json(String name, String pages, String more) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "{\"copy_id\":\"c1\",\"anonymous_id\":\"A-017\",\"pages\":[" + pages + "]" + more + "}");
    }

    @Test
    void refusesARegionOffThePage() {
        assertThat(console.run("flatten", folder.resolve("x.json"), "--out", out, "--blank", "0,0,1.5,1"))
                .isEqualTo(2);
        assertThat(console.err()).contains("not within the page");
        assertThat(console.run("flatten", folder.resolve("x.json"), "--out", out, "--blank", "0:0,0,1,1"))
                .isEqualTo(2);
        assertThat(console.err()).contains("pages count from 1");
    }

    @Test
    void namesAMissingPageAndLeavesNothing() throws IOException {
        Path copy = json("copy.json", "\"p0.jpg\",\"lost.jpg\"", "");

        int status = console.run("flatten", copy, "--out", out);

        assertThat(status).isEqualTo(1);
        assertThat(console.err()).contains("lost.jpg");
        assertThat(out).doesNotExist();
    }

    @Test
    void deliversTheOtherCopiesWhenOneFails() throws IOException {
        Path good = json("good.json", PAGES, "");
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"copy_id\":\"c2\",\"pages\":[\"lost.jpg\"]}");

        int status = console.run("flatten", bad, good, "--out", out);

        assertThat(status).isEqualTo(1);
        assertThat(out.resolve("c1.pdf")).exists();
        assertThat(out.resolve("c2.pdf")).doesNotExist();
        assertThat(console.err()).contains("1 of 2 copies");
    }

    @Test
    void refusesATextFileThatIsCalledAJpeg() throws IOException {
        Files.writeString(folder.resolve("p0.jpg"), "not a picture");

        assertRefused(json("copy.json", PAGES, ""), "p0.jpg");
    }

    @Test
    void refusesATruncatedJpeg() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("p0.jpg"));
        Files.write(folder.resolve("p0.jpg"), Arrays.copyOf(whole, whole.length / 2));

        assertRefused(json("copy.json", PAGES, ""), "p0.jpg");
    }

    @Test
    void namesTheLineOfWhatIsNotJson() throws IOException {
        assertRefused(Files.writeString(folder.resolve("x.json"), "{\n\"copy_id\": nothing}"), "line 2");
    }

    @Test
    void namesTheMemberThatDoesNotBelong() throws IOException {
        assertRefused(
                json("copy.json", PAGES, ",\"annotations\":[{\"page_index\":\"one\"}]"), "annotations[0].page_index");
        assertRefused(
                json("copy.json", PAGES, ",\"annotations\":[{\"page_index\":0,\"x\":0.9,\"y\":0,\"w\":0.2}]"),
                "annotation 1");
        assertRefused(json("copy.json", PAGES, ",\"annotations\":[{\"page_index\":4,\"x\":0,\"y\":0}]"), "page");
    }

    @Test
    void refusesAnIdThatLeavesTheFolder() throws IOException {
        assertRefused(
                Files.writeString(folder.resolve("x.json"), "{\"copy_id\":\"../../x\",\"pages\":[\"p0.jpg\"]}"),
                "copy_id");
    }

    private void assertRefused(Path copy, String why) throws IOException {
        assertThat(console.run("flatten", copy, "--out", out)).isEqualTo(1);
        assertThat(console.err()).contains(why).doesNotContain("Exception", "\tat ");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"annotations\":[null]' | annotation 1 is null",
                "'\"scores\":{\"1\":null}' | 'scores.1' is null",
                "'\"remarks\":{\"1\":null}' | 'remarks.1' is null",
                "'\"scores\":{\"1\":1e999999999}' | the score of question 1",
                "'\"scores\":{\"1\":1,\"1\":2}' | Duplicate",
                "'\"marks\":{}' | 'marks' is not known",
                "'\"annotations\":[{\"page_index\":0.7,\"x\":0,\"y\":0}]' | annotations[0].page_index",
                "'\"annotations\":[{\"page_index\":0,\"x\":0,\"y\":0,\"type\":2}]' | annotations[0].type",
                "'\"annotations\":[{\"page_index\":0,\"x\":0,\"y\":0,\"h\":0}]' | 'h' is 0.0",
                "'\"annotations\":[{\"page_index\":0,\"x\":0,\"y\":0,\"colour\":1}]' | 'colour' is not known"
            })
    void namesWhatIsWrongAndDeliversTheOthers(String member, String message) throws IOException {
        Path bad = Files.writeString(
                folder.resolve("bad.json"), "{\"copy_id\":\"bad\",\"pages\":[\"p0.jpg\"]," + member + "}");
        Path good = json("good.json", PAGES, "");

        int status = console.run("flatten", bad, good, "--out", out);

        assertThat(status).isEqualTo(1);
        assertThat(console.err()).contains(message, "1 of 2 copies").doesNotContain("\tat ");
        assertThat(out.resolve("c1.pdf")).exists();
        assertThat(out.resolve("bad.pdf")).doesNotExist();
    }

    @Test
    void deliversTheOthersWhateverIsWrongWithFiles() throws IOException {
        Files.createDirectory(folder.resolve("folder.jpg"));
        Path nul = json("nul.json", "\"a\\u0000b.jpg\"", "");
        Path nothing = Files.writeString(folder.resolve("n.json"), "{\"copy_id\":\"n\",\"pages\":[null]}");
        Path directory = Files.writeString(folder.resolve("d.json"), "{\"copy_id\":\"d\",\"pages\":[\"folder.jpg\"]}");
        Path twin = Files.writeString(folder.resolve("twin.json"), "{\"copy_id\":\"T\",\"pages\":[\"p0.jpg\"]}");
        Path other = Files.writeString(folder.resolve("other.json"), "{\"copy_id\":\"t\",\"pages\":[\"p0.jpg\"]}");
        Path good = Files.writeString(folder.resolve("good.json"), "{\"copy_id\":\"good\",\"pages\":[\"p0.jpg\"]}");

        int status = console.run("flatten", nul, nothing, directory, folder, twin, other, good, "--out", out);

        assertThat(status).isEqualTo(1);
        assertThat(console.err())
                .contains("nul.json: page 1 is no name of a file", "n.json: page 1 names no file", "(folder.jpg)")
                .contains("have the same copy_id", "1 of 7 copies");
        assertThat(out.resolve("good.pdf")).exists();
    }
}
