/**
 * Shows what an identification rests on: the scanned rows, what was read in each box, the candidates, as one HTML file
 * with the same facts as JSON inside.
 *
 * <p>{@link io.korrigo.identify.evidence.EvidenceDocument} is the entry.
 */
@NullMarked
package io.korrigo.identify.evidence;

import org.jspecify.annotations.NullMarked;
