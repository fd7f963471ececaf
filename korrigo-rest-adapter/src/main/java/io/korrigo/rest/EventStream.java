package io.korrigo.rest;

import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStore.Standing;
import io.korrigo.task.TaskStore.Standings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One caller's stream, as the HTML standard's chapter on server-sent events has it. It writes only when the container says that
 * it can without waiting; what comes meanwhile is kept, up to a limit.
 *
 * <p><b>Threads:</b> safe for concurrent use; guarded by this object.
 */
final class EventStream implements TaskWatch.Listener, WriteListener {
    /** Half of what proxies and containers wait for. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** After it a browser comes back by itself, and proves again who it is. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Whoever takes nothing while so many pieces wait is gone, or will hear all when they come back. */
    private static final int MOST_KEPT = 2_000;

    private static final String BEGIN = "retry: 2000\n\n";
    private static final String BEAT = ": \n\n";

    private final TaskFeed feed;
    private final TaskWatch watch;
    private final AsyncContext context;
    private final Function<Standing, String> data;
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private final long begun = System.nanoTime();
    private long lastPiece = begun;
    private boolean last;
    private boolean closed;
    private boolean flushed = true;

    EventStream(
            TaskFeed feed,
            TaskWatch watch,
            AsyncContext context,
            Function<Standing, String> data,
            List<TaskFeed.Event> first) {
        this.feed = feed;
        this.watch = watch;
        this.context = context;
        this.data = data;
        keep(BEGIN);
        first.forEach(this::keep);
        last = feed.ended();
    }

    void open() throws IOException {
        if (!last) {
            watch.add(this);
        }
        context.getResponse().getOutputStream().setWriteListener(this);
    }

    private void keep(TaskFeed.Event event) {
        keep("id: " + event.id() + "\nevent: task\ndata: " + data.apply(event.task()) + "\n\n");
    }

    private void keep(String piece) {
        kept.add(piece.getBytes(StandardCharsets.UTF_8));
        lastPiece = System.nanoTime();
    }

    @Override
    public Set<TaskId> tasks() {
        return feed.tasks();
    }

    @Override
    public Set<String> owners() {
        return feed.owners();
    }

    @Override
    public synchronized void seen(Standings standings) {
        if (!closed && !last) {
            feed.news(standings).forEach(this::keep);
            last = feed.ended();
        }
    }

    @Override
    public synchronized void tick() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        if (now - lastPiece >= HEARTBEAT.toNanos()) {
            keep(BEAT);
        }
        last |= now - begun >= LONGEST.toNanos() || kept.size() > MOST_KEPT;
        try {
            write();
        } catch (IOException | RuntimeException left) {
            close();
        }
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
        if (!closed) {
            write();
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    private void write() throws IOException {
        ServletOutputStream out = context.getResponse().getOutputStream();
        while (out.isReady()) {
            byte[] piece = kept.poll();
            if (piece != null) {
                out.write(piece);
                flushed = false;
            } else if (!flushed) {
                out.flush();
                flushed = true;
            } else {
                if (last) {
                    close();
                }
                return;
            }
        }
        // onWritePossible goes on.
    }

    private synchronized void close() {
        if (!closed) {
            closed = true;
            watch.remove(this);
            context.complete();
        }
    }
}
