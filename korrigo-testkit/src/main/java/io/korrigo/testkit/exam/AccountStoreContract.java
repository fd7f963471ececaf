package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Account;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.IssuedAccount;
import io.korrigo.exam.Student;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link AccountStore}: extend it, and say how to make an empty store. */
public abstract class AccountStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private AccountStore store;

    /** A new store without accounts. */
    protected abstract AccountStore emptyStore();

    /**
     * Adds students to the store's host, who are given accounts; the store was made just before. Nothing to do unless the host
     * takes only students whom it knows.
     */
    protected void addStudents(List<Student> students) {}

    @BeforeEach
    final void start() {
        store = emptyStore();
        addStudents(IntStream.range(0, 3000)
                .mapToObj(i -> Student.of("s" + i, "NOM " + i, "Prénom", null))
                .toList());
    }

    @Test
    void keepsAccountsAndTheirSealedPasswords() {
        IssuedAccount lea = issued("lea.martin", "s1");
        IssuedAccount leo = issued("leo.roux", "s2");

        store.create("b1", List.of(leo, lea), NOON);

        assertThat(store.find("lea.martin")).contains(lea.account());
        assertThat(store.find("nobody")).isEmpty();
        assertThat(store.usernames()).containsExactlyInAnyOrder("lea.martin", "leo.roux");
        assertThat(store.studentsWithAccount()).containsExactlyInAnyOrder("s1", "s2");
        assertThat(store.issued("b1")).containsExactly(lea, leo);
        assertThat(store.issued("b2")).isEmpty();
    }

    @Test
    void addsAllOrNone() {
        store.create("b1", List.of(issued("lea", "s1")), NOON);

        assertThatThrownBy(() -> store.create("b2", List.of(issued("leo", "s2"), issued("lea", "s3")), NOON))
                .isInstanceOf(KorrigoException.class);
        assertThatThrownBy(() -> store.create("b2", List.of(issued("leo", "s2"), issued("lou", "s1")), NOON))
                .isInstanceOf(KorrigoException.class);

        assertThat(store.usernames()).containsExactly("lea");
        assertThat(store.issued("b2")).isEmpty();
    }

    @Test
    void forgetsThePasswordsOfABatchButKeepsItsAccounts() {
        store.create("b1", List.of(issued("lea", "s1")), NOON);
        store.create("b2", List.of(issued("leo", "s2")), NOON);

        store.forgetPasswords("b1");
        store.forgetPasswords("b1");

        assertThat(store.issued("b1")).isEmpty();
        assertThat(store.issued("b2")).hasSize(1);
        assertThat(store.find("lea")).isPresent();
    }

    @Test
    void forgetsABatchWhenItsLastAccountIsOld() {
        store.create("old", List.of(issued("lea", "s1")), NOON);
        store.create("long", List.of(issued("leo", "s2")), NOON);
        store.create("long", List.of(issued("lou", "s3")), NOON.plusSeconds(60));

        int forgotten = store.forgetPasswords(NOON.plusSeconds(30));

        assertThat(forgotten).isEqualTo(1);
        assertThat(store.issued("old")).isEmpty();
        assertThat(store.issued("long")).hasSize(2);
        assertThat(store.usernames()).hasSize(3);
    }

    @Test
    void deletesAnAccountWithItsPassword() {
        store.create("b1", List.of(issued("lea", "s1"), issued("leo", "s2")), NOON);

        assertThat(store.delete("s1")).isTrue();
        assertThat(store.delete("s1")).isFalse();

        assertThat(store.find("lea")).isEmpty();
        assertThat(store.issued("b1"))
                .extracting(each -> each.account().username())
                .containsExactly("leo");
        store.create("b1", List.of(issued("lea", "s1")), NOON);
    }

    @Test
    void takesThousandsAtOnce() {
        store.create(
                "b1",
                IntStream.range(0, 3000)
                        .mapToObj(i -> issued("user" + i, "s" + i))
                        .toList(),
                NOON);

        assertThat(store.issued("b1")).hasSize(3000);
    }

    private static IssuedAccount issued(String username, String studentId) {
        return new IssuedAccount(new Account(username, studentId, "$hash$" + studentId), "sealed " + username);
    }
}
