package io.claimdispatch.internal.console.web;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.ConsoleNotices;
import io.claimdispatch.internal.config.ConsoleSettings;
import io.claimdispatch.internal.console.security.Gate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens the console in the application that contains the jar, if the settings say so; else it registers nothing. An
 * initializer, and neither annotations nor a fragment: those are skipped in an application whose {@code web.xml} is
 * {@code metadata-complete} (Servlet 6.0, 8.1).
 */
public class ConsoleInitializer implements ServletContainerInitializer {

    /** Of the servlet and of the filter. */
    static final String NAME = "claim-dispatch-console";

    /** Where it is, below the context path of the application. */
    static final String PATH = "/claim-dispatch";

    private static final Log LOG = Log.of(ConsoleInitializer.class);

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        open(context, ConsoleSettings.ofThisServer(), new ServerApi());
    }

    /** Opens it if the settings say so; else it does nothing at all. */
    static void open(ServletContext context, ConsoleSettings settings, ApiSource api) {
        if (!settings.isOpen()) {
            return;
        }
        Gate gate = new Gate(settings.roles());
        String address = context.getContextPath() + PATH;
        ServletRegistration.Dynamic servlet = context.addServlet(NAME, new ConsoleServlet(settings, gate, api));
        FilterRegistration.Dynamic filter = context.addFilter(NAME, new ConsoleFilter(settings, gate));
        if (servlet == null || filter == null) {
            LOG.log(ConsoleNotices.notOpened(address, "the application has a servlet or filter named " + NAME));
            return;
        }
        // by the servlet's name: whatever leads to the servlet leads through the filter
        filter.addMappingForServletNames(EnumSet.allOf(DispatcherType.class), false, NAME);
        String[] roles = gate.roles().toArray(String[]::new);
        context.declareRoles(roles);
        servlet.setServletSecurity(
                new ServletSecurityElement(new HttpConstraintElement(TransportGuarantee.NONE, roles)));
        servlet.setLoadOnStartup(1);
        if (!servlet.addMapping(PATH + "/*").isEmpty()) {
            LOG.log(ConsoleNotices.notOpened(address, "the application has a servlet there"));
            return;
        }
        LOG.log(ConsoleNotices.open(address, String.join(", ", roles)));
    }
}
