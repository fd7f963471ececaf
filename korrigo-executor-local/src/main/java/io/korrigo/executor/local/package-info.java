/** Runs tasks in this process: a bounded pool of workers and a store that forgets everything when the process ends. */
@NullMarked
package io.korrigo.executor.local;

import org.jspecify.annotations.NullMarked;
