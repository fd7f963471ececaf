package io.korrigo.rest;

import io.korrigo.testkit.rest.DescribedAnswers;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before the servlet and holds every answer of every test against the description. */
final class AnswerCheck implements Filter {
    private static final DescribedAnswers DESCRIBED = new DescribedAnswers(new ApiDescription().document(""));

    private final List<String> faults = new CopyOnWriteArrayList<>();

    /** What was wrong until now. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest call = (HttpServletRequest) request;
        Overheard overheard = new Overheard((HttpServletResponse) response);
        chain.doFilter(request, overheard);
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new AfterIt(() -> check(call, overheard)));
        } else {
            check(call, overheard);
        }
    }

    private void check(HttpServletRequest call, Overheard overheard) {
        String path = call.getRequestURI().substring(call.getContextPath().length());
        String type = overheard.getContentType();
        boolean json = type != null && type.contains("json");
        DESCRIBED
                .fault(new DescribedAnswers.Answer(
                        call.getMethod(),
                        path,
                        overheard.getStatus(),
                        type,
                        json ? overheard.body.toString(StandardCharsets.UTF_8) : null))
                .ifPresent(faults::add);
    }

    /** Does something once an answer that came later is complete. */
    private record AfterIt(Runnable work) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            work.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    /** Keeps what is written while it goes on to the caller. */
    private static final class Overheard extends HttpServletResponseWrapper {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Overheard(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream out = super.getOutputStream();
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return out.isReady();
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    out.setWriteListener(listener);
                }

                @Override
                public void write(int one) throws IOException {
                    body.write(one);
                    out.write(one);
                }

                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    body.write(bytes, from, count);
                    out.write(bytes, from, count);
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }
            };
        }
    }
}
