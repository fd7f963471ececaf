package io.korrigo.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Credentials as an A4 document to print and cut up: eight slips a page, each for one student, with nothing of the neighbour
 * on it.
 */
public final class CredentialSheet {
    private static final int SLIPS = 8;
    private static final float MARGIN = 50;
    private static final float SLIP_HEIGHT = (PDRectangle.A4.getHeight() - 2 * MARGIN) / SLIPS;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;

    private final PDDocument document;
    private final PDFont font;
    private final PDFont bold;

    private CredentialSheet(PDDocument document) throws IOException {
        this.document = document;
        this.font = font(document, "DejaVuSans.ttf");
        this.bold = font(document, "DejaVuSans-Bold.ttf");
    }

    /**
     * Writes the PDF without closing the stream; no credentials give one page that says so.
     *
     * @param title what the passwords are for, shown on each slip
     */
    public static void write(Collection<Credential> credentials, String title, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            new CredentialSheet(document).draw(credentials, title);
            document.save(out);
        }
    }

    private void draw(Collection<Credential> credentials, String title) throws IOException {
        PDPageContentStream page = newPage();
        try {
            if (credentials.isEmpty()) {
                text(page, font, 11, MARGIN, top(0) - 20, "Aucun mot de passe à remettre.");
            }
            int slip = 0;
            for (Credential credential : credentials) {
                if (slip == SLIPS) {
                    page.close();
                    page = newPage();
                    slip = 0;
                }
                slip(page, top(slip), credential, title);
                slip++;
            }
        } finally {
            page.close();
        }
    }

    private PDPageContentStream newPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        return new PDPageContentStream(document, page);
    }

    private static float top(int slip) {
        return PDRectangle.A4.getHeight() - MARGIN - slip * SLIP_HEIGHT;
    }

    private void slip(PDPageContentStream page, float top, Credential credential, String title) throws IOException {
        String className = Objects.requireNonNullElse(credential.student().className(), "");
        String name =
                credential.student().lastName() + " " + credential.student().firstName();
        text(page, font, 8, MARGIN, top - 14, title);
        text(page, bold, 12, MARGIN, top - 32, className.isEmpty() ? name : name + " (" + className + ")");
        text(page, font, 10, MARGIN, top - 52, "Identifiant");
        text(page, font, 12, MARGIN + 90, top - 52, credential.username());
        text(page, font, 10, MARGIN, top - 72, "Mot de passe");
        text(page, bold, 14, MARGIN + 90, top - 72, credential.password());
        page.setLineDashPattern(new float[] {3, 3}, 0);
        page.setLineWidth(0.5f);
        page.moveTo(MARGIN, top - SLIP_HEIGHT + 4);
        page.lineTo(MARGIN + WIDTH, top - SLIP_HEIGHT + 4);
        page.stroke();
    }

    /** One line, smaller where it would be wider than the page, with a box for characters that the font lacks. */
    private static void text(PDPageContentStream page, PDFont font, float size, float x, float y, String text)
            throws IOException {
        String drawable = drawable(font, text);
        float width = font.getStringWidth(drawable) / 1000 * size;
        float room = MARGIN + WIDTH - x;
        page.beginText();
        page.setFont(font, width > room ? size * room / width : size);
        page.newLineAtOffset(x, y);
        page.showText(drawable);
        page.endText();
    }

    private static String drawable(PDFont font, String text) {
        StringBuilder drawable = new StringBuilder();
        text.codePoints().forEach(c -> {
            String character = Character.toString(c);
            try {
                font.encode(character);
                drawable.append(character);
            } catch (IOException | IllegalArgumentException missing) {
                drawable.append('\u25A1');
            }
        });
        return drawable.toString();
    }

    private static PDFont font(PDDocument document, String file) throws IOException {
        try (InputStream in = CredentialSheet.class.getResourceAsStream("/io/korrigo/flatten/text/" + file)) {
            return PDType0Font.load(document, Objects.requireNonNull(in, file));
        }
    }
}
