package io.korrigo.testkit.pages;

import java.awt.Shape;

/**
 * What a form shows besides words, level lines and boxes: a frame, a slash, a code, a logo.
 *
 * @param shape in millimetres
 * @param line thickness of its outline in millimetres, or 0 where it is filled
 */
record PrintedShape(Shape shape, double line) {}
