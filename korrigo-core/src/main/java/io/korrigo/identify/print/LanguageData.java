package io.korrigo.identify.print;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What Tesseract knows of a language: a file of its data in a folder.
 *
 * @param hash SHA-256 of the file, in hex
 */
record LanguageData(Path folder, String language, String hash) {
    private static final String ENDING = ".traineddata";
    /** Best first: names and labels are French, in letters that English data has too, but for the accents. */
    private static final List<String> LANGUAGES = List.of("fra", "eng");

    /** Whether {@code folder} has data that serves. */
    static boolean isIn(Path folder) {
        return LANGUAGES.stream().anyMatch(language -> Files.isRegularFile(folder.resolve(language + ENDING)));
    }

    /**
     * The best data in {@code folder}.
     *
     * @throws InvalidInputException when there is none that serves
     */
    static LanguageData in(Path folder) throws IOException {
        for (String language : LANGUAGES) {
            Path file = folder.resolve(language + ENDING);
            if (Files.isRegularFile(file)) {
                return new LanguageData(folder, language, hash(file));
            }
        }
        throw new InvalidInputException("The folder " + folder + " holds neither fra" + ENDING + " nor eng" + ENDING
                + ": name one with Tesseract's language data");
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
