package io.korrigo.server;

import io.korrigo.account.AccountIssuer;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.CredentialSeal;
import io.korrigo.account.Credentials;
import io.korrigo.account.PasswordHashes;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.CredentialKey;
import io.korrigo.host.jdbc.JdbcAccountStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The embedded database of a data folder, opened without a server. */
public final class DataFolder implements AutoCloseable {
    private final ServerDatabase database;
    private final Path data;

    private DataFolder(ServerDatabase database, Path data) {
        this.database = database;
        this.data = data;
    }

    /** Whether a server or an import has ever kept data there. */
    public static boolean exists(Path data) {
        return Files.exists(data.resolve("korrigo.mv.db"));
    }

    /**
     * Opens or creates the database.
     *
     * @throws io.korrigo.KorrigoException when a running server has it
     */
    public static DataFolder open(Path data) throws IOException {
        return new DataFolder(ServerDatabase.open(ServerOptions.embedded(0, data)), data);
    }

    /** The students kept there. */
    public StudentStore students() {
        return new JdbcStudentStore(database.jdbi());
    }

    /** Makes accounts for students kept there. */
    public AccountIssuer issuer() throws IOException {
        return new AccountIssuer(accounts(), new PasswordHashes(Argon2Hasher.standard()), seal(), Clock.systemUTC());
    }

    /** First passwords of accounts kept there. */
    public Credentials credentials() throws IOException {
        return new Credentials(accounts(), students(), seal(), Clock.systemUTC());
    }

    private AccountStore accounts() {
        return new JdbcAccountStore(database.jdbi());
    }

    private CredentialSeal seal() throws IOException {
        return new CredentialSeal(CredentialKey.find(System.getenv(CredentialKey.VARIABLE), data));
    }

    @Override
    public void close() {
        database.close();
    }
}
