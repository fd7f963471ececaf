package io.korrigo.testkit.exam;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Account;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.IssuedAccount;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Accounts in maps.
 *
 * <p><b>Threads:</b> every method holds this object's lock.
 */
public final class InMemoryAccountStore implements AccountStore {
    private record Sealed(String batch, String password, Instant at) {}

    private final Map<String, Account> byName = new TreeMap<>();
    private final Map<String, Sealed> passwords = new TreeMap<>();

    @Override
    public synchronized Set<String> usernames() {
        return Set.copyOf(byName.keySet());
    }

    @Override
    public synchronized Set<String> studentsWithAccount() {
        return byName.values().stream().map(Account::studentId).collect(Collectors.toSet());
    }

    @Override
    public synchronized Optional<Account> find(String username) {
        return Optional.ofNullable(byName.get(username));
    }

    @Override
    public synchronized void create(String batch, Collection<IssuedAccount> accounts, Instant now) {
        Set<String> names = new HashSet<>(byName.keySet());
        Set<String> students = new HashSet<>(studentsWithAccount());
        for (IssuedAccount each : accounts) {
            if (!names.add(each.account().username())
                    || !students.add(each.account().studentId())) {
                throw new KorrigoException("A user name is taken or a student has an account already");
            }
        }
        for (IssuedAccount each : accounts) {
            byName.put(each.account().username(), each.account());
            passwords.put(each.account().username(), new Sealed(batch, each.sealedPassword(), now));
        }
    }

    @Override
    public synchronized List<IssuedAccount> issued(String batch) {
        return passwords.entrySet().stream()
                .filter(entry -> entry.getValue().batch().equals(batch))
                .map(entry -> new IssuedAccount(
                        byName.get(entry.getKey()), entry.getValue().password()))
                .toList();
    }

    @Override
    public synchronized void forgetPasswords(String batch) {
        passwords.values().removeIf(each -> each.batch().equals(batch));
    }

    @Override
    public synchronized int forgetPasswords(Instant before) {
        Set<String> recent = passwords.values().stream()
                .filter(each -> !each.at().isBefore(before))
                .map(Sealed::batch)
                .collect(Collectors.toSet());
        int held = passwords.size();
        passwords.values().removeIf(each -> !recent.contains(each.batch()));
        return held - passwords.size();
    }

    @Override
    public synchronized boolean delete(String studentId) {
        List<String> names = byName.values().stream()
                .filter(account -> account.studentId().equals(studentId))
                .map(Account::username)
                .toList();
        names.forEach(passwords::remove);
        names.forEach(byName::remove);
        return !names.isEmpty();
    }
}
