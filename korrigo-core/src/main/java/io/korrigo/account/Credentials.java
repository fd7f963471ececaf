package io.korrigo.account;

import io.korrigo.exam.AccountStore;
import io.korrigo.exam.IssuedAccount;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * First passwords of new accounts, for whoever asked for the accounts: until they say that they have them, or for 24 hours
 * after the last account of the batch was made.
 *
 * <p>Who may ask is for the caller to check.
 *
 * <p><b>Threads:</b> safe for concurrent use.<br>
 * <b>Errors:</b> {@link io.korrigo.KorrigoException} when storage fails, {@link SealedPasswordException} when the key isn't
 * the one they were sealed with.
 */
public final class Credentials {
    /** How long passwords are kept that nobody acknowledges. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final Comparator<Credential> BY_CLASS_AND_NAME = Comparator.comparing((Credential credential) ->
                    Objects.requireNonNullElse(credential.student().className(), ""))
            .thenComparing(credential -> credential.student().lastName())
            .thenComparing(credential -> credential.student().firstName())
            .thenComparing(Credential::username);

    private final AccountStore accounts;
    private final StudentStore students;
    private final CredentialSeal seal;
    private final Clock clock;

    /** @param clock says when 24 hours are over */
    public Credentials(AccountStore accounts, StudentStore students, CredentialSeal seal, Clock clock) {
        this.accounts = accounts;
        this.students = students;
        this.seal = seal;
        this.clock = clock;
    }

    /** What is still to be handed out of a batch, by class and name; empty once acknowledged or out of time. */
    public List<Credential> of(String batch) {
        expire();
        List<IssuedAccount> issued = accounts.issued(batch);
        if (issued.isEmpty()) {
            return List.of();
        }
        Map<String, Student> byId = new HashMap<>();
        students.students().forEach(student -> byId.put(student.id(), student));
        List<Credential> credentials = new ArrayList<>();
        for (IssuedAccount each : issued) {
            Student student = byId.get(each.account().studentId());
            if (student != null) {
                String username = each.account().username();
                credentials.add(new Credential(
                        student, username, seal.open(each.sealedPassword(), AccountIssuer.context(batch, username))));
            }
        }
        credentials.sort(BY_CLASS_AND_NAME);
        return credentials;
    }

    /** Whether no first password of a batch is kept: none was made, or all were handed out or expired. */
    public boolean areForgotten(String batch) {
        expire();
        return accounts.issued(batch).isEmpty();
    }

    /** The batch has been handed out: its passwords are forgotten for good. Says how many there were. */
    public int acknowledge(String batch) {
        expire();
        int open = accounts.issued(batch).size();
        accounts.forgetPasswords(batch);
        return open;
    }

    /** Forgets what was not acknowledged in time; says how many passwords. */
    public int expire() {
        return accounts.forgetPasswords(clock.instant().minus(KEPT));
    }
}
