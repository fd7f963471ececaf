/**
 * Draws exam pages with a CMEN header, and rosters, for tests, evaluations and the sample class.
 *
 * <p>{@link io.korrigo.testkit.pages.PageGenerator} draws one page: a {@link io.korrigo.testkit.pages.HeaderForm} filled
 * with a {@link io.korrigo.testkit.pages.HeaderText} by a hand of a {@link io.korrigo.testkit.pages.GlyphSource}, then
 * scanned at a {@link io.korrigo.testkit.pages.ScanQuality}; {@link io.korrigo.testkit.pages.PageTruth} says where each
 * box lies and what stands in it. {@link io.korrigo.testkit.pages.RosterGenerator} makes up students and
 * {@link io.korrigo.testkit.pages.PageCases} what they write, mistakes included. Everything follows from its seed.
 */
@NullMarked
package io.korrigo.testkit.pages;

import org.jspecify.annotations.NullMarked;
