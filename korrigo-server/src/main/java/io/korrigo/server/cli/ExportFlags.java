package io.korrigo.server.cli;

import io.korrigo.exam.PageRegion;
import io.korrigo.tasks.ExportOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code korrigo serve} that say what exports are like. */
final class ExportFlags {
    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "language of corrected PDFs, fr or en")
    private FlattenCommand.Language language = FlattenCommand.Language.FR;

    @Option(names = "--pdfa", description = "make corrected PDFs as PDF/A-2b; what can't be in such a file is refused")
    private boolean archival;

    @Option(names = "--names", description = "name identified students on their mark sheets")
    private boolean named;

    @Option(
            names = "--blank-header",
            paramLabel = "X,Y,W,H",
            converter = RegionText.class,
            description = "take this part of each booklet's first page out of corrected PDFs for good (fractions)")
    private @Nullable PageRegion header;

    @Option(
            names = "--file-name",
            paramLabel = "PATTERN",
            description = "names in archives, of {anonymous_id}, {copy_id}, {index}, {last_name} and {first_name}")
    private String fileName = ExportOptions.DEFAULT_FILE_NAME;

    /** @throws IllegalArgumentException when they don't go together */
    ExportOptions options() {
        Locale locale = language.locale();
        return new ExportOptions(locale, fileName)
                .withArchival(archival)
                .withNames(named)
                .withBlankedHeader(header);
    }
}
