package io.korrigo.bench.flatten;

import java.util.List;

/** Draft. */
public final class FlattenReport {
    private FlattenReport() {}

    public static void main(String[] args) throws Exception {
        FlattenReportOptions options = FlattenReportOptions.parse(List.of(args));
        for (ScannedPages.Kind kind : ScannedPages.Kind.values()) {
            FlattenFigures f = FlattenFigures.measure(kind, options);
            System.out.println(kind + " flatten " + f.flatten() + " copy " + f.copyBytes() + " in " + f.input()
                    + " out+" + (f.output() - f.input()));
            f.muPdf()
                    .forEach((k, v) -> System.out.println("  " + k + " "
                            + v.seconds().stream().mapToDouble(d -> d).average().orElse(0) + " out+"
                            + (v.bytes() - f.input())));
        }
    }
}
