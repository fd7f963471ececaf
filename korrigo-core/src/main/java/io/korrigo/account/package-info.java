/**
 * Students' accounts: user names, passwords and how they reach those who hand them out.
 *
 * <p>{@link io.korrigo.account.AccountIssuer} makes accounts; {@link io.korrigo.account.Credentials} gives their first
 * passwords to whoever asked for the accounts, for a while.
 */
@NullMarked
package io.korrigo.account;

import org.jspecify.annotations.NullMarked;
