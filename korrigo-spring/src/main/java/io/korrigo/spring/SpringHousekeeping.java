package io.korrigo.spring;

import io.korrigo.host.Housekeeping;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** The daily clean-up, from when the executor takes tasks until the application stops. */
final class SpringHousekeeping implements SmartLifecycle {
    private final SpringTaskExecutor executor;
    private final boolean wanted;
    private volatile @Nullable Housekeeping running;

    /** @param wanted false on a node that only submits */
    SpringHousekeeping(SpringTaskExecutor executor, boolean wanted) {
        this.executor = executor;
        this.wanted = wanted;
    }

    @Override
    public synchronized void start() {
        if (wanted && running == null) {
            // Of the same phase; it may be our turn first.
            executor.start();
            running = Housekeeping.start(executor);
        }
    }

    @Override
    public synchronized void stop() {
        Housekeeping housekeeping = running;
        running = null;
        if (housekeeping != null) {
            housekeeping.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return executor.getPhase();
    }
}
