package io.korrigo.testkit.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.KorrigoException;
import io.korrigo.account.AccountIssuer;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.Credential;
import io.korrigo.account.CredentialCsv;
import io.korrigo.account.CredentialSeal;
import io.korrigo.account.CredentialSheet;
import io.korrigo.account.Credentials;
import io.korrigo.account.PasswordHasher;
import io.korrigo.account.PasswordHashes;
import io.korrigo.exam.IssuedAccount;
import io.korrigo.exam.Student;
import io.korrigo.testkit.exam.InMemoryAccountStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.task.SteppedClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Accounts from students to what is handed out. */
class AccountIssuerTest {
    private static final PasswordHasher HASHER = new PasswordHashes(Argon2Hasher.of(64, 1));

    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryStudentStore students = new InMemoryStudentStore();
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final CredentialSeal seal = new CredentialSeal(new byte[32]);
    private final Credentials credentials = new Credentials(accounts, students, seal, clock);

    @Test
    void givesEachStudentAnAccountWhosePasswordWorks() {
        List<Student> all = school(250);
        List<Integer> progress = new ArrayList<>();

        int made = issuer(HASHER).issue("b1", all, progress::add);

        assertThat(made).isEqualTo(250);
        assertThat(progress).isSorted().startsWith(0).endsWith(250);
        assertThat(credentials.of("b1"))
                .hasSize(250)
                .allSatisfy(credential -> assertThat(HASHER.verify(
                                credential.password(),
                                accounts.find(credential.username())
                                        .orElseThrow()
                                        .passwordHash()))
                        .isTrue());
    }

    @Test
    void leavesStudentsWithAnAccountAlone() {
        List<Student> all = school(3);
        issuer(HASHER).issue("b1", all.subList(0, 2), done -> {});
        List<Credential> first = credentials.of("b1");

        assertThat(issuer(HASHER).issue("b2", all, done -> {})).isEqualTo(1);
        assertThat(issuer(HASHER).issue("b3", all, done -> {})).isZero();

        assertThat(credentials.of("b1")).isEqualTo(first);
        assertThat(credentials.of("b2")).hasSize(1);
    }

    @Test
    void goesOnWhereItWasStopped() {
        List<Student> all = school(250);

        assertThatThrownBy(() -> issuer(HASHER).issue("b1", all, done -> {
                    if (done == 150) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        List<Credential> before = credentials.of("b1");
        issuer(HASHER).issue("b1", all, done -> {});

        assertThat(before).hasSize(140);
        assertThat(credentials.of("b1")).hasSize(250).containsAll(before);
    }

    @Test
    void stopsWhileAHashTakesLong() {
        AtomicInteger checks = new AtomicInteger();
        PasswordHasher endless = new PasswordHasher() {
            @Override
            public String hash(String password) {
                synchronized (this) {
                    try {
                        wait();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }
                return "never";
            }

            @Override
            public boolean verify(String password, String hash) {
                return false;
            }
        };

        assertThatThrownBy(() -> issuer(endless).issue("b1", school(10), done -> {
                    if (checks.incrementAndGet() > 3) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(accounts.usernames()).isEmpty();
    }

    @Test
    void keepsPasswordsUntilTheyAreAcknowledgedOrADayIsOver() {
        issuer(HASHER).issue("b1", school(2), done -> {});
        clock.step(Duration.ofHours(1));
        issuer(HASHER).issue("b2", school(4), done -> {});

        credentials.acknowledge("b1");
        assertThat(credentials.of("b1")).isEmpty();
        clock.step(Duration.ofHours(24));
        assertThat(credentials.of("b2")).hasSize(2);
        clock.step(Duration.ofSeconds(1));
        assertThat(credentials.of("b2")).isEmpty();
        assertThat(accounts.usernames()).hasSize(4);
    }

    @Test
    void sealsPasswordsToTheirAccountAndKey() {
        issuer(HASHER).issue("b1", school(2), done -> {});
        List<IssuedAccount> issued = accounts.issued("b1");
        String password = credentials.of("b1").get(0).password();
        InMemoryAccountStore swapped = new InMemoryAccountStore();
        swapped.create(
                "b1",
                List.of(
                        new IssuedAccount(issued.get(0).account(), issued.get(1).sealedPassword()),
                        new IssuedAccount(issued.get(1).account(), issued.get(0).sealedPassword())),
                clock.instant());
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;

        assertThat(issued.toString() + issued.get(0).sealedPassword()).doesNotContain(password);
        assertThatThrownBy(() -> new Credentials(swapped, students, seal, clock).of("b1"))
                .isInstanceOf(KorrigoException.class);
        assertThatThrownBy(() -> new Credentials(accounts, students, new CredentialSeal(otherKey), clock).of("b1"))
                .isInstanceOf(KorrigoException.class)
                .hasMessageContaining("don't open with the key at hand");
    }

    @Test
    void printsASlipForEachStudent() throws IOException {
        issuer(HASHER).issue("b1", school(9), done -> {});
        List<Credential> all = credentials.of("b1");
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();

        CredentialSheet.write(all, "Lycée d'exemple", pdf);

        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            String text = new PDFTextStripper().getText(document);
            assertThat(all)
                    .allSatisfy(credential -> assertThat(text)
                            .contains(
                                    credential.username(),
                                    credential.password(),
                                    credential.student().firstName()));
        }
    }

    @Test
    void writesACsvWithoutFormulas() throws IOException {
        Student hostile = new Student("s1", "=HYPERLINK(1)", null, "@Léa;\"x\"", null, null, "+TG1", null, null);
        students.upsert(List.of(hostile));
        issuer(HASHER).issue("b1", List.of(hostile), done -> {});
        ByteArrayOutputStream csv = new ByteArrayOutputStream();

        CredentialCsv.write(credentials.of("b1"), csv);

        assertThat(csv.toString(StandardCharsets.UTF_8))
                .startsWith("\uFEFFClasse;Nom;Prénom;Identifiant;Mot de passe\r\n")
                .contains("\r\n'+TG1;'=HYPERLINK(1);\"'@Léa;\"\"x\"\"\";leax.hyperlink1;");
    }

    private AccountIssuer issuer(PasswordHasher hasher) {
        return new AccountIssuer(accounts, hasher, seal, clock);
    }

    private List<Student> school(int size) {
        List<Student> all = IntStream.range(0, size)
                .mapToObj(i -> new Student("s" + i, "DUBOSC", null, "Zoé" + i, null, null, "TG" + i % 3, null, null))
                .toList();
        students.upsert(all);
        return all;
    }
}
