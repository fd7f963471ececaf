/** Ports over tables that are a host's own. */
@NullMarked
package io.korrigo.examples.ports;

import org.jspecify.annotations.NullMarked;
