package io.claimdispatch.container.host;

import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;

/** Lists what the container has registered for this application: a line each, of a kind, a class or path, and mappings. */
@WebServlet("/addresses")
public class Addresses extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletContext context = getServletContext();
        PrintWriter lines = response.getWriter();
        context.getServletRegistrations()
                .values()
                .forEach(servlet -> lines.println("servlet " + servlet.getClassName() + " " + servlet.getMappings()));
        context.getFilterRegistrations()
                .values()
                .forEach(filter ->
                        lines.println("filter " + filter.getClassName() + " " + filter.getUrlPatternMappings()));
        SeenResources.CLASSES.forEach(resource -> lines.println("resource " + resource));
        Set<String> files = context.getResourcePaths("/");
        if (files != null) {
            files.forEach(file -> lines.println("file " + file));
        }
    }
}
