/** What evaluations are told on the command line: their options, {@code --help}, bad usage. */
@NullMarked
package io.korrigo.bench.options;

import org.jspecify.annotations.NullMarked;
