package io.korrigo.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PileTest {
    @TempDir
    private Path folder;

    private static byte[] png(int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        return out.toByteArray();
    }

    private Path zip(String... names) throws IOException {
        Path file = folder.resolve("pile.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < names.length; i++) {
                zip.putNextEntry(new ZipEntry(names[i]));
                zip.write(names[i].endsWith(".txt") ? new byte[] {'?'} : png(10 + i));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static List<String> names(Path path) throws IOException {
        try (Pile pile = Pile.open(path, PileLimits.USUAL)) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < pile.views(); i++) {
                names.add(pile.viewName(i));
            }
            return names;
        }
    }

    @Test
    void takesTheImagesOfAFolderInTheOrderOfTheirNumbers() throws IOException {
        for (String name : List.of("p10.png", "p2.png", "p1.png")) {
            Files.write(folder.resolve(name), png(10));
        }
        Files.writeString(folder.resolve(".DS_Store"), "");

        assertThat(names(folder)).containsExactly("p1.png", "p2.png", "p10.png");
    }

    @Test
    void takesTheImagesOfAZipAsTheyAre() throws IOException {
        Path zip = zip("a/p2.png", "a/p1.png", "__MACOSX/a/._p1.png");

        try (Pile pile = Pile.open(zip, PileLimits.USUAL)) {
            assertThat(pile.views()).isEqualTo(2);
            assertThat(pile.view(0)).isEqualTo(png(11));
            assertThat(pile.view(1)).isEqualTo(png(10));
            assertThat(pile.viewName(0)).isEqualTo("pile.zip/a/p1.png");
        }
    }

    @Test
    void callsAFileAsItIsToldAndNotAsItLies() throws IOException {
        Path upload = folder.resolve("upload-17");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(upload.toFile());
        }

        try (Pile pile = Pile.open(upload, "brevet.pdf", PileLimits.USUAL)) {
            assertThat(pile.viewName(0)).contains("brevet.pdf").doesNotContain("upload-17");
        }
        Files.writeString(upload, "Bonjour");
        assertThatThrownBy(() -> Pile.open(upload, "notes.txt", PileLimits.USUAL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("notes.txt");
    }

    @Test
    void leavesNothingOutSilently() throws IOException {
        Path zip = zip("p1.png", "notes.txt");
        Files.write(Files.createDirectory(folder.resolve("pages")).resolve("p1.png"), png(10));
        Files.writeString(folder.resolve("pages/letter.docx"), "?");

        assertThatThrownBy(() -> names(zip))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("notes.txt");
        assertThatThrownBy(() -> names(folder.resolve("pages")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("letter.docx");
    }

    @Test
    void refusesMorePicturesThanTheLimitAndNoFewer() throws IOException {
        Path pdf = folder.resolve("pile.pdf");
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < 3; i++) {
                document.addPage(new PDPage());
            }
            document.save(pdf.toFile());
        }
        long bytes = Files.size(pdf);

        try (Pile pile = Pile.open(pdf, new PileLimits(3, bytes))) {
            assertThat(pile.views()).isEqualTo(3);
            assertThat(pile.viewName(2)).isEqualTo("pile.pdf#3");
        }
        assertThatThrownBy(() -> Pile.open(pdf, new PileLimits(2, bytes)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("3 pictures");
        assertThatThrownBy(() -> Pile.open(pdf, new PileLimits(3, bytes - 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("MB");
    }

    @Test
    void knowsAFileByItsContentWhateverItIsCalled() throws IOException {
        Path zip = zip("p1.png");
        Path renamed = Files.copy(zip, folder.resolve("again.zip"));

        try (Pile one = Pile.open(zip, PileLimits.USUAL);
                Pile other = Pile.open(renamed, PileLimits.USUAL)) {
            assertThat(other.sha256()).isEqualTo(one.sha256()).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void refusesAnEmptyFolderAndADamagedZip() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path cut = Files.write(folder.resolve("cut.zip"), new byte[] {'P', 'K', 3, 4, 0, 0});

        assertThatThrownBy(() -> names(empty)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> names(cut))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cut.zip");
    }
}
