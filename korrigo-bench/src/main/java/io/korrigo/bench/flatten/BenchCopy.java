package io.korrigo.bench.flatten;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.AnnotationType;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.PageRegion;
import io.korrigo.flatten.CopyFlattener;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenOptions;
import io.korrigo.flatten.FlattenedCopy;
import io.korrigo.flatten.source.PageSource;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A corrected copy fixed by seed: four A4 pages, ten annotations on each, marks, remarks and an appreciation.
 *
 * @param files the pages, or the one PDF that holds them
 * @param out what is written
 */
record BenchCopy(CopyToFlatten copy, List<Path> files, Path out) {
    private static final List<String> WORDS = List.of(
            "Bien vu !",
            "Il manque la justification : pourquoi f’ est-elle positive sur cet intervalle ?",
            "Faux. Relire le cours, p. 42 : « une fonction dérivable est continue », la réciproque est fausse…",
            "≤ et non <",
            "Œuvre citée sans référence – à compléter (coût : 12 €)",
            "",
            "Calcul juste, conclusion absente. Une phrase de conclusion est toujours attendue.");

    /** Draws the pages into {@code folder}. */
    static BenchCopy draw(ScannedPages.Kind kind, Path folder) throws IOException {
        List<Path> files = ScannedPages.draw(kind, folder);
        List<PageSource> sources = new ArrayList<>();
        for (int i = 0; i < ScannedPages.COUNT; i++) {
            boolean pdf = kind == ScannedPages.Kind.PDF;
            sources.add(pdf ? PageSource.ofPdf(files.get(0), i) : PageSource.of(files.get(i)));
        }
        CopyToFlatten copy = new CopyToFlatten("copy-1", "A-0017", sources, annotations(), marks(), options());
        return new BenchCopy(copy, files, folder.resolve("out.pdf"));
    }

    /** Writes the corrected PDF, without waiting for the disk. */
    FlattenedCopy flatten(CopyFlattener flattener) throws IOException {
        try (OutputStream stream = Files.newOutputStream(out)) {
            return flattener.flatten(copy, stream);
        }
    }

    /** The same copy with nothing beside its boxes, so that no place is looked for. */
    BenchCopy withoutWords() {
        List<Annotation> boxes = copy.annotations().stream()
                .map(box -> new Annotation(box.pageIndex(), box.region(), box.type(), "", null))
                .toList();
        CopyToFlatten silent =
                new CopyToFlatten(copy.copyId(), copy.anonymousId(), copy.pages(), boxes, copy.marks(), copy.options());
        return new BenchCopy(silent, files, out);
    }

    /** Writes the bytes of the pages and no more, and returns how many they are. */
    long copyBytes() throws IOException {
        long size = 0;
        try (OutputStream stream = Files.newOutputStream(out)) {
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                stream.write(bytes);
                size += bytes.length;
            }
        }
        return size;
    }

    /** Removes what was drawn and written. */
    void delete() throws IOException {
        Files.deleteIfExists(out);
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static List<Annotation> annotations() {
        Random random = new Random(5);
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < 10 * ScannedPages.COUNT; i++) {
            double w = 0.08 + 0.3 * random.nextDouble();
            double x = 0.14 + (0.84 - w) * random.nextDouble();
            double y = 0.05 + i % 10 * 0.09 + 0.03 * random.nextDouble();
            annotations.add(new Annotation(
                    i / 10,
                    new PageRegion(x, y, w, 0.02 + 0.03 * random.nextDouble()),
                    AnnotationType.values()[random.nextInt(4)],
                    WORDS.get(i % WORDS.size()),
                    i % 3 == 0 ? null : new BigDecimal(random.nextInt(9) - 4).multiply(new BigDecimal("0.25"))));
        }
        return annotations;
    }

    private static CopyMarks marks() {
        Map<String, BigDecimal> scores = Map.of(
                "1.a",
                new BigDecimal("1.5"),
                "1.b",
                new BigDecimal("0.25"),
                "2",
                new BigDecimal("3"),
                "3.1",
                new BigDecimal("2.75"),
                "3.10",
                BigDecimal.ZERO,
                "4",
                new BigDecimal("4.5"));
        Map<String, String> remarks = Map.of("1.b", "La méthode est la bonne, l’application est à reprendre.");
        return new CopyMarks(scores, remarks, "Ensemble sérieux et appliqué. Il reste à soigner la rédaction.");
    }

    private static FlattenOptions options() {
        return new FlattenOptions(
                Locale.FRENCH, "Baccalauréat blanc de mathématiques", new BigDecimal("20"), List.of());
    }
}
