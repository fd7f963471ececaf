/**
 * The vocabulary of background work: what a {@link io.korrigo.task.Task} is, where its state lives
 * ({@link io.korrigo.task.TaskStore}) and who runs it ({@link io.korrigo.task.TaskExecutor}).
 */
@NullMarked
package io.korrigo.task;

import org.jspecify.annotations.NullMarked;
