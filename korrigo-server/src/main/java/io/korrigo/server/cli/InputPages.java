package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.page.ScanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pages in the files and folders that {@code korrigo identify} was given, in the order of the arguments, files of a folder by
 * name, pages of a file as they come.
 *
 * @param skipped what else lies in the folders and below them, named from the folder on
 */
record InputPages(List<InputPage> pages, List<String> skipped) {
    InputPages {
        pages = List.copyOf(pages);
        skipped = List.copyOf(skipped);
    }

    /**
     * Finds the pages; opens each file to count them. A file that can't be opened is a page that can't be read.
     *
     * @throws NoSuchFileException when there is no such file or folder
     * @throws InvalidInputException when a folder holds no page at all
     */
    static InputPages find(List<Path> inputs) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                files.addAll(pagesIn(input, skipped));
            } else if (Files.exists(input)) {
                files.add(input);
            } else {
                throw new NoSuchFileException(input.toString());
            }
        }
        Map<Path, Integer> uses = new HashMap<>();
        files.stream().distinct().forEach(file -> uses.merge(file.getFileName(), 1, Integer::sum));
        List<InputPage> pages = new ArrayList<>();
        for (Path file : files) {
            boolean unique = uses.getOrDefault(file.getFileName(), 1) == 1;
            pages.addAll(pagesOf(file, unique ? "" : folder(file)));
        }
        return new InputPages(pages, skipped);
    }

    private static String folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? "" : parent + file.getFileSystem().getSeparator();
    }

    private static List<Path> pagesIn(Path folder, List<String> skipped) throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (isPages(entry)) {
                    pages.add(entry);
                } else if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
                    addAllBelow(entry, folder, skipped);
                } else {
                    skipped.add(folder.relativize(entry).toString());
                }
            }
        }
        if (pages.isEmpty()) {
            throw new InvalidInputException("The folder " + folder + " holds no JPEG, PNG, TIFF or PDF file"
                    + (skipped.isEmpty() ? "" : "; what lies in its sub-folders is not read unless they are named"));
        }
        return pages;
    }

    private static void addAllBelow(Path entry, Path folder, List<String> skipped) {
        try (Stream<Path> below = Files.walk(entry)) {
            below.filter(file -> !Files.isDirectory(file))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .forEach(skipped::add);
        } catch (IOException | java.io.UncheckedIOException locked) {
            skipped.add(folder.relativize(entry) + ", which can't be opened");
        }
    }

    /** Whether the file calls itself pages, or is. */
    private static boolean isPages(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(file) || name.startsWith(".")) {
            return false;
        }
        if (name.matches(".*\\.(jpe?g|jpe|jfif|png|tiff?|pdf)")) {
            return true;
        }
        try {
            return ScanFile.recognises(file);
        } catch (IOException locked) {
            return false;
        }
    }

    private static List<InputPage> pagesOf(Path file, String folder) {
        try (ScanFile scan = ScanFile.open(file)) {
            List<InputPage> pages = new ArrayList<>(scan.pages());
            SharedScan shared = new SharedScan(file, scan.pages());
            for (int i = 0; i < scan.pages(); i++) {
                pages.add(new InputPage(folder + scan.pageName(i), i, shared, null));
            }
            return pages;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError failure) {
            return List.of(InputPage.unreadable(folder + file.getFileName(), Unreadable.of(failure)));
        }
    }
}
