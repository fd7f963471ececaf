package io.korrigo.server.cli;

import io.korrigo.identify.evidence.EvidenceDocument;
import io.korrigo.identify.evidence.EvidenceHeader;
import io.korrigo.identify.match.StudentMatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A folder with an {@link EvidenceDocument} for each page, named after the page. */
final class EvidenceFolder {
    private static final EvidenceDocument DOCUMENT =
            new EvidenceDocument(StudentMatcher.THRESHOLD, StudentMatcher.OUTSIDER_PRIOR);

    private final Path folder;

    EvidenceFolder(Path folder) {
        this.folder = folder;
    }

    private record Work(IdentifiedPage page, Path file) {}

    /** Writes a file for every page that could be read, each whole or not at all; older files of the same names are replaced. */
    void write(List<IdentifiedPage> pages) throws Exception {
        Set<String> taken = new HashSet<>();
        List<Work> works = new ArrayList<>();
        List<IdentifiedPage> read =
                pages.stream().filter(page -> !page.failed()).toList();
        for (IdentifiedPage page : read) {
            works.add(new Work(page, folder.resolve(name(page.page(), taken))));
        }
        try (ProgressLine progress = ProgressLine.open("Writing evidence", " pages")) {
            InParallel.each(works, progress, EvidenceFolder::write);
        }
    }

    private static Path write(Work work) throws IOException {
        InputPage page = work.page().page();
        String name = page.name();
        EvidenceHeader header = EvidenceHeader.of(name, page.read(), work.page().reading());
        String document =
                new String(DOCUMENT.write(name, List.of(header), work.page().identification()), StandardCharsets.UTF_8);
        NewFile.write(work.file(), out -> out.write(document));
        return work.file();
    }

    /** Pages of one name get a number, in whatever case the name is written: some disks know no difference. */
    private static String name(InputPage page, Set<String> taken) {
        String stem = page.fileName()
                .toString()
                .replaceFirst("\\.[^.#]*(#\\d+)?$", "$1")
                .replace('#', '-');
        String base = stem.isEmpty() ? "page" : stem;
        String name = base;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "-" + i;
        }
        return name + ".html";
    }
}
