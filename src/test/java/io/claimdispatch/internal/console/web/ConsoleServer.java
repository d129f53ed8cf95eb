package io.claimdispatch.internal.console.web;

import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The console in a servlet container of its own, with users of each role. */
public final class ConsoleServer implements AutoCloseable {

    /** The password of everybody. */
    public static final String PASSWORD = "secret";

    /** Below which the application is. */
    public static final String CONTEXT = "/shop";

    private static final Map<String, String> ROLES = Map.of(
            "guest", "customer",
            "viewer", "claim-dispatch-viewer",
            "operator", "claim-dispatch-operator",
            "admin", "claim-dispatch-admin");

    private final Undertow undertow;
    private final DeploymentManager deployment;
    private final URI address;

    private ConsoleServer(DeploymentInfo application, int port) throws ServletException {
        deployment = Servlets.newContainer().addDeployment(application);
        deployment.deploy();
        undertow = Undertow.builder()
                .addHttpListener(port, "127.0.0.1", Handlers.path().addPrefixPath(CONTEXT, deployment.start()))
                .setIoThreads(1)
                .setWorkerThreads(8)
                .build();
        undertow.start();
        InetSocketAddress bound =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        address = URI.create("http://127.0.0.1:" + bound.getPort() + CONTEXT + ConsoleInitializer.PATH + "/");
    }

    /** An application that opens the console. */
    public static Builder with(Supplier<ConsoleApi> api) {
        return new Builder(api);
    }

    /** What the application has. */
    public static final class Builder {
        private final Map<String, String> settings = new HashMap<>(Map.of("claim-dispatch.console", "on"));
        private final DeploymentInfo application = new DeploymentInfo()
                .setClassLoader(ConsoleServer.class.getClassLoader())
                .setContextPath(CONTEXT)
                .setDeploymentName("shop.war")
                .setIdentityManager(new Users())
                .setLoginConfig(new LoginConfig("BASIC", "shop"));
        private final Supplier<ConsoleApi> api;

        private Builder(Supplier<ConsoleApi> api) {
            this.api = api;
        }

        /** A setting, without its prefix. */
        public Builder set(String key, String value) {
            settings.put("claim-dispatch." + key, value);
            return this;
        }

        /** It has no login. */
        public Builder withoutLogin() {
            application.setLoginConfig(null);
            return this;
        }

        /** The server enforces no constraint, as one whose security is off. */
        public Builder withoutConstraints() {
            application.setSecurityDisabled(true);
            return this;
        }

        /** It has a filter for all addresses, in front of whatever is there. */
        public Builder filter(Filter filter) {
            application.addFilter(new FilterInfo("host", filter.getClass(), new ImmediateInstanceFactory<>(filter)));
            application.addFilterUrlMapping("host", "/*", DispatcherType.REQUEST);
            return this;
        }

        /** It has a servlet. */
        public Builder servlet(ServletInfo servlet) {
            application.addServlet(servlet);
            return this;
        }

        public ConsoleServer start() throws ServletException {
            return start(0);
        }

        /** At a port. */
        public ConsoleServer start(int port) throws ServletException {
            var console = TestSettings.of(settings).console();
            ServletContainerInitializer initializer =
                    (classes, context) -> ConsoleInitializer.open(context, console, api::get);
            application.addServletContainerInitializer(new ServletContainerInitializerInfo(
                    initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
            return new ConsoleServer(application, port);
        }
    }

    /** The address of the page. */
    public URI address() {
        return address;
    }

    @Override
    public void close() throws ServletException {
        undertow.stop();
        deployment.stop();
        deployment.undeploy();
    }

    private record User(String name) implements Account {
        @Override
        public Principal getPrincipal() {
            return () -> name;
        }

        @Override
        public Set<String> getRoles() {
            return Set.of(ROLES.getOrDefault(name, ""));
        }
    }

    private static final class Users implements IdentityManager {
        @Override
        public Account verify(Account account) {
            return account;
        }

        @Override
        public @Nullable Account verify(String id, Credential credential) {
            boolean isRight = credential instanceof PasswordCredential given
                    && PASSWORD.equals(String.valueOf(given.getPassword()));
            return isRight && ROLES.containsKey(id) ? new User(id) : null;
        }

        @Override
        public @Nullable Account verify(Credential credential) {
            return null;
        }
    }
}
