package io.korrigo.flatten.source;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.jspecify.annotations.Nullable;

/** The pictures, forms and contents that come along with a page when it is copied. */
final class DrawnObjects {
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<COSStream> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> waiting = new ArrayDeque<>();

    private DrawnObjects() {}

    static Set<COSStream> of(PDPage page) {
        DrawnObjects objects = new DrawnObjects();
        COSDictionary dictionary = page.getCOSObject();
        objects.add(PDPageTree.getInheritableAttribute(dictionary, COSName.RESOURCES));
        objects.add(dictionary.getDictionaryObject(COSName.CONTENTS));
        COSArray annotations = dictionary.getCOSArray(COSName.ANNOTS);
        for (int i = 0; annotations != null && i < annotations.size(); i++) {
            if (annotations.getObject(i) instanceof COSDictionary annotation) {
                objects.add(annotation.getDictionaryObject(COSName.AP));
            }
        }
        while (!objects.waiting.isEmpty()) {
            objects.look(objects.waiting.remove());
        }
        return objects.found;
    }

    private void add(@Nullable COSBase object) {
        COSBase target = object instanceof COSObject indirect ? indirect.getObject() : object;
        if ((target instanceof COSDictionary || target instanceof COSArray) && seen.add(target)) {
            waiting.add(target);
        }
    }

    private void look(COSBase object) {
        if (object instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                add(array.get(i));
            }
            return;
        }
        COSDictionary dictionary = (COSDictionary) object;
        boolean font = COSName.FONT.equals(dictionary.getCOSName(COSName.TYPE));
        if (dictionary instanceof COSStream stream) {
            found.add(stream);
        }
        // fonts, profiles and links back to pages may be shared by all pages
        dictionary.entrySet().stream()
                .filter(entry -> !font && !COSName.PARENT.equals(entry.getKey()))
                .filter(entry -> !COSName.FONT.equals(entry.getKey()) && !COSName.COLORSPACE.equals(entry.getKey()))
                .forEach(entry -> add(entry.getValue()));
    }
}
