package io.korrigo.identify.match;

/**
 * One way to write a name or a date into boxes.
 *
 * @param signs indices into an {@link Alphabet}; never changed
 * @param weight share of the pupils of that name who write it so, above 0, at most 1
 */
record Spelling(byte[] signs, double weight) {}
