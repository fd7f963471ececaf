/** Checks for a REST interface that has a description. */
@NullMarked
package io.korrigo.testkit.rest;

import org.jspecify.annotations.NullMarked;
