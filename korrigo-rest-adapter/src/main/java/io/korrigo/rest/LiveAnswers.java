package io.korrigo.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskStore.Standing;
import io.korrigo.task.TaskStore.Standings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers that take no thread while they wait: streams of events, and statuses that somebody waits for.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class LiveAnswers implements AutoCloseable {
    private final TaskWatch watch;
    private final CallLimits limits;
    private final ObjectMapper json = JsonMapper.builder().build();

    /** Sends an answer as those that are there at once. */
    @FunctionalInterface
    interface Sender {
        void send(Response answer, HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    LiveAnswers(TaskWatch watch, RestApi.Limits limits) {
        this.watch = watch;
        this.limits = new CallLimits(limits.waitingOfOne(), limits.waiting(), "calls.waiting");
    }

    /**
     * Begins a stream, or answers 204 where all was told before: a browser doesn't come back then.
     *
     * @throws Problem 429 or 503 when too many listen; nothing was sent
     */
    void stream(
            Response.Live live,
            String caller,
            ServletCall call,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        TaskFeed feed = live.feed();
        Standings first = watch.begin(feed);
        var news = feed.news(first);
        response.setHeader("Cache-Control", "no-store");
        if (news.isEmpty() && feed.ended()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        Runnable leave = enter(caller, request);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        // For proxies that would keep events until there are many.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = begin(request, leave);
        new EventStream(feed, watch, context, task -> data(task, call.prefix()), news).open();
    }

    private String data(Standing task, String prefix) {
        try {
            return json.writeValueAsString(ShownTask.line(task, prefix));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers are JSON", impossible);
        }
    }

    /** Sends the answer when the task has ended, or when the time is over. */
    void later(
            Response.Later later,
            String caller,
            HttpServletRequest request,
            HttpServletResponse response,
            Sender sender) {
        Runnable leave = enter(caller, request);
        AsyncContext context = begin(request, leave);
        Waiting waiting = new Waiting(later, context, () -> {
            sender.send(later.answer().get(), request, response);
        });
        watch.add(waiting);
    }

    int size() {
        return watch.size();
    }

    private Runnable enter(String caller, HttpServletRequest request) {
        if (!request.isAsyncSupported()) {
            throw Problem.unavailable("service.no_later_answers");
        }
        limits.enter();
        try {
            limits.enter(caller);
        } catch (Problem tooMany) {
            limits.leave();
            throw tooMany;
        }
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                limits.leave(caller);
                limits.leave();
            }
        };
    }

    private static AsyncContext begin(HttpServletRequest request, Runnable atTheEnd) {
        AsyncContext context = request.startAsync();
        // Heartbeats find out who left.
        context.setTimeout(0);
        context.addListener(new AtTheEnd(atTheEnd));
        return context;
    }

    @Override
    public void close() {
        watch.close();
    }

    /** Work that sends. */
    private interface Sending {
        void run() throws IOException;
    }

    /** Somebody who waits for the end of one task. */
    private final class Waiting implements TaskWatch.Listener {
        private final Response.Later later;
        private final AsyncContext context;
        private final Sending sending;
        private final long until;
        private final AtomicBoolean answered = new AtomicBoolean();

        Waiting(Response.Later later, AsyncContext context, Sending sending) {
            this.later = later;
            this.context = context;
            this.sending = sending;
            this.until = System.nanoTime() + later.atMost().toNanos();
        }

        @Override
        public Set<TaskId> tasks() {
            return Set.of(later.task());
        }

        @Override
        public Set<String> owners() {
            return Set.of();
        }

        @Override
        public void seen(Standings standings) {
            boolean open = standings.tasks().stream().anyMatch(task -> task.id().equals(later.task()) && !task.ready());
            if (!open) {
                answer();
            }
        }

        @Override
        public void tick() {
            if (System.nanoTime() - until >= 0) {
                answer();
            }
        }

        private void answer() {
            if (answered.compareAndSet(false, true)) {
                watch.remove(this);
                watch.later(() -> {
                    try {
                        sending.run();
                    } catch (IOException left) {
                        // Nobody reads it any more.
                    } finally {
                        context.complete();
                    }
                });
            }
        }
    }

    /** Runs something once the answer is complete, however it ended. */
    private record AtTheEnd(Runnable work) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            work.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            event.getAsyncContext().complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            work.run();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
