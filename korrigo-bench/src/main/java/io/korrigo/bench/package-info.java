/** What {@code korrigo bench} runs: JMH benchmarks and evaluations on generated pages. */
@NullMarked
package io.korrigo.bench;

import org.jspecify.annotations.NullMarked;
