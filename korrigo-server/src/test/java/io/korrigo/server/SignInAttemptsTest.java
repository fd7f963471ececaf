package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.rest.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {
    private static final String HOME = "10.0.0.1";

    private Instant now = Instant.EPOCH;
    private final SignInAttempts attempts = new SignInAttempts(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private void refusesFor(int seconds, String name, String address) {
        assertThatThrownBy(() -> attempts.begin(name, address))
                .isInstanceOfSatisfying(
                        SignIn.TooOften.class, it -> assertThat(it.seconds()).isEqualTo(seconds));
    }

    private void tryFreely(String name, String address) throws SignIn.TooOften {
        for (int i = 0; i < SignInAttempts.FREE; i++) {
            attempts.begin(name, address);
        }
    }

    @Test
    void waitTwiceAsLongAfterEachFailure() throws Exception {
        tryFreely("zoe", HOME);

        refusesFor(2, "zoe", HOME);
        attempts.begin("another", HOME);
        now = now.plusSeconds(2);
        attempts.begin("zoe", HOME);
        refusesFor(4, "zoe", HOME);
        now = now.plusSeconds(4);
        attempts.begin("zoe", HOME);
        attempts.succeeded("zoe", HOME);
        attempts.begin("zoe", HOME);
        attempts.begin("zoe", HOME);
    }

    @Test
    void letInFromElsewhereWhoseNameIsTriedFromOneAddress() throws Exception {
        tryFreely("zoe", HOME);

        refusesFor(2, "zoe", HOME);
        attempts.begin("zoe", "10.0.0.2");
    }

    @Test
    void slowDownWhoTriesANameFromManyAddresses() throws Exception {
        for (int i = 0; i < SignInAttempts.FREE_OF_NAME; i++) {
            attempts.begin("zoe", "10.0.1." + i);
        }

        refusesFor(2, "zoe", "10.0.2.1");
    }

    @Test
    void slowDownWhoTriesManyNamesFromOneAddress() throws Exception {
        for (int i = 0; i < SignInAttempts.FREE_OF_ADDRESS; i++) {
            attempts.begin("pupil" + i, HOME);
        }

        refusesFor(2, "another", HOME);
        attempts.begin("another", "10.0.0.2");
    }

    @Test
    void countNoRightPasswordAgainstASchoolsAddress() throws Exception {
        for (int i = 0; i < 3 * SignInAttempts.FREE_OF_ADDRESS; i++) {
            attempts.begin("pupil" + i, HOME);
            attempts.succeeded("pupil" + i, HOME);
        }

        attempts.begin("another", HOME);
    }

    @Test
    void takeAllAddressesOfOneIpv6NetworkForOne() throws Exception {
        for (int i = 0; i < SignInAttempts.FREE; i++) {
            attempts.begin("zoe", "2001:db8:0:1:0:0:0:" + i);
        }

        refusesFor(2, "zoe", "[2001:db8:0:1:ffff:0:0:1]");
        attempts.begin("zoe", "2001:db8:0:2:0:0:0:1");
    }

    @Test
    void forgetWhatIsAnHourOld() throws Exception {
        tryFreely("zoe", HOME);
        now = now.plus(Duration.ofHours(1).plusSeconds(3));

        tryFreely("zoe", HOME);
        refusesFor(2, "zoe", HOME);
    }
}
