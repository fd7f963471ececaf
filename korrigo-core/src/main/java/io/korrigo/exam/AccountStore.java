package io.korrigo.exam;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The students' accounts as the host keeps them, and their first passwords, sealed, until somebody has handed them out.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails; the call then had no effect.<br>
 * <b>Implementing:</b> pass {@code AccountStoreContract} of korrigo-testkit.
 */
public interface AccountStore {
    /** Every user name in use. */
    Set<String> usernames();

    /** Ids of every student who has an account. */
    Set<String> studentsWithAccount();

    /** The account of that name, or empty. */
    Optional<Account> find(String username);

    /**
     * Adds accounts together with their sealed first passwords, all or none.
     *
     * @param batch names those who are handed out together, such as the id of a task
     * @param now when it happens
     * @throws io.korrigo.KorrigoException when a name is taken or a student has an account already, as when another import
     *     was faster; read again and choose anew
     */
    void create(String batch, Collection<IssuedAccount> accounts, Instant now);

    /** Accounts of a batch whose first passwords are still kept, by user name. */
    List<IssuedAccount> issued(String batch);

    /** Forgets the first passwords of a batch; the accounts stay. Nothing happens when there are none. */
    void forgetPasswords(String batch);

    /**
     * Forgets the first passwords of the batches whose last account is older than {@code before}.
     *
     * @return how many passwords were forgotten
     */
    int forgetPasswords(Instant before);

    /** Removes the student's account and first password; false when there is none. */
    boolean delete(String studentId);
}
