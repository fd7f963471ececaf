package io.korrigo.account;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Account;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.IssuedAccount;
import io.korrigo.exam.Student;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes accounts for students who have none.
 *
 * <ol>
 *   <li>Each gets a user name that nobody has, and a password from the system's source of chance.
 *   <li>Threads of its own hash them, as many as there are processors. Hashing is nearly all the work.
 *   <li>In chunks, account, hash and sealed password are stored in one transaction. What was stored when the process died is
 *       whole, and a second run goes on behind it.
 * </ol>
 *
 * <p><b>Threads:</b> safe for concurrent use; two runs that meet make one of them fail, to be run again.
 */
public final class AccountIssuer {
    private static final int CHUNK = 20;
    /** A chunk is stored after this time, if not full before. */
    private static final Duration CHUNK_TIME = Duration.ofSeconds(2);

    private static final long CHECK_MILLIS = 100;

    private final AccountStore accounts;
    private final PasswordHasher hasher;
    private final CredentialSeal seal;
    private final Clock clock;
    private final int threads;
    private final SecureRandom random = new SecureRandom();

    /**
     * An issuer that hashes on every processor.
     *
     * @param clock dates the passwords
     */
    public AccountIssuer(AccountStore accounts, PasswordHasher hasher, CredentialSeal seal, Clock clock) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.seal = seal;
        this.clock = clock;
        this.threads = Runtime.getRuntime().availableProcessors();
    }

    /** What the caller of {@link #issue} wants to hear and may say meanwhile. */
    @FunctionalInterface
    public interface Watch {
        /**
         * Called at least ten times a second with the number of students looked after so far.
         *
         * @throws RuntimeException to stop; it passes through {@link #issue}
         */
        void done(int students);
    }

    /**
     * Makes the accounts.
     *
     * @param batch under which their passwords are handed out together
     * @param students those who have an account already are left alone
     * @return how many accounts were made by this call
     */
    public int issue(String batch, Collection<Student> students, Watch watch) {
        Set<String> served = accounts.studentsWithAccount();
        List<Student> without = students.stream()
                .filter(student -> !served.contains(student.id()))
                .toList();
        int before = students.size() - without.size();
        watch.done(before);
        if (without.isEmpty()) {
            return 0;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, without.size()), work -> {
            Thread thread = new Thread(work, "korrigo-password-hashing");
            thread.setDaemon(true);
            return thread;
        });
        try {
            hashAndStore(batch, without, before, watch, pool);
            return without.size();
        } finally {
            pool.shutdownNow();
        }
    }

    /** How many accounts of a batch are still to be handed out, whichever call of {@link #issue} made them. */
    public int issued(String batch) {
        return accounts.issued(batch).size();
    }

    private void hashAndStore(String batch, List<Student> students, int before, Watch watch, ExecutorService pool) {
        Usernames usernames = new Usernames(accounts.usernames());
        Iterator<Student> left = students.iterator();
        Deque<Future<IssuedAccount>> hashing = new ArrayDeque<>();
        List<IssuedAccount> chunk = new ArrayList<>();
        Instant chunkStart = clock.instant();
        int done = before;
        while (left.hasNext() || !hashing.isEmpty()) {
            // Far enough ahead for the threads to have work while a chunk is stored.
            while (left.hasNext() && hashing.size() < CHUNK + threads) {
                Student student = left.next();
                String username = usernames.next(student);
                hashing.add(pool.submit(() -> account(batch, student, username)));
            }
            chunk.add(await(hashing.remove(), done, watch));
            watch.done(++done);
            boolean last = !left.hasNext() && hashing.isEmpty();
            if (last || chunk.size() >= CHUNK || chunkStart.plus(CHUNK_TIME).isBefore(clock.instant())) {
                accounts.create(batch, chunk, clock.instant());
                chunk.clear();
                chunkStart = clock.instant();
            }
        }
    }

    private IssuedAccount account(String batch, Student student, String username) {
        String password = Passwords.generate(random);
        Account account = new Account(username, student.id(), hasher.hash(password));
        return new IssuedAccount(account, seal.seal(password, context(batch, username)));
    }

    private static IssuedAccount await(Future<IssuedAccount> account, int done, Watch watch) {
        while (true) {
            try {
                return account.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillHashing) {
                watch.done(done);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                watch.done(done);
                throw new KorrigoException("The making of accounts was interrupted", interrupted);
            } catch (ExecutionException failure) {
                throw new KorrigoException("A password could not be hashed", failure.getCause());
            }
        }
    }

    /** To what a sealed password belongs. */
    static String context(String batch, String username) {
        return batch + "/" + username;
    }
}
