package io.korrigo.flatten.source;

import io.korrigo.flatten.pdf.PageFault;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.DrawObject;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.contentstream.operator.state.SetGraphicsStateParameters;
import org.apache.pdfbox.contentstream.operator.state.SetMatrix;
import org.apache.pdfbox.contentstream.operator.text.BeginText;
import org.apache.pdfbox.contentstream.operator.text.EndText;
import org.apache.pdfbox.contentstream.operator.text.MoveText;
import org.apache.pdfbox.contentstream.operator.text.MoveTextSetLeading;
import org.apache.pdfbox.contentstream.operator.text.NextLine;
import org.apache.pdfbox.contentstream.operator.text.SetCharSpacing;
import org.apache.pdfbox.contentstream.operator.text.SetFontAndSize;
import org.apache.pdfbox.contentstream.operator.text.SetTextHorizontalScaling;
import org.apache.pdfbox.contentstream.operator.text.SetTextLeading;
import org.apache.pdfbox.contentstream.operator.text.SetTextRenderingMode;
import org.apache.pdfbox.contentstream.operator.text.SetTextRise;
import org.apache.pdfbox.contentstream.operator.text.SetWordSpacing;
import org.apache.pdfbox.contentstream.operator.text.ShowText;
import org.apache.pdfbox.contentstream.operator.text.ShowTextAdjusted;
import org.apache.pdfbox.contentstream.operator.text.ShowTextLine;
import org.apache.pdfbox.contentstream.operator.text.ShowTextLineAndSpace;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDTilingPattern;
import org.apache.pdfbox.pdmodel.graphics.state.PDTextState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a source page draws, and the fonts that it draws with, may be in a PDF/A-2b file whose device colours are
 * sRGB (ISO 19005-2, 6.1.13, 6.2.2, 6.2.4 and 6.2.11).
 */
