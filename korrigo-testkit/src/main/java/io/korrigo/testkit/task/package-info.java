/** Contract suites that every {@link io.korrigo.task.TaskStore} and {@link io.korrigo.task.TaskExecutor} runs. */
@NullMarked
package io.korrigo.testkit.task;

import org.jspecify.annotations.NullMarked;
