package io.korrigo.server;

import io.korrigo.KorrigoException;
import io.korrigo.rest.KorrigoServlet;
import jakarta.servlet.MultipartConfigElement;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Embedded Jetty with one servlet for every path. */
final class HttpHost implements AutoCloseable {
    private final Server jetty;
    private final URI uri;

    private HttpHost(Server jetty, URI uri) {
        this.jetty = jetty;
        this.uri = uri;
    }

    static HttpHost start(ServerOptions options, KorrigoServlet servlet, MultipartConfigElement uploads) {
        Server jetty = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(configuration));
        connector.setHost(options.host());
        connector.setPort(options.port());
        jetty.addConnector(connector);

        ServletHolder holder = new ServletHolder(servlet);
        holder.getRegistration().setMultipartConfig(uploads);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(holder, "/*");
        jetty.setHandler(context);
        // The connections in flight get their answers before the executor stops.
        jetty.setStopTimeout(5_000);
        try {
            jetty.start();
        } catch (Exception failure) {
            stop(jetty, failure);
            throw new KorrigoException(
                    "Can't listen on " + options.host() + ":" + options.port() + ": " + failure.getMessage(), failure);
        }
        return new HttpHost(jetty, URI.create("http://" + options.host() + ":" + connector.getLocalPort()));
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
