package io.korrigo.spring;

import io.korrigo.account.AccountIssuer;
import io.korrigo.account.Argon2Hasher;
import io.korrigo.account.CredentialSeal;
import io.korrigo.account.Credentials;
import io.korrigo.account.PasswordHasher;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.host.CredentialExpiry;
import io.korrigo.host.CredentialKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Students' accounts and their first passwords, for an application that has an {@link AccountStore}. */
@AutoConfiguration(before = KorrigoAutoConfiguration.class)
@ConditionalOnBean({AccountStore.class, StudentStore.class})
@ConditionalOnClass(name = "org.bouncycastle.crypto.generators.Argon2BytesGenerator")
@EnableConfigurationProperties(KorrigoProperties.class)
public class KorrigoAccountsAutoConfiguration {
    /** Argon2id; an application whose login knows other hashes has its own. */
    @Bean
    @ConditionalOnMissingBean
    PasswordHasher korrigoPasswordHasher() {
        return Argon2Hasher.standard();
    }

    /** @throws IllegalStateException when the configuration names no key and no folder for one */
    @Bean
    @ConditionalOnMissingBean
    CredentialSeal korrigoCredentialSeal(KorrigoProperties properties) throws IOException {
        KorrigoProperties.Credentials key = properties.credentials();
        Path folder = key.folder();
        if (folder == null && (key.key() == null || key.key().isBlank())) {
            throw new IllegalStateException(
                    "First passwords need a key: set korrigo.credentials.folder to a folder that only"
                            + " this application reads, or korrigo.credentials.key to Base64 of 32 bytes");
        }
        return new CredentialSeal(CredentialKey.find(key.key(), folder == null ? Path.of("") : folder));
    }

    /** Makes accounts. */
    @Bean
    @ConditionalOnMissingBean
    AccountIssuer korrigoAccountIssuer(AccountStore accounts, PasswordHasher hasher, CredentialSeal seal) {
        return new AccountIssuer(accounts, hasher, seal, Clock.systemUTC());
    }

    /** Hands first passwords out. */
    @Bean
    @ConditionalOnMissingBean
    Credentials korrigoCredentials(AccountStore accounts, StudentStore students, CredentialSeal seal) {
        return new Credentials(accounts, students, seal, Clock.systemUTC());
    }

    /** Forgets those that nobody fetched. */
    @Bean
    @ConditionalOnMissingBean
    CredentialExpiry korrigoCredentialExpiry(Credentials credentials) {
        return new CredentialExpiry(credentials);
    }
}
