package io.korrigo.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashesTest {
    /** echo -n password | argon2 somesalt -id -t 2 -m 10 -p 4 -l 24 -e */
    private static final String REFERENCE =
            "$argon2id$v=19$m=1024,t=2,p=4$c29tZXNhbHQ$MfdjzcytEeXZM5ijm4z8Gut8QmpjPY4o";

    /** Python: hashlib.pbkdf2_hmac("sha256", "été-2008".encode(), b"seasalt2", 260000), as Django writes it. */
    private static final String DJANGO = "pbkdf2_sha256$260000$seasalt2$ZXufUBk2C9Q82+P7kz6qtD0Nz+FgU/LSE1LzVeT/xTc=";

    /** The same with 1,000 rounds, which cost a test less. */
    private static final String SHORT_DJANGO =
            "pbkdf2_sha256$1000$seasalt2$IEp2uTQeyP7Ig+ReeS3CIBLfHBfVi50hlujnfYfrEAA=";

    private final PasswordHasher hasher = new PasswordHashes(Argon2Hasher.of(64, 1));

    @Test
    void verifyWhatTheyHashed() {
        String hash = hasher.hash("été-2008");

        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$").hasSizeLessThan(255);
        assertThat(hasher.verify("été-2008", hash)).isTrue();
        assertThat(hasher.verify("ete-2008", hash)).isFalse();
        assertThat(hasher.hash("été-2008")).isNotEqualTo(hash);
    }

    @Test
    void verifyWhatTheReferenceImplementationHashed() {
        assertThat(hasher.verify("password", REFERENCE)).isTrue();
        assertThat(hasher.verify("password", "argon2" + REFERENCE)).isTrue();
        assertThat(hasher.verify("differentpassword", REFERENCE)).isFalse();
    }

    @Test
    void verifyTheOriginalsPasswords() {
        assertThat(hasher.verify("été-2008", DJANGO)).isTrue();
        assertThat(hasher.verify("été-2008", SHORT_DJANGO)).isTrue();
        assertThat(hasher.verify("été-2009", SHORT_DJANGO)).isFalse();
        assertThat(hasher.verify("", SHORT_DJANGO)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "password",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ",
                "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=9$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhb$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHApl8ArZWb2GRPPcA1",
                "pbkdf2_sha256$0$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "pbkdf2_sha256$1$salt$short",
                "md5$salt$5f4dcc3b5aa765d61d8327deb882cf99"
            })
    void refuseHashesThatTheyDoNotUnderstand(String hash) {
        assertThat(hasher.verify("password", hash)).isFalse();
    }
}
