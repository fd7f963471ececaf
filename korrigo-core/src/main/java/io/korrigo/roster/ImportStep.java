package io.korrigo.roster;

/**
 * What importing one data row comes to: a {@link RosterRow} creates its student, a {@link StudentUpdate} changes a known
 * one or, without changes, leaves them as they are, a {@link RejectedRow} does nothing.
 */
public sealed interface ImportStep permits RosterRow, StudentUpdate, RejectedRow {}
