/**
 * The background tasks: the only package that knows both the engine's vocabulary and the algorithms.
 *
 * <p>Parameters and results are records of strings, numbers, lists and maps; on the wire their components are spelled in
 * snake case. Build them all with {@link io.korrigo.tasks.KorrigoTasks}.
 */
@NullMarked
package io.korrigo.tasks;

import org.jspecify.annotations.NullMarked;
