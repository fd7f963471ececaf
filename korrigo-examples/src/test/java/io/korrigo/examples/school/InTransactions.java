package io.korrigo.examples.school;

import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring's proxy of a bean with {@code @Transactional} does, for a test without Spring's context. */
record InTransactions(StudentStore bean, TransactionTemplate transaction) implements StudentStore {
    @Override
    public List<Student> students() {
        return bean.students();
    }

    @Override
    public List<Student> roster(String examId) {
        return bean.roster(examId);
    }

    @Override
    public void upsert(Collection<Student> students) {
        transaction.executeWithoutResult(status -> bean.upsert(students));
    }

    @Override
    public boolean delete(String id) {
        return bean.delete(id);
    }

    @Override
    public Optional<Turn> takeTurn() {
        return bean.takeTurn();
    }
}
