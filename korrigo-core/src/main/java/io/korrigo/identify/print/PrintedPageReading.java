package io.korrigo.identify.print;

import io.korrigo.identify.CellReading;
import io.korrigo.identify.HeaderReading;
import io.korrigo.identify.PrintedReading;
import io.korrigo.identify.RowReading;
import io.korrigo.image.PageImage;
import java.util.List;

/** Reads one page in the orientations that it may have, until one names its writer. For one thread. */
final class PrintedPageReading {
    private final PageImage page;
    private final TesseractEngine engine;
    private final String modelHash;

    PrintedPageReading(PageImage page, TesseractEngine engine, String modelHash) {
        this.page = page;
        this.engine = engine;
        this.modelHash = modelHash;
    }

    PrintedReading reading() {
        String variant = null;
        for (int quarterTurns : page.width() > page.height() ? new int[] {1, 3} : new int[] {0, 2}) {
            PrintedPage print = PrintedPage.read(page.whole(), quarterTurns, engine);
            variant = variant == null ? SubjectVariant.in(print.lines()) : variant;
            PrintedFields fields = fields(print.lines());
            if (fields.suffice()) {
                return new PrintedReading(header(fields, print), variant);
            }
            if (print.isSurelyUpright()) {
                break;
            }
        }
        return new PrintedReading(new HeaderReading(List.of(), 0, modelHash), variant);
    }

    /** Labels say what is what; what they leave open may stand on a sticker. */
    private static PrintedFields fields(List<PrintedRun> lines) {
        PrintedFields labelled = new PrintedLabels(lines).fields();
        if (labelled.suffice()) {
            return labelled;
        }
        PrintedFields sticker = new PrintedSticker(lines).fields();
        return sticker.suffice() ? sticker : labelled.or(sticker);
    }

    private HeaderReading header(PrintedFields fields, PrintedPage print) {
        List<RowReading> rows = PrintedRows.of(fields).stream()
                .map(row -> new RowReading(
                        row.field(),
                        row.cells().stream()
                                .map(cell -> new CellReading(print.asItCame(cell.region()), cell.probabilities()))
                                .toList()))
                .toList();
        return new HeaderReading(rows, print.quarterTurns(), modelHash);
    }
}
