package io.korrigo.examples.plain;

import io.korrigo.rest.KorrigoServlet;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;

/** A school's application on Jetty 12.1, without Spring. */
final class JettyHost implements AutoCloseable {
    private final Server jetty;
    private final SchoolParts parts;

    /** @param port 0 for any */
    JettyHost(DataSource dataSource, Path folder, int port) throws Exception {
        parts = new SchoolParts(dataSource, folder.resolve("files"));
        jetty = new Server(port);
        ServletHolder servlet = new ServletHolder(parts.servlet());
        servlet.getRegistration().setMultipartConfig(KorrigoServlet.multipartConfig(folder));
        servlet.setAsyncSupported(true);
        ServletContextHandler school = new ServletContextHandler("/");
        school.addServlet(servlet, "/api/*");
        school.addServlet(servlet, "/ui/*");
        school.setSecurityHandler(signedIn());
        jetty.setHandler(school);
        // Calls under way get their answers before the executor stops.
        jetty.setStopTimeout(5_000);
        jetty.start();
    }

    private static ConstraintSecurityHandler signedIn() {
        // The school's users; they may as well be in its database (JDBCLoginService).
        UserStore users = new UserStore();
        users.addUser("head", Credential.getCredential("secret"), new String[] {"head"});
        HashLoginService login = new HashLoginService("School");
        login.setUserStore(users);
        ConstraintMapping everything = new ConstraintMapping();
        everything.setPathSpec("/*");
        everything.setConstraint(Constraint.from("head"));
        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
        security.setLoginService(login);
        security.setAuthenticator(new BasicAuthenticator());
        security.addConstraintMapping(everything);
        return security;
    }

    int port() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
        parts.close();
    }
}
