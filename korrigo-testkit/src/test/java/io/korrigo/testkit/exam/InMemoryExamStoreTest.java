package io.korrigo.testkit.exam;

import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import java.util.List;

class InMemoryExamStoreTest extends ExamStoreContract {
    private InMemoryExamStore store;

    @Override
    protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
        store = new InMemoryExamStore().add(exam);
        copies.forEach(filled -> store.add(filled.copy(), filled.annotations(), filled.marks()));
        return store;
    }

    @Override
    protected void removeStudent(String id) {
        store.studentGone(id);
    }
}