final class ArchivalContent extends PDFStreamEngine {
    private static final Set<String> OPERATORS = Set.of(("b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET"
                    + " EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf"
                    + " Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"")
            .split(" "));

    private static final Set<String> SHOWS_TEXT = Set.of("Tj", "TJ", "'", "\"");

    private static final Set<String> INLINE_FILTERS = Set.of(
            "AHx",
            "ASCIIHexDecode",
            "A85",
            "ASCII85Decode",
            "Fl",
            "FlateDecode",
            "RL",
            "RunLengthDecode",
            "CCF",
            "CCITTFaxDecode",
            "DCT",
            "DCTDecode");

    /** Four fewer than allowed: a page is drawn from within others' states. */
    private static final int MAX_STATES = 24;

    private static final int MAX_STRING = 32_767;
    private static final int MAX_NAME = 127;
    private static final int MAX_DEPTH = 20;

    private final Set<List<Object>> known = new HashSet<>();
    private final Set<COSBase> patterns = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArchivalFonts fonts = new ArchivalFonts();

    /** What is wrong, on its way through the engine. */
    private static final class Unfit extends IOException {
        private static final long serialVersionUID = 1;

        Unfit(String why) {
            super(why);
        }
    }

    private ArchivalContent() {
        List.of(
                        new BeginText(this),
                        new EndText(this),
                        new Concatenate(this),
                        new DrawObject(this),
                        new Save(this),
                        new Restore(this),
                        new SetGraphicsStateParameters(this),
                        new SetMatrix(this),
                        new MoveText(this),
                        new MoveTextSetLeading(this),
                        new NextLine(this),
                        new SetCharSpacing(this),
                        new SetFontAndSize(this),
                        new SetTextHorizontalScaling(this),
                        new SetTextLeading(this),
                        new SetTextRenderingMode(this),
                        new SetTextRise(this),
                        new SetWordSpacing(this),
                        new ShowText(this),
                        new ShowTextAdjusted(this),
                        new ShowTextLine(this),
                        new ShowTextLineAndSpace(this))
                .forEach(this::addOperator);
    }

    /** @throws PageFault that says what of it an archive's file can't hold */
    static void check(PDPage page) throws PageFault {
        ArchivalContent content = new ArchivalContent();
        try {
            content.processPage(page);
            for (PDAnnotation annotation : page.getAnnotations()) {
                content.showAnnotation(annotation);
            }
        } catch (Unfit unfit) {
            throw ArchivalObjects.unfit(unfit.getMessage());
        } catch (IOException | RuntimeException damaged) {
            throw new PageFault(
                    "the PDF's page is damaged and can't be in a PDF/A file; print it to a new PDF", damaged);
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        String name = operator.getName();
        if (!OPERATORS.contains(name)) {
            throw new Unfit("it draws with an operator that doesn't exist");
        }
        if (name.equals("k") || name.equals("K")) {
            throw new Unfit("it has CMYK colours without a profile");
        }
        for (COSBase operand : operands) {
            look(operand, 0);
        }
        if (name.equals(OperatorName.BEGIN_INLINE_IMAGE)) {
            lookAtInlineImage(operator.getImageParameters());
        }
        if (getGraphicsStackSize() > MAX_STATES) {
            throw new Unfit("its states are nested too deep (over " + MAX_STATES + ")");
        }
        if (SHOWS_TEXT.contains(name)) {
            lookAtFont();
        }
        super.processOperator(operator, operands);
        if (name.equals("scn") || name.equals("SCN")) {
            drawPattern(operands);
        }
    }

    /** A font counts as drawn with where a text is shown, though it be empty. */
    private void lookAtFont() throws IOException {
        PDTextState text = getGraphicsState().getTextState();
        PDFont font = text.getFont();
        if (font != null && text.getRenderingMode() != RenderingMode.NEITHER) {
            String fault = fonts.faultOf(font);
            if (fault != null) {
                throw new Unfit(fault);
            }
        }
    }

    /** What a pattern is tiled with is content like the page's. */
    private void drawPattern(List<COSBase> operands) throws IOException {
        boolean named = !operands.isEmpty() && operands.get(operands.size() - 1) instanceof COSName;
        if (named
                && getResources() != null
                && getResources().getPattern((COSName) operands.get(operands.size() - 1))
                        instanceof PDTilingPattern pattern
                && patterns.add(pattern.getCOSObject())) {
            processTilingPattern(pattern, null, null);
        }
    }

    private static void look(@Nullable COSBase operand, int depth) throws Unfit {
        if (depth > MAX_DEPTH) {
            throw new Unfit("it holds values that are nested too deep");
        }
        if (operand instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                look(array.get(i), depth + 1);
            }
        }
        if (operand instanceof COSDictionary dictionary) {
            for (COSBase value : dictionary.getValues()) {
                look(value, depth + 1);
            }
        }
        boolean large = operand instanceof COSNumber number && Math.abs(number.floatValue()) > 1e9f
                || operand instanceof COSString text && text.getBytes().length > MAX_STRING
                || operand instanceof COSName name && name.getName().length() > MAX_NAME;
        if (large) {
            throw new Unfit("it holds a number or a text that is too long");
        }
        if (COSName.DEVICECMYK.equals(operand)) {
            throw new Unfit("it has CMYK colours without a profile");
        }
    }

    private static boolean hasKnownFilters(COSDictionary image) {
        COSBase filter = image.getDictionaryObject(COSName.F, COSName.FILTER);
        COSArray all = filter instanceof COSArray array ? array : new COSArray();
        if (filter != null && !(filter instanceof COSArray)) {
            all.add(filter);
        }
        for (int i = 0; i < all.size(); i++) {
            if (!(all.getObject(i) instanceof COSName name) || !INLINE_FILTERS.contains(name.getName())) {
                return false;
            }
        }
        return true;
    }

    private static void lookAtInlineImage(COSDictionary image) throws Unfit {
        String all = image.toString();
        if (!hasKnownFilters(image) || all.contains("CMYK") || image.getBoolean(COSName.getPDFName("I"), false)) {
            throw new Unfit("it has a small picture of a kind that archives refuse");
        }
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        boolean drawn = getGraphicsState().getTextState().getRenderingMode() != RenderingMode.NEITHER;
        // what recognised text is written in below a scan need not be there, but may not lack a character
        if ((drawn || font.isEmbedded()) && known.add(Arrays.asList(font.getCOSObject(), code))) {
            String fault = fonts.fault(font, code);
            if (fault != null) {
                throw new Unfit(fault);
            }
        }
        super.showGlyph(matrix, font, code, displacement);
    }

    /** The engine would go on after most of them. */
    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException failure)
            throws IOException {
        throw failure;
    }
}
