package io.korrigo.examples.plain;

import io.korrigo.rest.KorrigoServlet;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** A school's application on Tomcat, 10.1 or 11, without Spring. */
final class TomcatHost implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final SchoolParts parts;

    /** @param port 0 for any */
    TomcatHost(DataSource dataSource, Path folder, int port) throws IOException, LifecycleException {
        parts = new SchoolParts(dataSource, folder.resolve("files"));
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.getConnector().setPort(port);
        Context school = tomcat.addContext("", null);
        Wrapper servlet = Tomcat.addServlet(school, "korrigo", parts.servlet());
        servlet.setMultipartConfigElement(KorrigoServlet.multipartConfig(folder));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/api/*");
        servlet.addMapping("/ui/*");
        // The school's users; they may as well be in its database (DataSourceRealm).
        tomcat.addUser("head", "secret");
        tomcat.addRole("head", "head");
        school.setLoginConfig(new LoginConfig("BASIC", "School", null, null));
        school.getPipeline().addValve(new BasicAuthenticator());
        school.addConstraint(signedIn());
        tomcat.start();
    }

    private static SecurityConstraint signedIn() {
        SecurityCollection everything = new SecurityCollection();
        everything.addPattern("/*");
        SecurityConstraint signedIn = new SecurityConstraint();
        signedIn.addCollection(everything);
        signedIn.addAuthRole("head");
        return signedIn;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        parts.close();
        tomcat.destroy();
    }
}
