package io.korrigo.testkit.exam;

import io.korrigo.exam.StudentStore;

class InMemoryStudentStoreTest extends StudentStoreContract {
    @Override
    protected StudentStore emptyStore() {
        return new InMemoryStudentStore();
    }
}
