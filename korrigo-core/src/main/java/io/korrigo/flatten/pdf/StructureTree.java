package io.korrigo.flatten.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pages' content means, for those who have it read aloud: headings, paragraphs, tables, and pictures with a text
 * in their place (ISO 32000-1, 14.7 and 14.8).
 *
 * <p>Few of them: a tag costs an object, and a busy copy has forty annotations whose words are laid out in pieces. What is drawn on
 * pages is an artifact, since the mark sheet's list tells it in full. The tags of a source PDF are not carried over.
 *
 * <p>Elements are kept until {@link #write}, as they may refer to pages that aren't written yet.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class StructureTree {
    private static final int NO_PAGE = -1;

    private final PdfWriter pdf;
    private final Element document;
    private final List<Element> elements = new ArrayList<>();
    /** By page, the element of each of its marks. */
    private final List<List<Element>> marks = new ArrayList<>();

    public StructureTree(PdfWriter pdf) {
        this.pdf = pdf;
        this.document = new Element(null, "Document", "");
    }

    /** A piece of a page's content that belongs to an element; {@code id} counts the page's marks from 0. */
    record Mark(String role, int id) {}

    /** What an element holds: a mark of a page, or an element's object where {@code page} is {@link #NO_PAGE}. */
    private record Kid(int page, int number) {}

    /** A node of the tree. */
    public final class Element {
        private final int number = pdf.allocate();
        private final @Nullable Element parent;
        private final String role;
        private final String entries;
        private final List<Kid> kids = new ArrayList<>();
        private int page = NO_PAGE;

        private Element(@Nullable Element parent, String role, String entries) {
            this.parent = parent;
            this.role = role;
            this.entries = entries;
            elements.add(this);
        }

        /** A new last child; {@code role} is one of PDF's standard types. */
        public Element add(String childRole) {
            return add(childRole, "");
        }

        /** A new last child with entries of its own, such as a table header's scope. */
        public Element add(String childRole, String childEntries) {
            Element child = new Element(this, childRole, childEntries);
            kids.add(new Kid(NO_PAGE, child.number));
            return child;
        }

        /** Claims the next piece of content of a page, counted from 0; pages come in order. */
        public Mark mark(int pageIndex) {
            while (marks.size() <= pageIndex) {
                marks.add(new ArrayList<>());
            }
            List<Element> own = marks.get(pageIndex);
            if (page == NO_PAGE) {
                page = pageIndex;
            }
            kids.add(new Kid(pageIndex, own.size()));
            own.add(this);
            return new Mark(role, own.size() - 1);
        }
    }

    /** The whole file's element. */
    public Element document() {
        return document;
    }

    /**
     * Writes the tree.
     *
     * @param pages the pages' object numbers, in order; each has its place as StructParents
     * @return the catalog's entries
     */
    public String write(List<Integer> pages) throws IOException {
        int root = pdf.allocate();
        for (Element element : elements) {
            StringBuilder body =
                    new StringBuilder("<</S /").append(element.role).append(" /P ");
            body.append(element.parent == null ? root : element.parent.number).append(" 0 R ");
            if (element.page != NO_PAGE) {
                body.append("/Pg ").append(pages.get(element.page)).append(" 0 R ");
            }
            body.append(element.entries).append("/K [");
            element.kids.forEach(kid -> append(body, kid, element.page, pages));
            pdf.object(element.number, body.append("]>>").toString());
        }
        StringBuilder parents = new StringBuilder("<</Nums [");
        for (int page = 0; page < marks.size(); page++) {
            parents.append(page).append(" [");
            marks.get(page).forEach(element -> parents.append(element.number).append(" 0 R "));
            parents.append("] ");
        }
        int parentTree = pdf.allocate();
        pdf.object(parentTree, parents + "]>>");
        pdf.object(
                root,
                "<</Type /StructTreeRoot /K " + document.number + " 0 R /ParentTree " + parentTree
                        + " 0 R /ParentTreeNextKey " + marks.size() + ">>");
        return " /MarkInfo << /Marked true >> /StructTreeRoot " + root + " 0 R";
    }

    /** A mark on the element's own page is its bare number. */
    private static void append(StringBuilder body, Kid kid, int ownPage, List<Integer> pages) {
        if (kid.page() == NO_PAGE) {
            body.append(kid.number()).append(" 0 R ");
        } else if (kid.page() == ownPage) {
            body.append(kid.number()).append(' ');
        } else {
            body.append("<</Type /MCR /Pg ").append(pages.get(kid.page())).append(" 0 R /MCID ");
            body.append(kid.number()).append(">> ");
        }
    }
}
