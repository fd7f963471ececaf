package io.korrigo.server;

import io.korrigo.KorrigoException;
import io.korrigo.rest.KorrigoServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Embedded Jetty with one servlet for every path. */
final class HttpHost implements AutoCloseable {
    /** Bytes a second: a thirtieth of a bad telephone line. */
    private static final long LEAST_RATE = 1_000;

    /** Jetty's own; it needs more than calls may be under way, to refuse the others and to say that it is alive. */
    private static final int THREADS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(HttpHost.class);

    private final Server jetty;
    private final URI uri;

    private HttpHost(Server jetty, URI uri) {
        this.jetty = jetty;
        this.uri = uri;
    }

    static HttpHost start(ServerOptions options, KorrigoServlet servlet, MultipartConfigElement uploads) {
        Server jetty = new Server(
                new QueuedThreadPool(Math.max(THREADS, 2 * options.limits().calls())));
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // Whoever sends or takes less than this is cut off: a thread of ours waits meanwhile.
        configuration.setMinRequestDataRate(LEAST_RATE);
        configuration.setMinResponseDataRate(LEAST_RATE);
        if (options.behindProxy()) {
            configuration.addCustomizer(new ForwardedRequestCustomizer());
        }
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(configuration));
        connector.setHost(options.host());
        connector.setPort(options.port());
        jetty.addConnector(connector);

        ServletHolder holder = new ServletHolder(servlet);
        holder.getRegistration().setMultipartConfig(uploads);
        // For events and statuses that somebody waits for.
        holder.setAsyncSupported(true);
        ServletContextHandler context =
                new ServletContextHandler(options.pathPrefix().isEmpty() ? "/" : options.pathPrefix());
        context.addServlet(holder, "/*");
        context.addFilter(new FilterHolder(CallConnections.filter()), "/*", EnumSet.of(DispatcherType.REQUEST));
        jetty.setHandler(context);
        jetty.setErrorHandler(new ProblemPages());
        context.setErrorHandler(new ProblemPages());
        // The connections in flight get their answers before the executor stops.
        jetty.setStopTimeout(5_000);
        try {
            jetty.start();
        } catch (Exception failure) {
            stop(jetty, failure);
            throw new KorrigoException(
                    "Can't listen on " + options.host() + ":" + options.port() + ": " + failure.getMessage(), failure);
        }
        if (!options.behindProxy() && !isLoopback(options.host())) {
            LOG.warn(
                    "Others reach {} without encryption: tokens and copies can be read on the way. Put a proxy with TLS in"
                            + " front, and say --behind-proxy",
                    options.host());
        }
        return new HttpHost(
                jetty, URI.create("http://" + options.host() + ":" + connector.getLocalPort() + options.pathPrefix()));
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static void stop(Server jetty, Exception failure) {
        try {
            jetty.stop();
        } catch (Exception another) {
            failure.addSuppressed(another);
        }
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
    }
}
