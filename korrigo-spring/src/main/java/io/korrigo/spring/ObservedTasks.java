package io.korrigo.spring;

import io.korrigo.task.Claim;
import io.korrigo.task.TaskExecutor;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Observes each attempt as {@code korrigo.task} with its kind and its end, which handlers make timers and spans of; a span has the task's
 * id and the number of its attempt, too. What the task itself observes lies within.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class ObservedTasks implements TaskExecutor.Listener {
    private final ObjectProvider<ObservationRegistry> observations;

    ObservedTasks(ObjectProvider<ObservationRegistry> observations) {
        this.observations = observations;
    }

    @Override
    public Attempt began(Claim claim) {
        ObservationRegistry registry = observations.getIfUnique(() -> ObservationRegistry.NOOP);
        Observation observation = Observation.createNotStarted("korrigo.task", registry)
                .contextualName("korrigo " + claim.kind())
                .lowCardinalityKeyValue("kind", claim.kind())
                // Every observation of a name has the same keys: a registry of metrics refuses others.
                .lowCardinalityKeyValue("end", "none")
                .highCardinalityKeyValue("korrigo.task.id", claim.id().toString())
                .highCardinalityKeyValue("korrigo.task.attempt", String.valueOf(claim.attempt()))
                .start();
        Observation.Scope scope = observation.openScope();
        return outcome -> {
            scope.close();
            observation.lowCardinalityKeyValue(
                    KeyValue.of("end", outcome.end().name().toLowerCase(Locale.ROOT)));
            observation.stop();
        };
    }
}
