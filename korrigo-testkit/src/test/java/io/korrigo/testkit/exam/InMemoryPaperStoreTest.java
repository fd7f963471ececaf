package io.korrigo.testkit.exam;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.Exam;
import java.util.List;

class InMemoryPaperStoreTest extends PaperStoreContract {
    private InMemoryExamStore store;

    @Override
    protected Stores storesWith(Exam exam, List<Copy> copies) {
        store = new InMemoryExamStore().add(exam);
        copies.forEach(copy -> store.add(copy, List.of(), CopyMarks.NONE));
        return new Stores(store, store);
    }

    @Override
    protected void removeStudent(String id) {
        store.studentGone(id);
    }
}
