/**
 * The paper of an exam after it was scanned: which page lies in which copy or in quarantine, and how people put that right.
 *
 * <p>{@link io.korrigo.paper.Paper} is where everything lies, a {@link io.korrigo.paper.Correction} what somebody does about
 * it, and the {@link io.korrigo.paper.PaperLog} all that was done, which can be undone.
 */
@NullMarked
package io.korrigo.paper;

import org.jspecify.annotations.NullMarked;
